"""The letters of applications, by chapter. Declared to correspondence by cilexportal/wiring.py."""

from applications.letters import deciding, ending, fees, references

KINDS = (*deciding.KINDS, *ending.KINDS, *fees.KINDS, *references.KINDS)
