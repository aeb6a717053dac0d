"""Evaluation runs: items, repeats and presets; one log that a killed run goes on from."""
