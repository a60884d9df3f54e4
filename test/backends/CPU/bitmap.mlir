// RUN: snn-opt %s --split-input-file --snn-choose-kernels | FileCheck %s --check-prefix=CHOICE
// RUN: snn-opt %s --split-input-file --snn-choose-kernels --snn-to-kernel | FileCheck %s

// A large connection of one weight is a bit for each pair. numbers[n] is 0.1 added n times, each sum rounded.
snn.network @large clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<800xi1>
  // CHOICE: snn.linear "fc"{{.*}}kernel.choice = #kernel.choice<bitmap, "100 % of 640000 pairs have a synapse, all of one weight">
  // CHECK: kernel.weights at({{.*}}) : !kernel.array<25600xi32>
  // CHECK: kernel.weights at({{.*}}) : !kernel.array<801xf32>
  // CHECK: kernel.bitmap %{{.*}} with %{{.*}} numbers %{{.*}} to %{{.*}} tile(256) weight(0.1{{.*}}) : !kernel.events<800xf32>, !kernel.array<25600xi32>, !kernel.array<801xf32>, !kernel.signal<800xf32>
  %y = snn.linear "fc" (%x) weight(dense<0.1> : tensor<800x800xf32>) : (tensor<800xi1>) -> tensor<800xf32>
  snn.output "y" (%y) : tensor<800xf32>
}

// -----

// Several weights, or biases that differ, need the weights themselves.
snn.network @several clock(step 1.0e-3) compute(f32) {
  %x = snn.input "x" : tensor<800xi1>
  // CHOICE: snn.linear "fc"{{.*}}kernel.choice = #kernel.choice<rows, "activity not measured">
  // CHECK: kernel.rows
  %y = snn.linear "fc" (%x) weight(dense<0.1> : tensor<2x800xf32>) bias(dense<[1.0, 2.0]> : tensor<2xf32>) : (tensor<800xi1>) -> tensor<2xf32>
  snn.output "y" (%y) : tensor<2xf32>
}

// -----

// Asked for. Of integers the numbers are cut to their range.
snn.network @asked clock(step 1.0e-3) compute(i16) {
  %x = snn.input "x" : tensor<3xi1>
  // CHECK: kernel.bitmap %{{.*}} with %{{.*}} numbers %{{.*}} to %{{.*}} tile(32) weight(2.000000e+04) : !kernel.events<3xi16>, !kernel.array<3xi32>, !kernel.array<4xi16>, !kernel.signal<2xi16>
  %y = snn.linear "fc" (%x) weight(dense<[[20000, 0, 20000], [0, 20000, 20000]]> : tensor<2x3xi16>) {kernel.choice = #kernel.choice<bitmap, "asked for">} : (tensor<3xi1>) -> tensor<2xi16>
  snn.output "y" (%y) : tensor<2xi16>
}
