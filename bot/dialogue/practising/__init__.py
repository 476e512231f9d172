"""Practising, alone and in a group."""
