"""Long proofs: what is promised, tried so many times that luck is no explanation. `make proof` writes down the results."""
