"""The papers of the shop that the worker makes."""

from cilexportal.foundation.documents.printouts import Kind

KINDS: tuple[Kind, ...] = ()
