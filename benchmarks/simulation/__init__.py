"""Simulation: what each part of the assembly is worth, with a backbone whose errors are known."""
