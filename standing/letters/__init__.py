"""The letters of standing, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from standing.letters import certificates, telling

KINDS: tuple[Kind, ...] = (*certificates.KINDS, *telling.KINDS)
