"""Looking for parts of words by an index of three-letter pieces, so that it stays fast among many rows.

Such an index reads a list for each piece, and pieces that most rows hold have long lists. Figures with a sign on either
side are rare where the letters around them are not: "t42@" is held by few of those who hold "applicant42@"'s letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

AROUND_FIGURES = re.compile(r".?[0-9]+.?")
SHORTEST, RARE = 3, 6
Row = TypeVar("Row", bound=Model)


def pieces(parts: Sequence[str]) -> list[str]:
    """What to ask the index for, so that all rows with every part are among what it finds: the figures of each part
    that has some, else the part. Figures of RARE signs or more are enough by themselves."""
    narrow = [max([found for found in AROUND_FIGURES.findall(part) if len(found) >= SHORTEST], key=len, default="")
              for part in parts]  # fmt: skip
    rare = [piece for piece in narrow if len(piece) >= RARE]
    return rare or [piece or part for piece, part in zip(narrow, parts, strict=True)]


def holding(rows: QuerySet[Row], parts: Sequence[str]) -> QuerySet[Row]:
    """The rows in whose column `words` each of the parts stands; both in small letters."""
    for piece in pieces(parts):
        rows = rows.filter(words__contains=piece)
    for part in parts:
        rows = rows.filter(GreaterThan(StrIndex("words", Value(part)), 0))
    return rows
