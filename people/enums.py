"""Kinds of what people do with their own account, and of what officers note."""
