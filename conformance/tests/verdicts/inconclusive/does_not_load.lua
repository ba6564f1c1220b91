return scenario {
  sumary = "a key that there is not",
}
