// Populations become neurons with identifiers, connections become matrices [source, target].
// RUN: snn-opt %s --snn-verify-executable --snn-to-xylo 2>%t.err | FileCheck %s
// RUN: FileCheck %s --input-file=%t.err --check-prefix=ALIAS
// RUN: snn-opt %s --snn-to-xylo="target=xylo-a2" 2>/dev/null | FileCheck %s --check-prefix=A2
// RUN: snn-opt %s --snn-to-xylo="dash=decay" 2>/dev/null | FileCheck %s --check-prefix=DECAY
// RUN: not snn-opt %s --snn-to-xylo="dash=slow" 2>&1 | FileCheck %s --check-prefix=DASH
// DASH: error: dash is 'slow', allowed are tau and decay
// RUN: not snn-opt %s --snn-to-xylo="compat=brian" 2>&1 | FileCheck %s --check-prefix=COMPAT
// COMPAT: error: compat is 'brian', allowed is rockpool
// RUN: not snn-opt %s --snn-to-xylo="target=splitreg" 2>&1 | FileCheck %s --check-prefix=FAMILY
// FAMILY: error: target 'splitreg' is no Xylo chip
// RUN: not snn-opt %s --snn-to-xylo="allow=le_N_input_channels" 2>&1 | FileCheck %s --check-prefix=RULE
// RULE: error: there is no rule 'le_N_input_channels' that can be allowed; the findings name the rules
// RUN: not snn-opt %s --snn-to-xylo="allow=le_7_input_expansion_neurons" 2>&1 | FileCheck %s --check-prefix=NUMBER
// NUMBER: error: there is no rule 'le_7_input_expansion_neurons' that can be allowed

