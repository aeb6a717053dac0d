"""OptiMoot."""
