"""The letters of admission, chapter by chapter."""

from admission.letters import declarations, granting
from cilexportal.foundation.correspondence.kinds import Kind

KINDS: tuple[Kind, ...] = (*declarations.KINDS, *granting.KINDS)
