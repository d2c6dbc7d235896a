"""The postman: takes due messages from the outbox one by one, sends them, and marks them.

Claim, send, mark: a worker that dies between sending and marking sends the message again under the same Message-ID, and
never loses one. Nothing is written out or sent inside a transaction.
"""

from __future__ import annotations

import hashlib
import logging
import smtplib
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.text import slugify

from cilexportal.foundation import private_files
from cilexportal.foundation.correspondence import kinds, preferences, queries
from cilexportal.foundation.correspondence.kinds import Kind
from cilexportal.foundation.correspondence.models import Message, MessageState
from cilexportal.foundation.correspondence.rendering import Written, write
from cilexportal.foundation.correspondence.rules import Way, is_reachable

logger = logging.getLogger(__name__)

# How many minutes to wait after the first failure, the second and so on: three days and a half in all.
WAITS = (1, 5, 15, 60, 240, 720, 1440, 1440, 1440)
# A secret, such as a code for signing in, is soon too old to be worth another try.
WAITS_OF_A_SECRET = WAITS[:3]
NOT_KEPT = "This message carried a secret, so the portal does not keep its words."
REFUSED_FOR_GOOD = 500


def send_due(*, at: datetime, limit: int) -> int:
    """Sends up to `limit` messages that are due at `at`; returns how many were dealt with, sent or not.

    Where the mail server is away nothing is taken, so that no message uses up its attempts.
    """
    if not queries.due(at=at).exists():
        return 0
    mail = get_connection()
    try:
        mail.open()
        for count in range(limit):
            message = _claim(at=at)
            if message is None:
                return count
            if not _deal_with(message, mail, at=at):
                return count + 1
        return limit
    except OSError as away:
        logger.warning("The mail server is away (%s)", type(away).__name__)
        return 0
    finally:
        mail.close()


def _claim(*, at: datetime) -> Message | None:
    """Takes the message that has been due longest out of everybody else's hands, and counts the attempt."""
    with transaction.atomic():
        message = queries.due(at=at).select_for_update(skip_locked=True).first()
        if message is not None:
            Message.objects.filter(pk=message.pk).update(claimed_at=Now(), attempts=F("attempts") + 1)
            message.attempts += 1
    return message


def _deal_with(message: Message, mail: BaseEmailBackend, *, at: datetime) -> bool:
    """Brings one claimed message as far as it comes; False where the connection should not be used again."""
    written = None
    try:
        kind = kinds.get(message.kind)
        if message.attempts > len(WAITS) + 1:
            _close(message, kind, MessageState.FAILED, error="Each attempt ended the worker that made it.")
        elif (way := _way(message, kind, at=at)) is Way.NONE:
            _close(message, kind, MessageState.DROPPED)
        else:
            written = write(message, posted=way is Way.LETTER, at=at)
            _hand_over(message, kind, written, mail, at=at)
    except Exception as failure:
        reason = said(failure)
        logger.warning("A message was not sent: %s", reason, extra={"message_id": message.pk})
        _put_back(message, written, failure, at=at)
        return not isinstance(failure, OSError)
    return True


def _way(message: Message, kind: Kind, *, at: datetime) -> Way:
    """[TC-10] How it goes, asked just before it does: not at all where it is no longer needed or not wanted."""
    if kind.still_needed is not None and not kind.still_needed(message.context, at):
        return Way.NONE
    return preferences.way_for(message, kind.category)


def _hand_over(message: Message, kind: Kind, written: Written, mail: BaseEmailBackend, *, at: datetime) -> None:
    """To the mail server, or to the staff's pile where it goes by post."""
    if not written.posted:
        _email(message, written, mail, at=at).send()
        _close(message, kind, MessageState.SENT, written, sent_at=at)
    else:
        _close(message, kind, MessageState.NO_ADDRESS, written, error=_why_posted(message))


def _why_posted(message: Message) -> str:
    """What the staff read of a letter that goes by post, or nowhere until they know an address."""
    if is_reachable(message.to_email):
        return "Letters by post are what the person asked for."
    return "The account is closed: there is no address." if message.to_email else "There is no email address."


