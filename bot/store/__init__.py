"""What is kept, and how. Knows no dialogue and no channel."""
