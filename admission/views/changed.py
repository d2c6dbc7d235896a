"""What stands in the place of a file that is not what was checked."""

from __future__ import annotations

from django.http import HttpResponse

SENTENCE = "This file is not what was checked any more, so it is not shown. Tell us, and we look into it."


def changed() -> HttpResponse:
    """[HB-47] The answer that says so, kept by no browser."""
    answer = HttpResponse(SENTENCE, content_type="text/plain; charset=utf-8", status=409)
    answer["Cache-Control"] = "private, no-store"
    return answer
