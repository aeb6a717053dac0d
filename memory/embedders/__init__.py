"""The embedders: what makes vectors of texts."""