// A recurrent layer and a layer behind it: identifiers in the order of the walk, one step for each layer between neurons.
// CHECK-LABEL: xylo.chip @chain target("xylo-a3") dt(1.000000e-03) latency(2) {
// CHECK-NEXT:  xylo.control shifts [0, 0, 0] bias alias
// CHECK-NEXT:  xylo.channels 2 sources [#xylo.source<"input", at = [0], size = [2], from = [0]>]
// CHECK-NEXT:  xylo.neurons <hidden> dash_mem(dense<3.0000{{[0-9]+}}> : tensor<5xf64>) dash_syn(dense<2.0000{{[0-9]+}}> : tensor<5xf64>) {{.*}} threshold(dense<1.000000e+00> : tensor<5xf64>)
// CHECK-SAME:    sources [#xylo.source<"lif1", at = [0], size = [3], from = [0]>, #xylo.source<"lifb", at = [3], size = [2], from = [0], latency = 1>]
// CHECK-NEXT:  xylo.neurons <output> {{.*}} sources [#xylo.source<"lif2", at = [0], size = [1], from = [0], latency = 2>] exports [#xylo.source<"output", at = [0], size = [1], from = [0], latency = 2>]
// CHECK-NEXT:  xylo.weights <input> synapse(1) values(dense<{{\[\[}}5.000000e-01, 1.000000e+00, 0.000000e+00], [-2.500000e-01, 7.500000e-01, -5.000000e-01]]> : tensor<2x3xf64>)
// CHECK-NEXT:  xylo.weights <recurrent> synapse(1) values(dense<{{\[\[}}0.000000e+00, 0.000000e+00, 7.500000e-01, 1.000000e+00, 4.000000e+00],
// CHECK-SAME:    [2.500000e-01, 0.000000e+00, 0.000000e+00, 2.000000e+00, 5.000000e+00], [0.000000e+00, -5.000000e-01, 0.000000e+00, 3.000000e+00, 6.000000e+00],
// CHECK-SAME:    sources [#xylo.source<"w_rec", at = [0, 0], size = [3, 3], from = [0, 0]>, #xylo.source<"fcb", at = [0, 3], size = [3, 2], from = [0, 0]>]
// CHECK-NEXT:  xylo.weights <output> synapse(1) values(dense<{{\[\[}}1.250000e-01], [-1.250000e-01]]> : tensor<2x1xf64>)
// All neurons of XyloAudio 2 can have output weights.
// A2-LABEL: xylo.chip @chain target("xylo-a2")
// A2: xylo.weights <output> synapse(1) values(dense<{{\[\[}}0.000000e+00], [0.000000e+00], [0.000000e+00], [1.250000e-01], [-1.250000e-01]]> : tensor<5x1xf64>) sources [#xylo.source<"fc2", at = [3, 0], size = [2, 1], from = [0, 0]>]
// The other rule takes the shift whose decay 1 - 2^-n is that of the network, exp(-1/8): n = 3.0892, where log2(tau/dt) is 3.
// DECAY-LABEL: xylo.chip @chain
// DECAY: dash_mem(dense<3.0892{{[0-9]+}}> : tensor<5xf64>)
snn.network @chain clock(step 1.0e-3) compute(f32) convention("rockpool") {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<[[0.5, -0.25], [1.0, 0.75], [0.0, -0.5]]> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<3xi32>) -> tensor<3xi32>
  %w_rec = snn.linear "w_rec" (%late) weight(dense<[[0.0, 0.25, 0.0], [0.0, 0.0, -0.5], [0.75, 0.0, 0.0]]> : tensor<3x3xf32>) : (tensor<3xi32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1, %w_rec) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi32>
  %fcb = snn.linear "fcb" (%lif1) weight(dense<[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]> : tensor<2x3xf32>) : (tensor<3xi32>) -> tensor<2xf32>
  %lifb = snn.neuron "lifb" ports[(%fcb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%lifb) weight(dense<[[0.125, -0.125]]> : tensor<1x2xf32>) : (tensor<2xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// A middle layer without input or output weights, met before one with input weights.
// CHECK-LABEL: xylo.chip @order target("xylo-a3") dt(1.000000e-03) latency(3) {
// CHECK:       xylo.neurons <hidden> {{.*}} sources [#xylo.source<"first", at = [0], size = [1], from = [0]>, #xylo.source<"second", at = [1], size = [3], from = [0]>,
// CHECK-SAME:    #xylo.source<"middle", at = [4], size = [2], from = [0], latency = 1>, #xylo.source<"last", at = [6], size = [1], from = [0], latency = 2>]
// CHECK:       exports [#xylo.source<"x", at = [0], size = [1], from = [0], latency = 3>, #xylo.source<"y", at = [1], size = [1], from = [0], latency = 1>]
// XyloAudio 2 has them in the order of the walk.
// A2-LABEL: xylo.chip @order
// A2: sources [#xylo.source<"first", at = [0], {{.*}}#xylo.source<"middle", at = [1], {{.*}}#xylo.source<"last", at = [3], {{.*}}#xylo.source<"second", at = [4],
snn.network @order clock(step 1.0e-3) compute(f32) {
  %a = snn.input "a" : tensor<2xf32>
  %b = snn.input "b" : tensor<2xf32>
  %wa = snn.linear "wa" (%a) weight(dense<0.5> : tensor<1x2xf32>) : (tensor<2xf32>) -> tensor<1xf32>
  %first = snn.neuron "first" ports[(%wa) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %wm = snn.linear "wm" (%first) weight(dense<0.5> : tensor<2x1xf32>) : (tensor<1xi32>) -> tensor<2xf32>
  %middle = snn.neuron "middle" ports[(%wm) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %wl = snn.linear "wl" (%middle) weight(dense<0.5> : tensor<1x2xf32>) : (tensor<2xi32>) -> tensor<1xf32>
  %last = snn.neuron "last" ports[(%wl) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %wb = snn.linear "wb" (%b) weight(dense<0.25> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %second = snn.neuron "second" ports[(%wb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %wo = snn.linear "wo" (%last) weight(dense<0.5> : tensor<1x1xf32>) : (tensor<1xi32>) -> tensor<1xf32>
  %out1 = snn.neuron "out1" ports[(%wo) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %ws = snn.linear "ws" (%second) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %out2 = snn.neuron "out2" ports[(%ws) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "x" (%out1) : tensor<1xi32>
  snn.output "y" (%out2) : tensor<1xi32>
}

// A residual block: the earlier population gets the later one as alias.
// CHECK-LABEL: xylo.chip @residual
// CHECK:       xylo.weights <output> synapse(1) values(dense<{{\[\[}}7.500000e-01], [-5.000000e-01]]> : tensor<2x1xf64>) sources [#xylo.source<"fc2", at = [0, 0], size = [2, 1], from = [0, 0]>]
// CHECK-NEXT:  xylo.aliases from [0, 1] to [2, 3] sources [#xylo.source<"lif1", at = [0], size = [2], from = [0]>]
// ALIAS: warning: alias_latency: node 'lif1': its spikes leave node 'lifb' as aliases 1 step before the answer of that node to them, in the network at the same time
snn.network @residual clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<2x2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %fcb = snn.linear "fcb" (%lif1) weight(dense<0.25> : tensor<2x2xf32>) : (tensor<2xi32>) -> tensor<2xf32>
  %lifb = snn.neuron "lifb" ports[(%fcb) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%lif1, %lifb) weight(dense<[[0.75, -0.5]]> : tensor<1x2xf32>) : (tensor<2xi32>, tensor<2xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// A convolution over a sheet, pooled, scaled and flattened: single synapses. Two ports.
// CHECK-LABEL: xylo.chip @conv
// CHECK:       xylo.weights <input> synapse(1) values(dense<{{\[\[}}5.000000e-01, 0.000000e+00], [1.000000e+00, 5.000000e-01], [0.000000e+00, 1.000000e+00],
// CHECK-SAME:    [5.000000e-01, 0.000000e+00], [1.000000e+00, 5.000000e-01], [0.000000e+00, 1.000000e+00]]> : tensor<6x2xf64>) sources [#xylo.source<"conv", at = [0, 0], size = [6, 2], from = [0, 0]>]
// CHECK:       xylo.weights <input> synapse(2) values(dense<{{\[\[}}0.000000e+00, 1.250000e-01], {{.*}}, [2.500000e-01, 0.000000e+00]]> : tensor<6x2xf64>) sources [#xylo.source<"slow", at = [0, 0], size = [6, 2], from = [0, 0]>]
snn.network @conv clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<1x2x3xf32>
  %conv = snn.conv "conv" (%input) weight(dense<[[[[1.0, 2.0]]]]> : tensor<1x1x1x2xf32>) stride [1, 1] before [0, 0] after [0, 0] dilation [1, 1] groups 1 : (tensor<1x2x3xf32>) -> tensor<1x2x2xf32>
  %pool = snn.pool "pool" (%conv) kind(<sum>) kernel [2, 1] stride [2, 1] padding [0, 0] : (tensor<1x2x2xf32>) -> tensor<1x1x2xf32>
  %gain = snn.scale "gain" (%pool) factor(dense<0.5> : tensor<f32>) : (tensor<1x1x2xf32>) -> tensor<1x1x2xf32>
  %flat = snn.reshape "flat" (%gain) : (tensor<1x1x2xf32>) -> tensor<2xf32>
  %row = snn.reshape "row" (%input) : (tensor<1x2x3xf32>) -> tensor<6xf32>
  %slow = snn.sparse "slow" (%row) sources(dense<[0, 5]> : tensor<2xi32>) targets(dense<[1, 0]> : tensor<2xi32>) weight(dense<[0.125, 0.25]> : tensor<2xf32>) : (tensor<6xf32>) -> tensor<2xf32>
  %lif1 = snn.neuron "lif1" ports[(%flat) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>, (%slow) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x2xf32>) : (tensor<2xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  snn.output "output" (%lif2) : tensor<1xi32>
}

// An output that the network delays by a step is in time.
// CHECK-LABEL: xylo.chip @late_output target("xylo-a3") dt(1.000000e-03) latency(0) {
// CHECK:       sources [#xylo.source<"lif2", at = [0], size = [1], from = [0], latency = 1>] exports [#xylo.source<"output", at = [0], size = [1], from = [0]>]
snn.network @late_output clock(step 1.0e-3) compute(f32) {
  %input = snn.input "input" : tensor<2xf32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<0.5> : tensor<3x2xf32>) : (tensor<2xf32>) -> tensor<3xf32>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<3xf32>) -> tensor<3xi32>
  %fc2 = snn.linear "fc2" (%lif1) weight(dense<0.5> : tensor<1x3xf32>) : (tensor<3xi32>) -> tensor<1xf32>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<factor, tau = dense<4.0e-3> : tensor<f32>>] tau(dense<8.0e-3> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
      rule(<update = impulse, spike = floor_ratio, reset = subtract>) : (tensor<1xf32>) -> tensor<1xi32>
  %late = snn.delay (%lif2) steps(dense<1> : tensor<i64>) : (tensor<1xi32>) -> tensor<1xi32>
  snn.output "output" (%late) : tensor<1xi32>
}

// Integers stay as they are.
// CHECK-LABEL: xylo.chip @integers
// CHECK:       xylo.neurons <hidden> dash_mem(dense<3> : tensor<2xi32>) dash_syn(dense<1> : tensor<2xi32>) dash_syn_2(dense<0> : tensor<2xi32>) threshold(dense<9> : tensor<2xi32>) bias(dense<[0, -1]> : tensor<2xi32>)
// CHECK:       xylo.weights <input> synapse(1) values(dense<{{\[\[}}40, 0], [0, -30]]> : tensor<2x2xi32>)
snn.network @integers clock(step 1.0e-3) compute(i16) {
  %input = snn.input "input" : tensor<2xi32>
  %fc1 = snn.linear "fc1" (%input) weight(dense<[[40, 0], [0, -30]]> : tensor<2x2xi8>) : (tensor<2xi32>) -> tensor<2xi16>
  %lif1 = snn.neuron "lif1" ports[(%fc1) #snn.port<shift, dash = dense<1> : tensor<2xi8>>] v_threshold(dense<9> : tensor<2xi16>) dash(dense<3> : tensor<2xi8>) bias(dense<[0, -1]> : tensor<2xi16>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 31>) : (tensor<2xi16>) -> tensor<2xi32>
  %late = snn.delay (%lif1) steps(dense<1> : tensor<i64>) : (tensor<2xi32>) -> tensor<2xi32>
  %fc2 = snn.linear "fc2" (%late) weight(dense<7> : tensor<1x2xi8>) : (tensor<2xi32>) -> tensor<1xi16>
  %lif2 = snn.neuron "lif2" ports[(%fc2) #snn.port<shift, dash = dense<2> : tensor<i8>>] v_threshold(dense<9> : tensor<i16>) dash(dense<2> : tensor<i8>)
      rule(<update = shift, spike = repeated, reset = subtract, most = 1>) : (tensor<1xi16>) -> tensor<1xi1>
  snn.output "output" (%lif2) : tensor<1xi1>
}
