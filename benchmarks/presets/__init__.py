"""Presets: the assembly, its ablations and baselines of the literature, to be compared."""
