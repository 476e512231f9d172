"""Cards: what volunteers look for on one page, and an article as a picture. Knows no dialogue and no channel."""
