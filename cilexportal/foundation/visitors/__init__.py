"""People without an account who do one thing by an emailed link: links, the visits they open, and their secrets."""
