"""Checks of a catalog's header, and of what it says about plural forms."""

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n_summit.checks.register import Brief, Finding, catalog_check
from i18n_summit.language import UNKNOWN, are_same, path_language, stated_language
from i18n_summit.model import Message, Severity

_LANGUAGE, _TYPE, _PLURALS = "Language", "Content-Type", "Plural-Forms"
_CHARSET = re.compile(r"charset=([^\s;]+)", re.IGNORECASE)
_FORMS = re.compile(r"\s*nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;]+?)\s*;?\s*")
_HEADER = Message("")
_NUMBERS = (*range(201), 1_000, 1_000_000)
"""On these, two rules for plural forms are compared."""


@catalog_check(Severity.WARNING, is_of_messages=False)
def header(brief: Brief) -> Iterator[Finding]:
    """The header does not say the catalog's language, its charset or its plural forms, or says
    others than its path and its language ask for.

    Plural forms are looked at where the catalog has any; in catalogs of other tools they may
    be others than Babel's.

    Bad:  ja/LC_MESSAGES/summit.po with "Language: en"
    Good: ja/LC_MESSAGES/summit.po with "Language: ja"
    """
    fields = brief.catalog.header
    if not fields:
        # Ours has one from extract on.
        if brief.catalog.messages and not brief.is_own:
            yield _finding(f"there is none. Write one, with {_LANGUAGE} and {_TYPE}.")
        return
    yield from _language(fields.get(_LANGUAGE, ""), brief)
    charset = _CHARSET.search(fields.get(_TYPE, ""))
    if charset is None:
        yield _finding(
            f'it has no charset. Write "{_TYPE}: text/plain; charset=UTF-8".',
        )
    if any(message.plural_translations for message in brief.catalog.messages):
        yield from _plural_rule(fields.get(_PLURALS, ""), brief)


@catalog_check(Severity.ERROR, is_of_messages=False)
def plural_forms(brief: Brief) -> Iterator[Finding]:
    """Messages have more plural forms, or fewer, than the header says.

    Programs then show none, or the wrong one, and msgfmt -c refuses the catalog.

    Bad:  nplurals=1, and both msgstr[0] "%d 件" and msgstr[1] "%d 件"
    Good: nplurals=1, and msgstr[0] "%d 件" alone
    """
    rule = _FORMS.fullmatch(brief.catalog.header.get(_PLURALS, ""))
    if rule is None:
        return
    wrong = [
        message
        for message in brief.catalog.messages
        if any(message.plural_translations)
        and len(message.plural_translations) != int(rule[1])
        and not message.is_obsolete
    ]
    if wrong:
        count = len(wrong[0].plural_translations)
        others = f", as in {len(wrong) - 1} more" if len(wrong) > 1 else ""
        yield Finding(
            f"{count} plural form{'' if count == 1 else 's'} here{others}, and the header says"
            f" nplurals={rule[1]}. Write as many as the header says, or mend the header.",
            about=wrong[0],
        )


def _language(stated: str, brief: Brief) -> Iterator[Finding]:
    wanted = brief.locale
    if brief.path is not None:
        wanted = path_language(brief.path) or wanted
    wanted = wanted.replace("_", "-")
    name = wanted.replace("-", "_")
    if not stated:
        remedy = "the language" if wanted == UNKNOWN else f'"{_LANGUAGE}: {name}"'
        yield _finding(f"it does not say the language. Write {remedy}.")
    elif (tag := stated_language(stated)) is None:
        yield _finding(f'"{_LANGUAGE}: {stated}" is no code of a language. Write one such as ja.')
    elif wanted != UNKNOWN and not are_same(tag, wanted):
        yield _finding(
            f'it says "{_LANGUAGE}: {stated}", and the catalog is for {name}.'
            f' Write "{_LANGUAGE}: {name}", or move the file.'
        )


def _plural_rule(stated: str, brief: Brief) -> Iterator[Finding]:
    chosen = chosen_forms(stated)
    if chosen is not None and not brief.is_own:
        return  # Other tools have newer rules than Babel, or older ones.
    usual = usual_plural_forms(brief.locale)
    remedy = f'Write "{_PLURALS}: {usual}"' if usual else "Write those of its language"
    if not stated:
        yield _finding(f"it does not say the plural forms. {remedy}.")
    elif chosen is None:
        yield _finding(f'"{_PLURALS}: {stated}" is no rule for plural forms. {remedy}.')
    elif usual and chosen != chosen_forms(usual):
        yield _finding(f'"{_PLURALS}: {stated}" is not the rule of {brief.locale}. {remedy}.')


def _finding(complaint: str) -> Finding:
    return Finding(f"the header: {complaint}", about=_HEADER)


@lru_cache(maxsize=256)
def chosen_forms(rule: str) -> tuple[int, ...] | None:
    """Give how many forms a rule has, and the form of each of some numbers; None for what is no
    rule, or chooses a form that it has not.
    """
    from gettext import c2py

    found = _FORMS.fullmatch(rule)
    if found is None:
        return None
    count = int(found[1])
    try:
        choose = c2py(found[2])
        forms = tuple(int(choose(number)) for number in _NUMBERS)
    except (ValueError, OverflowError, ArithmeticError, RecursionError):
        return None
    return (count, *forms) if all(0 <= form < count for form in forms) else None


@lru_cache(maxsize=256)
def usual_plural_forms(locale: str) -> str | None:
    """Give the rule that Babel has for a language; None where it has none."""
    from babel import Locale, UnknownLocaleError
    from babel.messages.plurals import PLURALS, get_plural

    try:
        parsed = Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    if parsed.language not in PLURALS and str(parsed) not in PLURALS:
        return None
    return str(get_plural(parsed)).rstrip(";") + ";"
