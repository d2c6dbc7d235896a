"""The letters of admission, chapter by chapter."""

from admission.letters import granting
from cilexportal.foundation.correspondence.kinds import Kind

KINDS: tuple[Kind, ...] = (*granting.KINDS,)
