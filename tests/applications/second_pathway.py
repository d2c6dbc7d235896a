"""An invented pathway, for tests: other steps, hours, courses, people and figures. Nothing of it is in any code."""

from __future__ import annotations

from typing import Any

SITTING = {"quorum": 1, "professional": 1, "lay": 0, "papers_days": 3}
DOCUMENT: dict[str, Any] = {
    "code": "lighthouses",
    "version": 1,
    "from_date": "2026-01-01",
    "title": "Keeper of Lighthouses",
    "regulator_document": "Handbook of Lighthouses",
    "reference_letters": "LH",
    "step": [
        {
            "code": "watch", "kind": "experience", "title": "Watches", "about": "Nights at the lamp.",
            "clause": "HB-11",
            "sections": ["nights"], "officer": ["met", "not_yet", "refer"], "committee": ["met", "not_met"],
        },
        {
            "code": "oath", "kind": "admission", "title": "Oath", "about": "The last step.", "clause": "HB-11",
            "needs": ["watch"], "sections": [], "officer": ["met", "refer"], "committee": ["met", "not_met"],
        },
    ],
    "hours": {
        "required": 100, "specialist": 0, "course": 40, "course_most": 40, "flag_weekly": 20, "most_weekly": 60,
        "least_description": 5,
    },
    "course": [{"code": "lamps", "title": "Course on Lamps"}],
    "task": [{"code": "lamp", "words": "Lighting the lamp"}],
    "reference": {"link_days": 7, "reminders": [2], "visit_hours": 1, "reuse_months": 3},
    "person": [{"code": "keeper", "title": "Keeper", "regulator": "The Sea", "accepted": True}],
    "head": [{"code": "wakefulness", "words": "Do they stay awake?"}],
    "clocks": {
        "target_days": 5, "reconsider_days": 3, "posted_days": 1, "draft_months": 6, "draft_warnings": [7],
        "honest_days": 30, "honest_least": 2,
    },
    "committee": SITTING,
    "panel": SITTING,
    "section": [{"code": "nights", "title": "The nights"}],
    "reason": [
        {
            "code": "slept", "section": "nights", "words": "Asleep.", "mendable": True, "paragraph": "You slept.",
        }
    ],
    "evidence": {
        "age_months": 12, "exception_months": 12, "most_statements": 0, "concessions": [], "kinds": [], "sources": [],
        "stale_warnings": [30], "leaving_reminders": [14], "most_bytes": 5_000_000,
    },
    "granted": {
        "title": "Keeper of Lighthouses", "authorised": False, "oaths": False, "activities": [], "limits": [],
    },
}  # fmt: skip
