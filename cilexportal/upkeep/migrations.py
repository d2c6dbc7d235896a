"""Migrations of our own apps are one line each: no branches, no merges, nothing squashed away."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from cilexportal.upkeep.texts import ROOT


def faults() -> list[str]:
    """One sentence for each app whose history is not a line. Asks no database."""
    graph = MigrationLoader(None).graph
    ours = {config.label for config in apps.get_app_configs() if is_ours(config.path)}
    found = []
    leaves = Counter(app for app, _ in graph.leaf_nodes())
    found += [
        f"{app}: {count} migrations come last; one may." for app, count in leaves.items() if app in ours and count > 1
    ]
    for (app, name), node in graph.node_map.items():
        parents = [parent.key for parent in node.parents if parent.key[0] == app]
        if app in ours and len(parents) > 1:
            found.append(f"{app}.{name} follows {len(parents)} others of its app; one may be followed.")
    return found


def is_ours(path: str) -> bool:
    return path.startswith(str(ROOT)) and "site-packages" not in path
