"""Reads the settings from the environment and says, all at once, which are missing or unsafe.

Every faulty value is replaced by a harmless one until `check` is called, so that one start names all faults.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")
# Names that begin like settings but are read by the tools around the portal.
NOT_SETTINGS = frozenset({"PORTAL_BOOTSTRAPPED", "PORTAL_REQUIRE_ALL", "PORTAL_CHROMIUM"})
T = TypeVar("T")


@dataclass(frozen=True)
class Setting:
    """What is known of a setting that was read: whether production cannot do without it, and its default."""

    needed: bool
    default: str


@dataclass
class Environment:
    """A view of the environment that collects every fault before it complains."""

    values: Mapping[str, str] = field(default_factory=lambda: os.environ)
    faults: list[str] = field(default_factory=list)
    read: dict[str, Setting] = field(default_factory=dict)

    @property
    def mode(self) -> str:
        """PORTAL_MODE; production unless told otherwise, so that forgetting it is the safe mistake."""
        mode = self.text("PORTAL_MODE", "production")
        if mode not in MODES:
            raise ImproperlyConfigured(f"PORTAL_MODE is {mode!r}; it is one of {', '.join(MODES)}.")
        return mode

    @property
    def production(self) -> bool:
        return self.mode == "production"

    def text(self, name: str, default: str = "") -> str:
        """A setting that may stay empty or has a default."""
        self.read.setdefault(name, Setting(needed=False, default=default))
        return self.values.get(name, "").strip() or default

    def required(self, name: str, otherwise: str) -> str:
        """A setting that production cannot do without; `otherwise` serves demo and test."""
        self.read[name] = Setting(needed=True, default="")
        value = self.values.get(name, "").strip()
        if not value and self.production:
            self.fault(f"{name} is not set.")
        return value or otherwise

    def url(self, name: str, otherwise: str, parse: Callable[[str], T]) -> T:
        """A required address as `parse` understands it; what parse raises as ValueError becomes a fault."""
        try:
            return parse(self.required(name, otherwise))
        except ValueError as error:
            self.fault(f"{name} {error}")
            return parse(otherwise)

    def number(self, name: str, default: int, *, least: int = 0) -> int:
        """A whole number not below `least`."""
        raw = self.text(name, str(default))
        try:
            value = int(raw)
        except ValueError:
            self.fault(f"{name} is {raw!r}; it has to be a whole number.")
            return default
        if value < least:
            self.fault(f"{name} is {value}; it has to be {least} or more.")
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        """`true` or `false`."""
        raw = self.text(name, "true" if default else "false").lower()
        if raw not in ("true", "false"):
            self.fault(f"{name} is {raw!r}; it has to be true or false.")
        return raw == "true"

    def names(self, name: str, default: str = "") -> list[str]:
        """A list with commas between its items."""
        return [item.strip() for item in self.text(name, default).split(",") if item.strip()]

    def fault(self, sentence: str) -> None:
        """Notes a reason not to start. Sentences name settings and never repeat a secret."""
        self.faults.append(sentence)

    def unknown(self) -> list[str]:
        """Names that look like settings of ours but that nobody read: misspelt, or for another mode."""
        ours = {name for name in self.values if name.startswith("PORTAL_")}
        return sorted(ours - self.read.keys() - NOT_SETTINGS)

    def check(self) -> None:
        """Refuses to start when anything is missing or unsafe, naming every fault."""
        if self.production:
            self.faults += [f"{name} is not a setting of the portal in production." for name in self.unknown()]
        if self.faults:
            raise ImproperlyConfigured("The portal does not start:\n- " + "\n- ".join(self.faults))
