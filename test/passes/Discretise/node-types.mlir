// Every node type without a convention.
// RUN: snn-opt %s --snn-discretize="dt=1e-3" 2>/dev/null | FileCheck %s
// RUN: snn-opt %s --snn-discretize="dt=1e-3 precision=f64" 2>/dev/null | FileCheck %s --check-prefix=DOUBLE

// CHECK: snn.network @neurons clock(step 1.000000e-03) compute(f32)
// DOUBLE: snn.network @neurons clock(step 1.000000e-03) compute(f64)
nir.graph @neurons {
  // CHECK-DAG: %[[X:.*]] = snn.input "x" : tensor<2xf32>
  // DOUBLE-DAG: %[[X:.*]] = snn.input "x" : tensor<2xf64>
  %x = nir.input "x" shape(dense<2> : tensor<1xi64>) : () -> tensor<2xf32>
  // CHECK-DAG: %[[I:.*]] = snn.neuron "i" ports[(%[[X]]) #snn.port<none>] r(dense<2.000000e+00> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  // DOUBLE-DAG: snn.neuron "i" ports[(%[[X]]) #snn.port<none>] r(dense<2.000000e+00> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xf64>) -> tensor<2xf64>
  %i = nir.i "i" (%x) r(dense<2.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-DAG: snn.neuron "if" ports[(%[[I]]) #snn.port<none>] r(dense<1.000000e+00> : tensor<2xf32>) v_threshold(dense<1.000000e+00> : tensor<f32>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  %if = nir.if "if" (%i) r(dense<1.0> : tensor<2xf32>) v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-DAG: snn.neuron "li" ports[(%[[X]]) #snn.port<none>] tau(dense<1.000000e-01> : tensor<2xf64>) r(dense<1> : tensor<2xi64>) v_leak(dense<0> : tensor<2xi64>) rule(<update = euler, spike = none>) : (tensor<2xf32>) -> tensor<2xf32>
  %li = nir.li "li" (%x) tau(dense<0.1> : tensor<2xf64>) r(dense<1> : tensor<2xi64>) v_leak(dense<0> : tensor<2xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-DAG: %[[LIF:.*]] = snn.neuron "lif" ports[(%[[X]]) #snn.port<none>] tau(dense<2.000000e-02> : tensor<f64>) r(dense<1.000000e+00> : tensor<f32>) v_leak(dense<5.000000e-01> : tensor<f32>) v_threshold(dense<1.000000e+00> : tensor<f32>) v_reset(dense<0.000000e+00> : tensor<2xf32>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>) -> tensor<2xi1>
  %lif = nir.lif "lif" (%x) tau(dense<0.02> : tensor<f64>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.5> : tensor<f32>) v_threshold(dense<1.0> : tensor<f32>)
    v_reset(dense<0.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  // CHECK-DAG: %[[CLI:.*]] = snn.neuron "cuba_li" ports[(%[[LIF]]) #snn.port<factor, tau = dense<5.000000e-03> : tensor<f64>, w_in = dense<2.000000e+00> : tensor<2xf32>>] tau(dense<1.000000e-02> : tensor<f64>) r(dense<1.000000e+00> : tensor<f32>) v_leak(dense<0.000000e+00> : tensor<f32>) rule(<update = euler, spike = none>) : (tensor<2xi1>) -> tensor<2xf32>
  %cli = nir.cuba_li "cuba_li" (%lif) tau_syn(dense<0.005> : tensor<f64>) tau_mem(dense<0.01> : tensor<f64>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    w_in(dense<2.0> : tensor<2xf32>) : (tensor<2xf32>) -> tensor<2xf32>
  // An absent w_in stays absent; both edges go to the one port.
  // CHECK-DAG: snn.neuron "cuba_lif" ports[(%[[CLI]], %[[LIF]]) #snn.port<factor, tau = dense<5.000000e-03> : tensor<f64>>] tau(dense<1.000000e-02> : tensor<f64>) r(dense<1.000000e+00> : tensor<f32>) v_leak(dense<0.000000e+00> : tensor<f32>) v_threshold(dense<1.000000e+00> : tensor<f32>) rule(<update = euler, spike = above, reset = value>) : (tensor<2xf32>, tensor<2xi1>) -> tensor<2xi1>
  %clif = nir.cuba_lif "cuba_lif" (%cli, %lif) tau_syn(dense<0.005> : tensor<f64>) tau_mem(dense<0.01> : tensor<f64>) r(dense<1.0> : tensor<f32>) v_leak(dense<0.0> : tensor<f32>)
    v_threshold(dense<1.0> : tensor<f32>) : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  nir.output "o1" (%if) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "o2" (%li) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
  nir.output "o3" (%clif) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}

// CHECK-LABEL: snn.network @connections
nir.graph @connections {
  // A delay comes first, it delivers what it holds. With one edge it keeps its type: spikes stay spikes.
  // CHECK-DAG: %[[D:.*]] = snn.delay "delay"(%[[Z:[^)]*]]) steps(dense<3> : tensor<2x4xi64>) delay(dense<3.000000e-03> : tensor<2x4xf64>) : (tensor<2x4xi1>) -> tensor<2x4xi1>
  // CHECK-DAG: %[[X:.*]] = snn.input "x" : tensor<2x6x5xf32>
  %x = nir.input "x" shape(dense<[2, 6, 5]> : tensor<3xi64>) : () -> tensor<2x6x5xf32>
  // `same` puts the odd row at the end: a kernel of 2 rows with dilation 3 needs 3 rows, 1 before and 2 after.
  // CHECK-DAG: %[[SAME:.*]] = snn.conv "same"(%[[X]]) weight({{.*}}) bias({{.*}}) stride [1, 1] before [1, 1] after [2, 1] dilation [3, 1] groups 2
  %same = nir.conv2d "same" (%x) weight(dense<0.5> : tensor<2x1x2x3xf32>) bias(dense<0.0> : tensor<2xf32>) stride(dense<1> : tensor<i64>) padding("same")
    dilation(dense<[3, 1]> : tensor<2xi64>) groups(dense<2> : tensor<i64>) input_shape(dense<[6, 5]> : tensor<2xi64>) : (tensor<2x6x5xf32>) -> tensor<2x6x5xf32>
  // CHECK-DAG: %[[CONV:.*]] = snn.conv "conv"(%[[SAME]]) {{.*}} stride [2, 1] before [1, 0] after [1, 0] dilation [1, 1] groups 1
  %conv = nir.conv2d "conv" (%same) weight(dense<0.5> : tensor<3x2x3x2xf32>) bias(dense<0.0> : tensor<3xf32>) stride(dense<[2, 1]> : tensor<2xi64>)
    padding(dense<[1, 0]> : tensor<2xi64>) dilation(dense<1> : tensor<2xi64>) groups(dense<1> : tensor<i64>) input_shape(dense<[6, 5]> : tensor<2xi64>)
    : (tensor<2x6x5xf32>) -> tensor<3x3x4xf32>
  // CHECK-DAG: %[[SUM:.*]] = snn.pool "sum"(%[[CONV]]) kind(<sum>) kernel [1, 2] stride [1, 2] padding [0, 0] : (tensor<3x3x4xf32>) -> tensor<3x3x2xf32>
  %sum = nir.sum_pool2d "sum" (%conv) kernel_size(dense<[1, 2]> : tensor<2xi64>) stride(dense<[1, 2]> : tensor<2xi64>) padding(dense<0> : tensor<2xi64>)
    : (tensor<3x3x4xf32>) -> tensor<3x3x2xf32>
  // CHECK-DAG: %[[AVG:.*]] = snn.pool "avg"(%[[SUM]]) kind(<average>) kernel [2, 2] stride [1, 1] padding [1, 1] : (tensor<3x3x2xf32>) -> tensor<3x4x3xf32>
  %avg = nir.avg_pool2d "avg" (%sum) kernel_size(dense<2> : tensor<i64>) stride(dense<1> : tensor<i64>) padding(dense<1> : tensor<i64>)
    : (tensor<3x3x2xf32>) -> tensor<3x4x3xf32>
  // CHECK-DAG: %[[ROWS:.*]] = snn.reshape "rows"(%[[AVG]]) : (tensor<3x4x3xf32>) -> tensor<3x12xf32>
  %rows = nir.flatten "rows" (%avg) input_type(dense<[3, 4, 3]> : tensor<3xi64>) start_dim(dense<1> : tensor<i64>) end_dim(dense<-1> : tensor<i64>)
    : (tensor<3x4x3xf32>) -> tensor<3x12xf32>
  // CHECK-DAG: %[[LINE:.*]] = snn.conv "line"(%[[ROWS]]) {{.*}} stride [2] before [0] after [0] dilation [1] groups 1 : (tensor<3x12xf32>) -> tensor<2x5xf32>
  %line = nir.conv1d "line" (%rows) weight(dense<0.5> : tensor<2x3x3xf32>) bias(dense<0.0> : tensor<2xf32>) stride(dense<2> : tensor<i64>) padding("valid")
    dilation(dense<1> : tensor<i64>) groups(dense<1> : tensor<i64>) input_shape(dense<12> : tensor<i64>) : (tensor<3x12xf32>) -> tensor<2x5xf32>
  // CHECK-DAG: %[[SCALE:.*]] = snn.scale "scale"(%[[LINE]]) factor(dense<2.000000e+00> : tensor<f32>) : (tensor<2x5xf32>) -> tensor<2x5xf32>
  %scale = nir.scale "scale" (%line) scale(dense<2.0> : tensor<f32>) : (tensor<2x5xf32>) -> tensor<2x5xf32>
  // A linear map of a matrix: rows are separate.
  // CHECK-DAG: %[[LIN:.*]] = snn.linear "linear"(%[[SCALE]]) weight({{.*}}) : (tensor<2x5xf32>) -> tensor<2x4xf32>
  %linear = nir.linear "linear" (%scale) weight(dense<0.5> : tensor<2x4x5xf32>) : (tensor<2x5xf32>) -> tensor<2x4xf32>
  // CHECK-DAG: %[[Z]] = snn.threshold "threshold"(%[[LIN]]) threshold(dense<1.000000e+00> : tensor<2x4xf32>) : (tensor<2x4xf32>) -> tensor<2x4xi1>
  %z = nir.threshold "threshold" (%linear) threshold(dense<1.0> : tensor<2x4xf32>) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  %d = nir.delay "delay" (%z) delay(dense<0.003> : tensor<2x4xf64>) : (tensor<2x4xf32>) -> tensor<2x4xf32>
  // CHECK: snn.output "y"(%[[D]], %[[LIN]]) : tensor<2x4xi1>, tensor<2x4xf32>
  nir.output "y" (%d, %linear) shape(dense<[2, 4]> : tensor<2xi64>) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<2x4xf32>
}

// A node that expects another shape of as many elements is reshaped into; an Output without edges puts out zeros.
// CHECK-LABEL: snn.network @shapes
nir.graph @shapes {
  // CHECK-DAG: %[[X:.*]] = snn.input "x" : tensor<1x1x2xf32>
  %x = nir.input "x" shape(dense<[1, 1, 2]> : tensor<3xi64>) : () -> tensor<1x1x2xf32>
  // CHECK-DAG: %[[R:.*]] = snn.reshape(%[[X]]) : (tensor<1x1x2xf32>) -> tensor<2xf32>
  // CHECK-DAG: snn.scale "gain"(%[[R]])
  %y = nir.scale "gain" (%x) scale(dense<[1.0, 2.0]> : tensor<2xf32>) : (tensor<1x1x2xf32>) -> tensor<2xf32>
  // CHECK-DAG: snn.output "nothing"() shape [3]
  nir.output "nothing" shape(dense<3> : tensor<1xi64>) : () -> tensor<3xf32>
  nir.output "y" (%y) shape(dense<2> : tensor<1xi64>) : (tensor<2xf32>) -> tensor<2xf32>
}
