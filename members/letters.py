"""The letters of this app, for cilexportal/wiring.py."""

from cilexportal.foundation.correspondence.kinds import Kind

# Codes and notices about signing in. They may carry a code, so they are not kept once sent.
ACCOUNT_MAIL = Kind(code="members.account_mail", secret=True)

KINDS = (ACCOUNT_MAIL,)
