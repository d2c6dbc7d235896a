"""The letters of standing, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind

KINDS: tuple[Kind, ...] = ()
