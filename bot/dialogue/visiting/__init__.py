"""Before and after a visit: planning it, the list for it, how it went, and how the volunteer is."""
