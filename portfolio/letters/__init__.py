"""The letters of portfolios, chapter by chapter."""

from portfolio.letters import leaving

KINDS = (*leaving.KINDS,)
