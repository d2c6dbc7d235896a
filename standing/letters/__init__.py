"""The letters of standing, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from standing.letters import certificates, conduct, renewals, telling

KINDS: tuple[Kind, ...] = (*certificates.KINDS, *conduct.KINDS, *renewals.KINDS, *telling.KINDS)
