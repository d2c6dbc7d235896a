"""Whether the portal lives, and what keeps it from doing all its work."""
