"""Browsers and devices by their user-agent strings."""

from __future__ import annotations

import pytest

from members.browsers import UNKNOWN, in_words

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge on Windows"),
        ("Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", "Firefox on Android"),
        (
            f"{IPHONE} Version/18.1 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            f"{IPHONE} CriOS/131.0 Safari/604.1",
            "Chrome on iPhone",
        ),
        (f"{MAC} Version/18.1 Safari/605.1.15", "Safari on Mac"),
        ("Something (Windows NT 10.0)", "A browser on Windows"),
        ("curl/8.5.0", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_user_agent_in_words(user_agent: str, words: str) -> None:
    assert in_words(user_agent) == words
