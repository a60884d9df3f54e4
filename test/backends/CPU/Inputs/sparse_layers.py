"""sparse_layers.py: a network of all-to-all connections, of whose weights every so many-th is not 0; the name says which."""
import struct


def layer(name, source, size, every, value, compute="f32"):
    weights = [value if i % every == 0 else 0 for i in range(size * size)]
    code = "h" if compute == "i16" else "f"
    blob = struct.pack(f"<{size * size}{code}", *weights).hex()
    element = source.rsplit(":", 1)[1]
    return (
        f'  %{name} = snn.linear "{name}" (%{source.rsplit(":", 1)[0]}) weight(dense<"0x{blob}"> : tensor<{size}x{size}x{compute}>)'
        f" : (tensor<{size}x{element}>) -> tensor<{size}x{compute}>\n"
        f'  snn.output "out_{name}" (%{name}) : tensor<{size}x{compute}>\n'
    )


floats = [
    layer("floats_few", "x:i1", 100, 25, 0.3),
    layer("floats_some", "x:i1", 100, 16, 0.3),
    layer("floats_many", "x:i1", 100, 4, 0.3),
    layer("bytes_few", "x:i1", 100, 125, 0.5),
    layer("bytes_some", "x:i1", 100, 25, 0.5),
    layer("maybe_infinite", "u:f32", 100, 100, 0.3),
    layer("small", "w:i1", 60, 100, 0.3),
    layer("beyond", "v:i1", 500, 16, 0.3),
]
print("snn.network @floats clock(step 1.0e-3) compute(f32) {")
for name, size, element in (("x", 100, "i1"), ("u", 100, "f32"), ("w", 60, "i1"), ("v", 500, "i1")):
    print(f'  %{name} = snn.input "{name}" : tensor<{size}x{element}>')
print("".join(floats) + "}")
print("snn.network @integers clock(step 1.0e-3) compute(i16) {")
print('  %x = snn.input "x" : tensor<100xi32>')
print(layer("integers_few", "x:i32", 100, 125, 5, "i16") + layer("integers_some", "x:i32", 100, 25, 5, "i16") + "}")
