"""The clauses the portal lives by: register, refusals, trace and the public pages that show them."""
