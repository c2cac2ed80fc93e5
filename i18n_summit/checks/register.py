"""The register of checks: what a check is, and how one enters.

A check is a generator function. Its name is its code, its docstring its manual.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from inspect import cleandoc
from pathlib import PurePosixPath
from typing import TypeVar

from i18n_summit.checks.japanese.profiles import Profile
from i18n_summit.checks.japanese.texts import Texts
from i18n_summit.checks.readings import Pair
from i18n_summit.glossary import Glossary
from i18n_summit.model import Catalog, Message, Page, Severity, Survey


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
    """The plural form that *at* counts in; of a text check, that of its text."""
    in_source: bool = False
    """*at* counts in what the form translates: the msgid, or the msgid_plural."""
    replacement: str | None = None
    """What is to be written in place of what is wrong, where there is one right answer."""
    beside: tuple[Message, ...] = ()
    """Further messages that it is about: it stands with one, and a change of each may cause it."""


@dataclass(frozen=True, slots=True, eq=False)
class Brief:
    """What the translations of one catalog are held to; made once for each."""

    locale: str
    catalog: Catalog
    glossary: Glossary | None = None
    survey: Survey | None = None
    """What the pages need in its locale."""
    path: PurePosixPath | None = None
    """Its file."""
    is_own: bool = True
    """Its tags are our placeholders; in the catalogs of other tools they are whatever they are."""
    japanese: Profile | None = None
    """The style of Japanese, where that is the catalog's language …"""
    texts: Texts | None = None
    """… and the texts that it holds, where any check reads them."""
    translations: Sequence[tuple[Message, Pair]] = ()
    """The translations that somebody stands by, in the order of the catalog."""


class Need(Enum):
    """What a check cannot do without."""

    SURVEY = "the pages"
    GLOSSARY = "a glossary"
    OWN = "placeholders in our notation"
    JAPANESE = "a catalog in Japanese"

    def is_met(self, brief: Brief) -> bool:
        """Tell whether a brief has it."""
        if self is Need.OWN:
            return brief.is_own
        if self is Need.JAPANESE:
            return brief.texts is not None
        return (brief.survey if self is Need.SURVEY else brief.glossary) is not None


@dataclass(frozen=True, slots=True)
class PageFinding:
    """What a check found in a page."""

    message: str
    start: int = 0
    """Byte offset, in the page, of what is wrong …"""
    end: int = 0
    """… and of its end."""


