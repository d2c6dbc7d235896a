"""The letters of applications, by chapter. Declared to correspondence by cilexportal/wiring.py."""

from applications.letters import ending, fees, references

KINDS = (*ending.KINDS, *fees.KINDS, *references.KINDS)
