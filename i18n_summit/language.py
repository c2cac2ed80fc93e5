"""Which language a text is in: told by its script first, by its ``lang`` second."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePath

from i18n_summit.model import Catalog, Message

HIRAGANA = "\u3041-\u3096\u309d-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
KANJI = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Ranges of letters, as regular expressions write them in brackets."""
_HIRAGANA_LETTER = re.compile(f"[{HIRAGANA}]")
_JAPANESE_LETTER = re.compile(f"[{HIRAGANA}{KATAKANA}{KANJI}]")
_STATED = re.compile(r"([a-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)(?:\.[A-Za-z0-9-]+)?(?:@([a-z]+))?")
_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva"}
"""Scripts as the names of locales in C have them, sr@latin."""
_LATIN = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_LATIN_WORD = re.compile(f"[{_LATIN}][{_LATIN}0-9'\u2019-]*")
JAPANESE = "ja"
LANGUAGE_FIELD = "X-Source-Language"
"""The field of a catalog's header that says which language all its messages are in."""
UNKNOWN = "und"
"""The locale of a catalog of which nobody says what it is in."""
LANGUAGE_COMMENT = "source language: "
"""Begins the second comment of each message, in a catalog of several source languages."""


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate in a text."""
    return any(map(str.isalpha, text))


def has_japanese(text: str) -> bool:
    """Tell whether there is a kana or kanji in a text."""
    return _JAPANESE_LETTER.search(text) is not None


def count_words(text: str) -> int:
    """Count Latin words; two kana or kanji count as one."""
    return len(_LATIN_WORD.findall(text)) + len(_JAPANESE_LETTER.findall(text)) // 2


def is_name(text: str) -> bool:
    """Tell whether a Latin text has no word that begins with a small letter."""
    return not has_japanese(text) and all(w[0].isupper() for w in _LATIN_WORD.findall(text))


def text_language(text: str, declared: str | None, *, latin: str) -> str:
    """Give the BCP 47 tag of the language that *text* is in.

    *declared* is the ``lang`` in force, which the text may contradict; *latin*
    is the language of Latin text that nothing true is declared about.
    """
    if not text.isascii() and (not declared or _may_be_japanese(declared)):
        japanese = len(_JAPANESE_LETTER.findall(text))
        if japanese:
            words = len(_LATIN_WORD.findall(text))
            hiragana = len(_HIRAGANA_LETTER.findall(text))
            if japanese >= 2 * words or (hiragana and 2 * hiragana >= words):
                return JAPANESE
    return declared if declared and not is_japanese(declared) else latin


def is_left_japanese(text: str, source: str) -> bool:
    """Tell whether a translation is Japanese as a whole: all of its Latin words, the names of
    products, are in its source too.
    """
    if text_language(text, None, latin="en") != JAPANESE:
        return False
    words = {word.lower() for word in _LATIN_WORD.findall(text)}
    return words <= {word.lower() for word in _LATIN_WORD.findall(source)}


def message_languages(message: Message, catalog: Catalog) -> tuple[str, ...]:
    """Give the languages that a message is in; none where its catalog does not say."""
    language = catalog.header.get(LANGUAGE_FIELD)
    if language:
        return (language.replace("_", "-"),)
    for comment in message.comments[1:2]:
        if comment.startswith(LANGUAGE_COMMENT):
            return tuple(comment.removeprefix(LANGUAGE_COMMENT).split(", "))
    return ()


def stated_language(name: str) -> str | None:
    """Give the tag of a language as headers and paths name it, ``pt_BR`` or ``sr@latin``; None for
    what is no such name.
    """
    found = _STATED.fullmatch(name.strip())
    if found is None:
        return None
    primary, others, modifier = found.groups()
    script = _MODIFIERS.get(modifier or "")
    return primary + (f"-{script}" if script else "") + others.replace("_", "-")


def path_language(path: PurePath) -> str | None:
    """Give the language that the path of a catalog names: ``ja/LC_MESSAGES/django.po``,
    ``ja.po``; None where it names none.
    """
    if path.parent.name == "LC_MESSAGES":
        return stated_language(path.parent.parent.name)
    tag = stated_language(path.stem)
    # Other words are as short: app.po, web.po.
    return tag if tag and _is_known(tag.partition("-")[0]) else None


def country_language(country: str) -> str | None:
    """Give the language that most people of a country speak, named by its code, ``jp``; None for
    what is no country.
    """
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(f"und_{country.upper()}").language
    except (UnknownLocaleError, ValueError):
        return None


def _is_known(primary: str) -> bool:
    from babel.localedata import exists

    return exists(primary)


@lru_cache(maxsize=4096)
def are_same(one: str, other: str) -> bool:
    """Tell whether two tags mean one language: the same primary subtag, and the same script
    where both name one.
    """
    if one == other:
        return True
    primary, script = _subtags(one)
    other_primary, other_script = _subtags(other)
    return primary == other_primary and (not script or not other_script or script == other_script)


@lru_cache(maxsize=1024)
def is_latin(tag: str) -> bool:
    """Tell whether a language is written in Latin script."""
    primary, script = _subtags(tag)
    if script:
        return script == "latn"
    # Babel is loaded when a language needs it: most are known here.
    if primary in ("en", JAPANESE):
        return primary == "en"
    from babel.core import get_global

    likely = get_global("likely_subtags").get(primary, "")
    return "_Latn" in likely or not likely


def latin_language(locales: Iterable[str]) -> str:
    """Give the language of Latin text in a project of *locales*, where nothing declares it."""
    return next(filter(is_latin, locales), "en")


@lru_cache(maxsize=1024)
def is_japanese(tag: str) -> bool:
    """Tell whether a language is Japanese."""
    return are_same(tag, JAPANESE)


def is_english(tag: str) -> bool:
    """Tell whether a language is English."""
    return are_same(tag, "en")


@lru_cache(maxsize=1024)
def _may_be_japanese(tag: str) -> bool:
    """Tell whether a page that declares a language may hold Japanese all the same."""
    return is_japanese(tag) or is_latin(tag)


@lru_cache(maxsize=1024)
def _subtags(tag: str) -> tuple[str, str]:
    """Give the primary language and the script of a tag, in lower case."""
    primary, *others = tag.replace("_", "-").lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")
    return primary, script
