"""Which tests of a run go to one process. pytest-xdist 3.8 groups by a name that pytest 9.2 no longer reads, so its
own marks for this have no effect."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# Tests whose address begins so share what only one process can have: one site, or one set of servers.
SHARING = ("tests/browser/", "tests/launcher/test_servers.py")


def group_of(test: str) -> str:
    """The name of the group that a test is in; of most tests their own."""
    return next((place for place in SHARING if test.startswith(place)), test)


class Together(LoadScopeScheduling):
    """Deals tests out one by one, and those that share something to one process."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
