"""Curating: questions without a good answer, tied to an article or answered."""
