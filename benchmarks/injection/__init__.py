"""What the certificate notices: errors are put into right models, and what it says is counted."""
