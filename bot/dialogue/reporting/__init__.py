"""Reporting a visit: from what is told to what is stored."""
