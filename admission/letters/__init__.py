"""The letters of admission, chapter by chapter."""

from cilexportal.foundation.correspondence.kinds import Kind

KINDS: tuple[Kind, ...] = ()
