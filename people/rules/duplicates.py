"""Why two members may be one person, in words an officer reads."""

from __future__ import annotations

from enum import StrEnum


class Likeness(StrEnum):
    """What two members have in common, the strongest first."""

    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    EMPLOYER = "employer"
    ACCOUNT = "account"
    NAME = "name"

    @property
    def words(self) -> str:
        return WORDS[self]


WORDS = {
    Likeness.EMAIL: "The same email address, but for how it is written",
    Likeness.PHONE: "The same telephone number",
    Likeness.POSTCODE: "The same name and the same postcode",
    Likeness.EMPLOYER: "The same name and the same employer",
    Likeness.ACCOUNT: "The same name, and only one of them has an account",
    Likeness.NAME: "The same surname and first name, and a membership that ended",
}
