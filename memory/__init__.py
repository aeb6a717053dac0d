"""What outlives a run: the folders in which runs are kept (the memory bank comes here)."""
