"""The algebra reader: problems told as explicit algebra, plain or in LaTeX."""
