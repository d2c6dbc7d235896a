"""Ways in which somebody who puts the guards of the database to sleep, or writes on the disk, changes what was
submitted, signed or marked; each is taken back by whoever tries it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.db import connection, transaction

from admission.queries.beside import CONDUCT, LETTER, REFERENCE
from applications.models import Reference, Submission
from applications.queries.reference_words import hash_of
from applications.queries.submitted import fingerprint
from portfolio.models import Sheet, SheetPiece
from tests.admission.signing_steps import BYTES

PLACE = {"competency": 1, "outcome": 1, "example": 2}
Way = Callable[[], None]


@contextmanager
def done(way: Way) -> Iterator[None]:
    """What was changed in this way, taken back afterwards."""
    name = file()
    with default_storage.open(name) as stored:
        before = stored.read()
    try:
        with undone(way):
            yield
    finally:
        with default_storage.open(name, "wb") as stored:
            stored.write(before)


@contextmanager
def undone(way: Way) -> Iterator[None]:
    """What was changed in the database in this way, taken back afterwards."""
    with transaction.atomic():
        way()
        yield
        transaction.set_rollback(True)


def asleep(statement: str, *values: object) -> None:
    """A statement that no trigger hears of."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def sheet() -> Sheet:
    """The example that is changed."""
    return Sheet.objects.get(**PLACE)


def first() -> SheetPiece:
    return SheetPiece.objects.filter(sheet=sheet()).select_related("piece__document").order_by("position")[0]


def file() -> str:
    return str(first().piece.document.file.name)


def nothing() -> None:
    """The control."""


def a_word() -> None:
    asleep("UPDATE portfolio_sheet SET learned = 'Nothing.' WHERE id = %s", sheet().pk)


def the_place() -> None:
    asleep("UPDATE portfolio_sheet SET example = 3 WHERE id = %s", sheet().pk)


def the_supervisor() -> None:
    other = Sheet.objects.exclude(supervisor=sheet().supervisor_id)[0]
    asleep("UPDATE portfolio_sheet SET supervisor_id = %s WHERE id = %s", other.supervisor_id, sheet().pk)


def taken_away() -> None:
    asleep("UPDATE portfolio_sheet SET removed_at = now() WHERE id = %s", sheet().pk)


def the_order() -> None:
    asleep("UPDATE portfolio_sheetpiece SET position = 9 - position WHERE sheet_id = %s", sheet().pk)


def a_piece_gone() -> None:
    asleep("DELETE FROM portfolio_sheetpiece WHERE id = %s", first().pk)


def the_day_of_a_piece() -> None:
    asleep("UPDATE portfolio_piece SET worked_on = '2026-01-01' WHERE id = %s", first().piece_id)


def another_file() -> None:
    asleep("UPDATE documents_document SET sha256 = %s WHERE id = %s", "c" * 64, first().piece.document_id)


def its_checked_hash() -> None:
    asleep("UPDATE documents_document SET clean_sha256 = %s WHERE id = %s", "c" * 64, first().piece.document_id)


def the_submission() -> None:
    asleep('UPDATE applications_submission SET content = content || \'{"form": [], "x": 1}\'::jsonb')


def the_submission_and_its_hash() -> None:
    """The row says something else, and its hash fits: what stands in the portfolio does not."""
    sent = Submission.objects.get(case__kind="admission")
    for one in sent.content["examples"]:
        if one["slot"] == "1.1-2":
            one["seal"] = "d" * 64
    asleep("UPDATE applications_submission SET content = jsonb_set(content, '{examples}', %s::jsonb), sha256 = %s"
           " WHERE id = %s", json.dumps(sent.content["examples"]), fingerprint(sent.content), sent.pk)  # fmt: skip


def the_version() -> None:
    asleep("UPDATE portfolio_sheetversion SET content = jsonb_set(content, '{learned}', '\"Else.\"')"
           " WHERE sheet_id = %s", sheet().pk)  # fmt: skip


def the_version_and_its_hash() -> None:
    the_version()
    for one in sheet().versions.all():
        asleep("UPDATE portfolio_sheetversion SET sha256 = %s WHERE id = %s", fingerprint(one.content), one.pk)


def its_number() -> None:
    asleep("UPDATE portfolio_sheetversion SET number = 9 + number WHERE sheet_id = %s", sheet().pk)


def a_byte() -> None:
    with default_storage.open(file(), "wb") as stored:
        stored.write(BYTES[:-1] + b"!")


def a_file_elsewhere() -> None:
    """The row leads to another file, which nobody checked."""
    with default_storage.open(f"{file()}.else", "wb") as stored:
        stored.write(b"%PDF-1.7 a forged letter")
    asleep("UPDATE documents_document SET file = file || '.else' WHERE id = %s", first().piece.document_id)


def who_signed() -> None:
    asleep("UPDATE admission_signature SET name = 'Somebody else'")


def what_was_signed() -> None:
    asleep('UPDATE admission_signature SET seals = seals || \'{"1.1-2": "a"}\'::jsonb')


def why_left_out() -> None:
    asleep("UPDATE admission_exclusion SET why = 'Else.'")


def no_signature() -> None:
    asleep("DELETE FROM admission_signature")


def a_mark() -> None:
    asleep("UPDATE admission_criterionmark SET mark = 'met', reason = '', note = '', at = now() WHERE slot = '1.1-2'")


def who_marked() -> None:
    asleep("UPDATE admission_criterionmark SET by_id = by_id + 1 WHERE slot = '1.1-2'")


def a_judgement() -> None:
    asleep("UPDATE admission_judgement SET accepted = NOT accepted")


def the_reference() -> None:
    asleep('UPDATE applications_reference SET heads = \'{"competence": "Else."}\'')


def the_reference_and_its_hash() -> None:
    the_reference()
    for one in Reference.objects.all():
        asleep("UPDATE applications_reference SET sha256 = %s WHERE id = %s", hash_of(one), one.pk)


def whom_the_reference_was_asked_of() -> None:
    asleep("UPDATE applications_referenceasked SET email = 'else@example.org'")


def no_reference() -> None:
    asleep("DELETE FROM applications_reference")


def the_letter() -> None:
    asleep("UPDATE applications_letter SET body = 'Else.' WHERE id = (SELECT min(id) FROM applications_letter)")


def no_letter() -> None:
    asleep("DELETE FROM applications_letter WHERE id = (SELECT min(id) FROM applications_letter)")


def the_conduct() -> None:
    asleep("UPDATE standing_declaration SET spent = NOT spent")


def no_conduct() -> None:
    asleep("DELETE FROM standing_declaration")


ROWS = (a_word, the_place, the_supervisor, taken_away, the_order, a_piece_gone, the_day_of_a_piece)
FILES = (another_file, its_checked_hash)
FROZEN = (the_submission, the_submission_and_its_hash)
VERSIONS = (the_version, the_version_and_its_hash, its_number)
BYTES_OF = (a_byte, a_file_elsewhere)
SIGNED = (who_signed, what_was_signed, no_signature)
MARKED = (a_mark, who_marked, a_judgement)
# What is submitted beside the examples, and how it is told.
BESIDE = {
    the_reference: REFERENCE, the_reference_and_its_hash: REFERENCE, whom_the_reference_was_asked_of: REFERENCE,
    no_reference: REFERENCE, the_letter: LETTER, no_letter: LETTER, the_conduct: CONDUCT, no_conduct: CONDUCT,
}  # fmt: skip
