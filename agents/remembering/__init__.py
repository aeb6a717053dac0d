"""What a run takes from the memory bank, and what it leaves there."""
