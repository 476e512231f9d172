"""Practising on cases of a visit: how answers are scored, which case comes when, how a group answered. Pure."""
