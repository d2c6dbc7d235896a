"""Help, notices and feedback: the pages that belong to no chapter of their own."""
