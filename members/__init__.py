"""People: accounts, roles, members, grades and the doors of the portal."""
