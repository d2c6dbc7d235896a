"""The letters of people, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from people.letters import data_rights, grades, myself

KINDS: tuple[Kind, ...] = (*data_rights.KINDS, *grades.KINDS, *myself.KINDS)
