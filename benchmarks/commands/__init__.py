"""The commands of `optimoot bench`, one module each; imported only when the command runs."""
