"""A person and the house: what people do with their own account and data, and the membership officers' desk."""
