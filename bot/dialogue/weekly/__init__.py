"""The week for coordinators, and when they get it."""
