"""Which tests of a run go to one process, and which are dealt out first. pytest-xdist 3.8 groups by a name that pytest
9.2 no longer reads, so its own marks for this have no effect."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# Tests whose address begins so share what takes long to start or what only one process can have: a site, the database
# that is measured in, a set of servers. What takes longest comes first, so that no process ends long after the others.
SHARING = ("tests/browser/test_every_page.py", "tests/browser/", "tests/bench/", "tests/launcher/test_servers.py")


def group_of(test: str) -> str:
    """The name of the group that a test is in; of most tests their own."""
    return next((place for place in SHARING if test.startswith(place)), test)


def turn_of(test: str) -> int:
    """When a test is dealt out: the groups in their order, and then the rest as they were found."""
    group = group_of(test)
    return SHARING.index(group) if group in SHARING else len(SHARING)


class Together(LoadScopeScheduling):
    """Deals tests out one by one in the order in which they are, and those that share something to one process."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
