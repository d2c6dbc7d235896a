"""The letters of standing, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from standing.letters import certificates, renewals, telling

KINDS: tuple[Kind, ...] = (*certificates.KINDS, *renewals.KINDS, *telling.KINDS)
