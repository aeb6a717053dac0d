"""The way to and from Inspect AI: runs as its logs, the assistant as a solver of it."""
