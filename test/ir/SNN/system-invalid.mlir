// RUN: snn-opt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{'snn.system' op C1: system 'system_c1': the body holds 'builtin.module', allowed are networks and links}}
snn.system @system_c1 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  builtin.module {
  }
}

// -----

// expected-error @+1 {{'snn.system' op C2: system 'system_c2': shard @b differs in clock or compute type from shard @a}}
snn.system @system_c2 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  snn.network @b clock(step 2.0e-3) compute(f32) {
  }
}

// -----

// expected-error @+1 {{C2: system 'system_c2_compute': shard @b differs in clock or compute type from shard @a}}
snn.system @system_c2_compute {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  snn.network @b clock(step 1.0e-3) compute(f64) {
  }
}

// -----

// expected-error @+1 {{C2: system 'system_c2_event': shard @b differs in clock or compute type from shard @a}}
snn.system @system_c2_event {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  snn.network @b clock(event) compute(f32) {
  }
}

// -----

// expected-error @+1 {{'snn.system' op C3: system 'system_c3': channels [1, 2) of input 'in' of @a have several drivers, allowed is one}}
snn.system @system_c3 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[3, 4, 1, 2]])
}

// -----

// The same within one link, and a range inside another.
// expected-error @+1 {{C3: system 'system_c3_inside': channels [1, 3) of input 'in' of @a have several drivers, allowed is one}}
snn.system @system_c3_inside {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[1, 3, 1, 3], [0, 4, 0, 4]])
}

// -----

// All findings at once: two of the system, one of a link.
// expected-error @+2 {{C1: system 'system_c1_c2': the body holds 'builtin.module'}}
// expected-error @+1 {{C2: system 'system_c1_c2': shard @b differs}}
snn.system @system_c1_c2 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  builtin.module {
  }
  snn.network @b clock(event) compute(f32) {
  }
  // expected-error @+1 {{C1: link @a 'no' to @a 'in': the source shard has no such output}}
  snn.link @a "no" to @a "in" delay(1) payload(<spike>) channels([[0, 1, 0, 1]])
}
