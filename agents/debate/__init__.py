"""Debate: teams that differ see each other's models and the differences, and move one at a time."""
