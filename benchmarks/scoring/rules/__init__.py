"""Rules for when a record says what the label says, one file each; see docs/scoring.md."""