def _email(message: Message, written: Written, mail: BaseEmailBackend, *, at: datetime) -> EmailMultiAlternatives:
    """One email to one address. Its Message-ID is always the same, so that a second copy is known for one."""
    host = urlsplit(settings.BASE_URL).hostname
    email = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        to=[message.to_email],
        headers={
            "Message-ID": f"<{message.uuid}@{host}>",
            "Auto-Submitted": "auto-generated",
            # By the clock that the letter goes by: a demo may have moved it.
            "Date": format_datetime(at),
            **_one_click(written),
        },
        connection=mail,
    )
    if written.html:
        email.attach_alternative(written.html, "text/html")
    if written.letter:
        email.attach(letter_filename(written.subject), written.letter, "application/pdf")
    return email


def _one_click(written: Written) -> dict[str, str]:
    """[TC-10] What mail programs make their own unsubscribe button of (RFC 8058), where it may be switched off."""
    if not written.stop_url:
        return {}
    return {"List-Unsubscribe": f"<{written.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def letter_filename(subject: str) -> str:
    """The name under which a person keeps the PDF of a letter."""
    return f"{slugify(subject)[:80] or 'letter'}.pdf"


def _put_back(message: Message, written: Written | None, failure: Exception, *, at: datetime) -> None:
    """Has a failed message wait for its next attempt, or gives it up after the last or where it is refused for good."""
    kind = Kind(message.kind) if isinstance(failure, kinds.UnknownKind) else kinds.get(message.kind)
    waits = _waits(kind)
    if message.attempts > len(waits) or _for_good(failure):
        _close(message, kind, MessageState.FAILED, written, error=said(failure))
        return
    later = at + timedelta(minutes=waits[message.attempts - 1])
    _mark(message, MessageState.QUEUED, claimed_at=None, send_after=later, error=said(failure))


def _waits(kind: Kind) -> tuple[int, ...]:
    return WAITS_OF_A_SECRET if kind.secret else WAITS


def _for_good(failure: Exception) -> bool:
    """Whether the mail server will never take this message."""
    match failure:
        case smtplib.SMTPRecipientsRefused():
            return all(code >= REFUSED_FOR_GOOD for code, _ in failure.recipients.values())
        case smtplib.SMTPDataError():
            return failure.smtp_code >= REFUSED_FOR_GOOD
    return False


def said(failure: Exception) -> str:
    """What the staff read about a failure; it names no address."""
    match failure:
        case smtplib.SMTPRecipientsRefused():
            codes = ", ".join(str(code) for code, _ in failure.recipients.values())
            return f"The mail server refused the address ({codes})."
        case smtplib.SMTPResponseException():
            return f"The mail server refused the message ({failure.smtp_code})."
        case OSError():
            return f"The mail server could not be reached ({type(failure).__name__})."
        case kinds.UnknownKind():
            return "This kind of letter is not known."
    return f"The letter could not be written ({type(failure).__name__})."


def _close(message: Message, kind: Kind, state: MessageState, written: Written | None = None, **fields: Any) -> None:
    """Marks a message that is done with, and keeps it as it was written; where its words are secret, the subject."""
    kept: dict[str, Any] = {"subject": written.subject, "text": written.text, "html": written.html} if written else {}
    if kind.secret:
        state = MessageState.DROPPED if state == MessageState.FAILED else state
        kept |= {"text": NOT_KEPT, "html": "", "context": {}}
    elif not kind.keeps_words:
        kept |= {"text": NOT_KEPT, "html": ""}
    elif written and written.letter:
        name = f"letters/{message.uuid.hex[:2]}/{message.uuid}.pdf"
        kept |= {
            "letter": private_files.put(name, written.letter),
            "letter_sha256": hashlib.sha256(written.letter).hexdigest(),
        }
    with transaction.atomic():
        marked = _mark(message, state, **{"error": "", "claimed_at": None, **kept, **fields})
        if marked and state == MessageState.SENT:
            kinds.went_out(message.kind, message.context, fields["sent_at"])


def _mark(message: Message, state: MessageState, **fields: Any) -> bool:
    """Writes the state, unless another worker has done so in the meantime; whether it did."""
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED)
    return bool(waiting.update(state=state, **fields))
