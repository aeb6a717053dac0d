"""Formats of files with items; each gives plain records, which `records` makes into items."""
