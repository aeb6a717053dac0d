"""The house problems: written for this repository, one file a problem, `FAMILY/NAME.toml`."""
