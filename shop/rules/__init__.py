"""What the terms and the law say about orders, payments and refunds: plain Python, named by clause."""
