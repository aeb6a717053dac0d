"""The sandbox: every Program runs in it, whoever wrote it."""
