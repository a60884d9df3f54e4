// A network of integers; WIDTH is i16 or i32.
snn.network @n clock(step 1.0e-3) compute(WIDTH) {
  %x = snn.input "x" : tensor<3xWIDTH>
  %y = snn.linear "fc" (%x) weight(dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi8>) : (tensor<3xWIDTH>) -> tensor<2xWIDTH>
  snn.output "y" (%y) : tensor<2xWIDTH>
}
