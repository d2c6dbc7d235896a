"""docs/access.md says what authz.toml says."""

from pathlib import Path

from members.access_page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python manage.py access > docs/access.md"
