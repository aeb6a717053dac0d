"""The sheet reader: problems laid out as things with figures, as people jot them down."""
