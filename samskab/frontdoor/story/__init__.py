"""The product's own story, told into an empty installation through the same doors that people use."""
