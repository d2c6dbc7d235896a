"""Letters and e-mails: rows first, sent by the worker, kept as sent."""
