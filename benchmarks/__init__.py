"""Running benchmarks and measuring."""
