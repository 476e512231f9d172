"""Following up: a case and the list of them, who is on duty, what reminds, and who writes to whom about it."""
