"""What the command line shows: Answers, Outcomes and the live board of a run."""
