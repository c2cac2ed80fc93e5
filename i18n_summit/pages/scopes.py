"""What an element passes on to all it holds."""

import re
from typing import NamedTuple

from i18n_summit.model import Writing
from i18n_summit.pages.attributes import Values, words
from i18n_summit.pages.folding import shortened
from i18n_summit.pages.kinds import HEADINGS, RAW_SHOWN
from i18n_summit.pages.tokens import SPACE

_PREFORMATTED = RAW_SHOWN | {"pre", "textarea", "listing"}
_UI = frozenset("button label legend nav option summary".split())
_TITLES = HEADINGS | {"title"}
CHANGES_SCOPE = _TITLES | _UI | _PREFORMATTED
"""Names of the elements whose role or lines are others than those around them."""
# Of ten subtags at most, as it stands with each message: 35 characters are what RFC 5646, 4.4.1,
# reckons with.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8}){0,9}")
_NOTES = ("its-loc-note", "data-translate-comment")
_SCOPED = frozenset(
    {"lang", "translate", "data-translate-ignore", "data-translate-context", *_NOTES}
)


class Match(NamedTuple):
    """What the rules say of one element."""

    role: str | None
    is_included: bool
    is_excluded: bool


class Scope(NamedTuple):
    """What holds for an element and, unless they say otherwise, for those inside it."""

    language: str | None = None
    """The ``lang`` in force; None where it is not known."""
    is_translated: bool = True
    """``translate`` (HTML Standard, 3.2.6.4)."""
    is_selected: bool = True
    """Include and exclude rules."""
    notes: tuple[str, ...] = ()
    context: str | None = None
    ruled_role: str | None = None
    usual_role: str = "description"
    keeps_lines: bool = False
    writing: Writing = Writing.TEXT

    @property
    def is_active(self) -> bool:
        """Text and attributes here are to be translated."""
        return self.is_translated and self.is_selected

    @property
    def role(self) -> str:
        return self.ruled_role or self.usual_role


def changes_scope(values: Values) -> bool:
    """Tell whether attributes say something about all that their element holds."""
    return not _SCOPED.isdisjoint(values) or _is_translated(values) is not None


def inner_scope(
    around: Scope, name: str, values: Values, match: Match | None, *, is_foreign: bool = False
) -> Scope:
    """Give the scope of an element: the one around it, with what it says itself."""
    scope = around
    if values:
        scope = _declared(scope, values, is_foreign=is_foreign)
    if match is not None:
        if match.is_excluded or match.is_included:
            scope = scope._replace(is_selected=not match.is_excluded)
        if match.role is not None:
            scope = scope._replace(ruled_role=match.role)
    if name in CHANGES_SCOPE and not is_foreign:
        if name in _TITLES:
            scope = scope._replace(usual_role="title")
        elif name in _UI:
            scope = scope._replace(usual_role="ui")
        if name in _PREFORMATTED:
            scope = scope._replace(keeps_lines=True)
        if name in RAW_SHOWN:
            scope = scope._replace(writing=Writing.RAW)
    return scope


def declared_language(values: Values, *, is_foreign: bool) -> str | None:
    """Give the language that attributes declare; empty for "unknown", None for no word on it.

    What is no language tag says "unknown".
    """
    # In svg and math browsers hear xml:lang, before lang. In HTML they ignore it; where there is
    # one it is kept true all the same.
    value = values.get("xml:lang") if is_foreign else None
    value = value or values.get("lang")
    if value is None:
        return None
    return language_tag(value.text)


def language_tag(text: str) -> str:
    """Give the language tag that a text is; empty for one that is none."""
    tag = text.strip(SPACE)
    return tag if _LANGUAGE_TAG.fullmatch(tag) else ""


def _declared(scope: Scope, values: Values, *, is_foreign: bool) -> Scope:
    language = declared_language(values, is_foreign=is_foreign)
    if language is not None:
        scope = scope._replace(language=language or None)
    is_translated = _is_translated(values)
    if is_translated is not None:
        scope = scope._replace(is_translated=is_translated)
    notes = tuple(shortened(values[name].text) for name in _NOTES if name in values)
    if any(notes):
        scope = scope._replace(notes=tuple(filter(None, notes)))
    if "data-translate-context" in values:
        scope = scope._replace(context=shortened(values["data-translate-context"].text) or None)
    return scope


def _is_translated(values: Values) -> bool | None:
    """Tell what attributes say about translation, None for nothing."""
    if "data-translate-ignore" in values:
        return False
    if "translate" in values:
        answer = values["translate"].text.strip(SPACE).lower()
        if answer in ("", "yes"):
            return True
        if answer == "no":
            return False
    if "class" in values and "notranslate" in words(values["class"].text.lower()):
        return False
    return None
