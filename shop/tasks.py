"""What the worker and beat do for the shop. All that is due is found in the database, whatever the broker forgot."""
