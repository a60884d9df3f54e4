// Connections that the compiled engine does by tables: sparse, convolution, delays of each element.
snn.network @tables clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<4xf32>
  %s = snn.sparse "sparse" (%x) sources(dense<[0, 2, 3]> : tensor<3xi32>) targets(dense<[1, 1, 0]> : tensor<3xi32>)
      weight(dense<[0.1, -1.0, 2.0]> : tensor<3xf32>) {kernel.choice = #kernel.choice<synapses, "asked for">} : (tensor<4xf32>) -> tensor<2xf32>
  snn.output "sparse" (%s) : tensor<2xf32>
  %d = snn.delay "wait" (%x) steps(dense<[0, 1, 2, 1]> : tensor<4xi32>) : (tensor<4xf32>) -> tensor<4xf32>
  %i = snn.reshape "image" (%d) : (tensor<4xf32>) -> tensor<1x4x1xf32>
  %c = snn.conv "conv" (%i) weight(dense<[[[[1.0], [2.0]]], [[[-1.0], [-2.0]]]]> : tensor<2x1x2x1xf32>)
      stride [1, 1] before [0, 0] after [1, 0] dilation [1, 1] groups 1 : (tensor<1x4x1xf32>) -> tensor<2x4x1xf32>
  snn.output "conv" (%c) : tensor<2x4x1xf32>
}
