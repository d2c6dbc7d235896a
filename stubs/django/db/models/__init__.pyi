import enum
from typing import Any

class ChoicesType(enum.EnumMeta):
    @property
    def choices(cls) -> list[tuple[str, str]]: ...
    @property
    def values(cls) -> list[str]: ...
    @property
    def labels(cls) -> list[str]: ...

class TextChoices(enum.StrEnum, metaclass=ChoicesType):
    _value_: str
    @property
    def label(self) -> str: ...

def __getattr__(name: str) -> Any: ...
