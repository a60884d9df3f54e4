xylo.chip @chip target("xylo-a3") dt(1.000000e-03) {
  xylo.control shifts [0, 0, 0] bias alias
  xylo.channels 2 sources [#xylo.source<"in", at = [0], size = [2], from = [0]>]
  xylo.neurons <hidden> dash_mem(dense<3> : tensor<3xi32>) dash_syn(dense<2> : tensor<3xi32>) threshold(dense<[90, 90, 80]> : tensor<3xi32>)
      bias(dense<[0, 0, 4]> : tensor<3xi32>)
      sources [#xylo.source<"lif", at = [0], size = [2], from = [1]>, #xylo.source<"lif", at = [2], size = [1], from = [0]>]
  xylo.neurons <output> dash_mem(dense<3> : tensor<1xi32>) dash_syn(dense<2> : tensor<1xi32>) threshold(dense<50> : tensor<1xi32>)
  xylo.weights <input> synapse(1) values(dense<[[20, -4], [0, 127]]> : tensor<2x2xi32>)
  xylo.weights <recurrent> synapse(1) values(dense<[[0, 0, 9], [0, 0, -9], [0, 0, 0]]> : tensor<3x3xi32>)
  xylo.weights <output> synapse(1) values(dense<[[100]]> : tensor<1x1xi32>)
  xylo.aliases from [0] to [2]
}
