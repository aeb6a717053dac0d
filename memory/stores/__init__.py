"""The places in which the memory bank can keep its records."""
