"""The letters of the shop, a chapter to a module."""

from cilexportal.foundation.correspondence.kinds import Kind
from shop.letters import aftercare, fulfilment, invoices, orders, refunds

KINDS: tuple[Kind, ...] = (*aftercare.KINDS, *fulfilment.KINDS, *invoices.KINDS, *orders.KINDS, *refunds.KINDS)
