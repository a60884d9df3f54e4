// RUN: snn-opt %s --split-input-file --verify-diagnostics

snn.system @link_c1 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{'snn.link' op C1: link @a 'nothing' to @a 'in': the source shard has no such output}}
  snn.link @a "nothing" to @a "in" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c1_shards {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+2 {{C1: link @b 'spikes' to @c 'in': the source is no shard of this system}}
  // expected-error @+1 {{C1: link @b 'spikes' to @c 'in': the target is no shard of this system}}
  snn.link @b "spikes" to @c "in" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c1_input {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{C1: link @a 'spikes' to @a 'spikes': the target shard has no such input}}
  snn.link @a "spikes" to @a "spikes" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c2 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{'snn.link' op C2: link @a 'spikes' to @a 'in': the delay is -1 steps, it must be >= 0}}
  snn.link @a "spikes" to @a "in" delay(-1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c2_event {
  snn.network @a clock(event) compute(f64) {
    %x = snn.input "in" : tensor<2xi1>
    snn.output "out" (%x) : tensor<2xi1>
  }
  // expected-error @+1 {{C2: link @a 'out' to @a 'in': the delay is 1 steps, under clock(event) it must be 0}}
  snn.link @a "out" to @a "in" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c3 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{'snn.link' op C3: link @a 'spikes' to @a 'in': channels [0, 2) to [0, 3): the ranges must start at 0 or above and have equal, positive length}}
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[0, 2, 0, 3]])
}

// -----

snn.system @link_c3_empty {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{C3: link @a 'spikes' to @a 'in': it carries no channels, at least one entry is needed}}
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([])
}

// -----

snn.system @link_c3_length {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+2 {{C3: link @a 'spikes' to @a 'in': channels [2, 2) to [0, 0): the ranges}}
  // expected-error @+1 {{C3: link @a 'spikes' to @a 'in': channels [-1, 1) to [0, 2): the ranges}}
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[2, 2, 0, 0], [-1, 1, 0, 2]])
}

// -----

snn.system @link_c3_entry {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+2 {{C3: link @a 'spikes' to @a 'in': a channel entry is [0, 2], expected four integers [a, b, c, d]}}
  // expected-error @+1 {{C3: link @a 'spikes' to @a 'in': a channel entry is "all", expected four integers}}
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[0, 2], "all"])
}

// -----

snn.system @link_c3_outside {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+2 {{C3: link @a 'spikes' to @a 'in': channels [3, 5) to [0, 2): the output has 4 channels, the input 4}}
  // expected-error @+1 {{C3: link @a 'spikes' to @a 'in': channels [0, 1) to [4, 5): the output has 4 channels, the input 4}}
  snn.link @a "spikes" to @a "in" delay(1) payload(<spike>) channels([[3, 5, 0, 2], [0, 1, 4, 5]])
}

// -----

snn.system @link_c4 {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{'snn.link' op C4: link @a 'numbers' to @a 'sum': payload `spike` of an output that is no single operand of i1; take `graded` for numbers}}
  snn.link @a "numbers" to @a "sum" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c4_sum {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{C4: link @a 'two' to @a 'in': payload `spike` of an output that is no single operand of i1}}
  snn.link @a "two" to @a "in" delay(1) payload(<spike>) channels([[0, 2, 0, 2]])
}

// -----

snn.system @link_c4_graded {
  snn.network @a clock(step 1.0e-3) compute(f32) {
    %x = snn.input "in" : tensor<4xi1>
    %y = snn.input "sum" : tensor<2xf32>
    snn.output "spikes" (%x) : tensor<4xi1>
    snn.output "numbers" (%y) : tensor<2xf32>
    snn.output "two" (%x, %x) : tensor<4xi1>, tensor<4xi1>
  }
  // expected-error @+1 {{C4: link @a 'numbers' to @a 'in': payload `graded` to an input of i1, which holds spikes only}}
  snn.link @a "numbers" to @a "in" delay(1) payload(<graded>) channels([[0, 2, 0, 2]])
}

// -----

// expected-error @+1 {{'snn.link' op expects parent op 'snn.system'}}
snn.link @a "x" to @b "y" delay(1) payload(<spike>) channels([[0, 1, 0, 1]])
