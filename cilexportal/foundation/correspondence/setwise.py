"""Letters queued for many people by one statement, inside the transaction of the fact that causes them."""

from __future__ import annotations

from typing import LiteralString

from cilexportal.foundation.correspondence.kinds import ADMINISTRATION


def queue_rows(select: LiteralString, *, category: LiteralString = ADMINISTRATION) -> LiteralString:
    """The statement, without a WITH of its own, that queues one letter for every row of `select`.

    `category` is that of the kind. `select` yields kind, to_user_id, to_name, to_email, context (jsonb) and
    dedupe_key, under these names. Besides it takes the parameter `at`, from when the letters are due: the
    portal's clock, which may differ from the database's.
    A letter whose key has been queued before is not queued again. Once committed, nudge `tasks.send_due`.
    """
    return f"""
        INSERT INTO correspondence_message (
            uuid, kind, category, to_user_id, to_name, to_email, context, dedupe_key,
            queued_at, send_after, state, attempts, error, subject, text, html, letter, letter_sha256
        )
        SELECT
            gen_random_uuid(), kind, '{category}', to_user_id, to_name, to_email, context, dedupe_key,
            %(at)s, %(at)s, 'queued', 0, '', '', '', '', '', ''
        FROM ({select}) AS letters
        ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
    """  # noqa: S608 - the select is a literal of ours
