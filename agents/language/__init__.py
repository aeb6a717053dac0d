"""The team that works with a language model: its roles, its graph and its debug scheduling."""
