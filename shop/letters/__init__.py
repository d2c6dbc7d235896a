"""The letters of the shop, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from shop.letters import invoices

KINDS: tuple[Kind, ...] = (*invoices.KINDS,)
