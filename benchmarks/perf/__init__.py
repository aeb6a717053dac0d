"""Timings; run with `make perf`."""
