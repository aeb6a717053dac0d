"""Reports of evaluations: a terminal table, Markdown, and one page that needs nothing else."""
