// A network written by hand, without a word on how it was made.
snn.network @bare clock(step 1.0e-03) compute(f32) {
  %x = snn.input "x" : tensor<2xf32>
  snn.output "y" (%x) : tensor<2xf32>
}
