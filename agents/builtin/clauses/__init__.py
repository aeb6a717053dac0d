"""Clause types: one file for each kind of statement, all found through `registry`."""
