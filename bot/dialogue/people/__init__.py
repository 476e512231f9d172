"""Who takes part: inviting, having a role, and what is kept of somebody."""
