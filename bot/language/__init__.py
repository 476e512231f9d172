"""What a text says: a crisis, signals, identifying parts, an age band, a place. No database, no dialogue."""
