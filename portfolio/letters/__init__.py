"""The letters of portfolios, chapter by chapter."""

from portfolio.letters import leaving, stale

KINDS = (*leaving.KINDS, *stale.KINDS)
