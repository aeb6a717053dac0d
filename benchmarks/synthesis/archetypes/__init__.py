"""Kinds of problems that can be made, one file each; listed in `registry`."""
