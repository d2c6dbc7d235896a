"""Categories of messages, which of them people may switch off, and the way each reaches them."""

from __future__ import annotations

from django.db.models import TextChoices


class Category(TextChoices):
    """What a message is about [TC-11.2]."""

    ADMINISTRATION = "administration", "Membership, account and orders"
    CPD = "cpd", "CPD"
    GOVERNANCE = "governance", "Governance"
    POLICY_RESEARCH = "policy_research", "Policy research"
    MARKETING = "marketing", "Courses and offers"


class Way(TextChoices):
    """How messages of a category reach a person."""

    EMAIL = "email", "By email"
    LETTER = "letter", "By letter"
    NONE = "none", "Not at all"


class Through(TextChoices):
    """Where somebody said what they wish."""

    PAGE = "page", "In the portal"
    LINK = "link", "By the link in an email"


# What may be switched off, and what holds while nothing has been said.
UNSAID = {Category.POLICY_RESEARCH: Way.EMAIL, Category.MARKETING: Way.NONE}

# What the address of an account ends with that has none any more.
NOWHERE = ".invalid"


def is_optional(category: str) -> bool:
    """[TC-11.2] Whether people may switch a category off: research on policy and marketing, and nothing else."""
    return category in UNSAID


def chosen_way(category: Category, said: str | None) -> Way:
    """[TC-11.2] What holds for an optional category: what was said; without a word research comes, marketing does
    not."""
    return Way(said) if said else UNSAID[category]


def is_reachable(address: str) -> bool:
    """Whether an email can go there; what ends in .invalid never can (RFC 2606), and closed accounts have such."""
    return bool(address) and not address.endswith(NOWHERE)


def way_to(category: str, said: str | None, *, has_account: bool, has_email: bool) -> Way:
    """[TC-10] [TC-11.2] How a message goes to a person at the moment it is sent; not at all where they do not want it.

    Service messages always go: by email, and by letter where there is no address for it. What is optional goes to
    nobody without an account, or whose account is closed, for they could not switch it off.
    """
    if not is_optional(category):
        return Way.EMAIL if has_email else Way.LETTER
    wanted = chosen_way(Category(category), said) if has_account else Way.NONE
    return Way.NONE if wanted is Way.EMAIL and not has_email else wanted
