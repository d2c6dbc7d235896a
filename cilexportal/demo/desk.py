"""Loads what the membership officers' desk begins with: one person with two numbers, and a few notes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cilexportal.demo import shop
from cilexportal.foundation import london
from members.models import GradeHeld, Member
from people.enums import Visibility
from people.models import Note
from people.services import notes

TWICE = "00100900"


@transaction.atomic
def load(*, at: datetime) -> bool:
    """Loads the second number and the notes; False where they are there. The demo's people have to be."""
    kit = Member.objects.filter(user=shop.person("kit")).first()
    if kit is None or Note.objects.exists():
        return False
    today = london.date_of(at)
    again = Member.objects.create(
        number=TWICE, full_name=kit.full_name, sort_name=kit.sort_name, joined_on=today - timedelta(days=12)
    )
    GradeHeld.objects.create(member=again, grade_id="paralegal", from_date=again.joined_on)
    dev = shop.person("dev")
    said = (
        ("Asks by telephone why a second number came with the last letter.", Visibility.MEMBERSHIP, 9),
        ("Prefers letters to telephone calls while in court on weekdays.", Visibility.BOTH, 4),
    )
    for words, reader, days in said:
        notes.write(member=kit, user=None, body=words, visibility=reader, by=dev, at=at - timedelta(days=days))
    return True
