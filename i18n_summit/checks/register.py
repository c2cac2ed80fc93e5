"""The register of checks: what a check is, and how one enters.

A check is a generator function. Its name is its code, its docstring its manual.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from i18n_summit.glossary import Glossary
from i18n_summit.model import Catalog, Message, Severity, Survey


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found: place to come, complaint and remedy here."""

    message: str
    about: Message | None = None
    """The message it is about, where the check looks at whole catalogs."""
    at: int | None = None
    """Offset, in characters of the translation, of what is wrong."""
    length: int = 1
    """How many characters of it are wrong."""
    form: int = 0
    """The plural form that *at* counts in."""
    in_source: bool = False
    """*at* counts in the msgid."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What the translations of one catalog are held to."""

    locale: str
    catalog: Catalog
    glossary: Glossary | None = None


MessageCheck = Callable[[Message, Brief], Iterator[Finding]]
"""Looks at one live message of a catalog."""
CatalogCheck = Callable[[Catalog, Survey], Iterator[Finding]]
"""Looks at a catalog and at what the pages need in its locale."""


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check."""

    code: str
    severity: Severity
    manual: str
    on_message: MessageCheck | None = None
    on_catalog: CatalogCheck | None = None


CHECKS: dict[str, Check] = {}
"""By code."""


def message_check(severity: Severity) -> Callable[[MessageCheck], MessageCheck]:
    """Register a check of single messages."""

    def register(function: MessageCheck) -> MessageCheck:
        code = _code(function)
        CHECKS[code] = Check(code, severity, function.__doc__ or "", on_message=function)
        return function

    return register


def catalog_check(severity: Severity) -> Callable[[CatalogCheck], CatalogCheck]:
    """Register a check of whole catalogs against the pages."""

    def register(function: CatalogCheck) -> CatalogCheck:
        code = _code(function)
        CHECKS[code] = Check(code, severity, function.__doc__ or "", on_catalog=function)
        return function

    return register


def _code(function: Callable[..., object]) -> str:
    return function.__name__.replace("_", "-")
