"""The matching reader: every figure of the text finds its role, all figures at once."""
