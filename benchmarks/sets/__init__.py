"""Data sets: what is known of each, where it is found, and how its files are read."""