TextCheck = Callable[[Pair, Brief], Iterator[Finding]]
"""Looks at one translation that somebody stands by, beside its source."""
MessageCheck = Callable[[Message, Brief], Iterator[Finding]]
"""Looks at one live message of a catalog."""
CatalogCheck = Callable[[Brief], Iterator[Finding]]
"""Looks at a whole catalog."""
PageCheck = Callable[[Page], Iterator[PageFinding]]
"""Looks at a page before anybody translates it."""
Patterns = Sequence[re.Pattern[str]] | Callable[[], Sequence[re.Pattern[str]]]
"""Patterns, or what gives them."""
F = TypeVar("F", bound=Callable[..., Iterator[Finding]])


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check."""

    code: str
    severity: Severity
    manual: str
    on_text: TextCheck | None = None
    on_message: MessageCheck | None = None
    on_catalog: CatalogCheck | None = None
    on_page: PageCheck | None = None
    needs: Need | None = None
    """It does not run without this."""
    where: Patterns = ()
    """It looks only at translations in which one of these is found …"""
    in_source: Patterns = ()
    """… and at those of sources in which one of these is; at all, where there is neither."""
    languages: Callable[[str], bool] | None = None
    """It looks only at catalogs in these; of any language, when not given."""
    is_default: bool = True
    """It runs without being selected."""
    is_of_messages: bool = True
    """Its findings are about single messages, and not about the catalog as a whole."""
    is_of_pages: bool = False
    """Its findings are about pages."""
    is_suppressible: bool = True
    """A translator may suppress it, or a page those of pages."""
    allows_identical: bool = False
    """It says nothing of a translation that is the source text on purpose."""

    @property
    def summary(self) -> str:
        """The first sentence of the manual."""
        return " ".join(self.manual.partition("\n\n")[0].split())


def made(patterns: Patterns) -> Sequence[re.Pattern[str]]:
    """Give patterns themselves."""
    return patterns() if callable(patterns) else patterns


CHECKS: dict[str, Check] = {}
"""By code."""
RENDERED: dict[str, Check] = {}
"""What no check finds, but rendering, by code."""


def text_check(
    severity: Severity,
    *,
    where: Patterns = (),
    in_source: Patterns = (),
    languages: Callable[[str], bool] | None = None,
) -> Callable[[TextCheck], TextCheck]:
    """Register a check of texts: of each translation that somebody stands by, beside its source,
    and of each plural form by itself.

    It is given the translations in which any of *where* is found, and those of sources in which
    any of *in_source* is, in catalogs of the *languages* that it is for. One search for each finds
    them in a whole catalog, so these patterns say nothing of what stands before or behind a text;
    one that begins with a character, or a set of them, takes a fraction of the time. A function
    gives those that are made only when they are needed.
    """

    def register(function: TextCheck) -> TextCheck:
        _enter(
            Check(
                *_named(function, severity),
                on_text=function,
                where=where,
                in_source=in_source,
                languages=languages,
            )
        )
        return function

    return register


def message_check(
    severity: Severity,
    *,
    needs: Need | None = None,
    is_default: bool = True,
    is_suppressible: bool = True,
    allows_identical: bool = False,
) -> Callable[[MessageCheck], MessageCheck]:
    """Register a check of single messages."""

    def register(function: MessageCheck) -> MessageCheck:
        _enter(
            Check(
                *_named(function, severity),
                on_message=function,
                needs=needs,
                is_default=is_default,
                is_suppressible=is_suppressible,
                allows_identical=allows_identical,
            )
        )
        return function

    return register


def catalog_check(
    severity: Severity,
    *,
    needs: Need | None = None,
    is_default: bool = True,
    is_of_messages: bool = True,
) -> Callable[[CatalogCheck], CatalogCheck]:
    """Register a check of whole catalogs.

    Where it speaks of a single message, that is its findings' *about*; one that is
    not *of messages* cannot be suppressed with a message.
    """

    def register(function: CatalogCheck) -> CatalogCheck:
        _enter(
            Check(
                *_named(function, severity),
                on_catalog=function,
                needs=needs,
                is_default=is_default,
                is_of_messages=is_of_messages,
                is_suppressible=is_of_messages,
            )
        )
        return function

    return register


def page_check(severity: Severity) -> Callable[[PageCheck], PageCheck]:
    """Register a check of pages."""

    def register(function: PageCheck) -> PageCheck:
        _enter(
            Check(
                *_named(function, severity),
                on_page=function,
                is_of_messages=False,
                is_of_pages=True,
            )
        )
        return function

    return register


def late_check(severity: Severity, *, is_of_messages: bool) -> Callable[[F], F]:
    """Register a check of what the others have found or counted: it is run by itself."""

    def register(function: F) -> F:
        _enter(
            Check(*_named(function, severity), is_of_messages=is_of_messages, is_suppressible=False)
        )
        return function

    return register


def rendered(severity: Severity) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Enter the manual of what rendering finds; a warning may be suppressed in its page."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        check = Check(
            *_named(function, severity),
            is_of_messages=False,
            is_of_pages=True,
            is_suppressible=severity is Severity.WARNING,
        )
        RENDERED[check.code] = check
        return function

    return register


def _enter(check: Check) -> None:
    CHECKS[check.code] = check


def _named(function: Callable[..., object], severity: Severity) -> tuple[str, Severity, str]:
    return function.__name__.replace("_", "-"), severity, cleandoc(function.__doc__ or "")
