"""The week: figures, page, and when it goes out. Knows no dialogue and no channel."""
