"""The built-in teams: optimization modeling with no language model."""
