"""The account itself, and how its person signs in."""

from __future__ import annotations

from people.exporters import Section, Table

ACCOUNT = Section(
    code="account",
    title="Your account",
    tables=(
        Table(model="members.User", title="Account", of=("id",), without=("password",)),
        Table(model="people.Contact", title="Telephone and postal address", of=("user",)),
        Table(model="correspondence.Preference", title="What you want to be written about", of=("user",)),
        Table(model="people.Restriction", title="What we write about no longer", of=("user",)),
        Table(model="account.EmailAddress", title="Email addresses", of=("user",)),
        Table(model="mfa.Authenticator", title="Second sign-in steps", of=("user",), without=("data",)),
        Table(model="usersessions.UserSession", title="Sessions", of=("user",), without=("session_key", "data")),
        Table(model="members.RoleGrant", title="Roles on the staff", of=("user",)),
        Table(model="idempotency.HeldForm", title="Forms held since you were signed out", of=("user",)),
    ),
    left_out={
        "account.EmailConfirmation": "A code that proves an address. It would let its reader act as you.",
        "idempotency.OnceKey": "Fingerprints of forms, from which nothing can be read back; deleted after 30 days.",
        "people.Bulletin": "What was written to many. What was sent to you is among your letters.",
        "pghistory.MiddlewareEvents": "The history of changes by another name.",
        "admin.LogEntry": "What administrators did with figures and lists. The history of changes has it.",
    },
)
