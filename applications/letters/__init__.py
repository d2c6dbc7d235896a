"""The letters of applications, by chapter. Declared to correspondence by cilexportal/wiring.py."""

from applications.letters import ending, fees

KINDS = (*ending.KINDS, *fees.KINDS)
