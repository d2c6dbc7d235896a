"""The letters of applications, by chapter. Declared to correspondence by cilexportal/wiring.py."""

from applications.letters import committee, deciding, ending, fees, noting, references

KINDS = (
    *committee.KINDS, *deciding.KINDS, *ending.KINDS, *fees.KINDS, *noting.KINDS, *references.KINDS,
)  # fmt: skip
