"""The CPD logbook and the closing of the CPD year."""
