"""What outlives a run: the folders in which runs are kept, and the memory bank."""
