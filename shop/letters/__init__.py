"""The letters of the shop, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind

KINDS: tuple[Kind, ...] = ()
