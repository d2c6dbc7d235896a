"""The letters of the shop, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from shop.letters import invoices, refunds

KINDS: tuple[Kind, ...] = (*invoices.KINDS, *refunds.KINDS)
