"""Asking: a question, an article, searching and leafing, and what somebody says of an article."""
