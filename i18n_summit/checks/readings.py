"""What the checks of texts read of a message: each translation beside its source, and its prose."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.model import Message

GAP = "\ufffc"
"""Stands for each character of what is no prose."""
ADDRESS = (
    # Looked for where a word begins: from each letter on, a long word would be read as often.
    r"(?<![A-Za-z0-9+.-])[0-9+.-]*+[A-Za-z][A-Za-z0-9+.-]*+://[!#-;=?-_a-z~]+"
    r"|(?<![\w.+-])[A-Za-z0-9_.+-]++@[A-Za-z0-9-]++(?:\.[A-Za-z0-9-]++)+"
    r"|(?<![A-Za-z0-9.])www\.[!#-;=?-_a-z~]+"
)
NAMED = r"%\([^()%\s]*+\)[-+#0]*+\d*+(?:\.\d++)?[a-zA-Z]|\$\{[^{}\s]*+\}|\{\{\s*[\w.$][^{}]*\}\}"
"""Variables that are nothing else: of printf in Python, of shells and JavaScript, of templates."""
NUMBERED = (
    r"(?<![\d%])%(?:\d+\$)?[-+#0]*+(?:\*|\d++)?(?:\.(?:\*|\d++))?(?:hh?|ll?|[qjzt])?[diouxXeEfFgGcrsa]"
    r"|(?<![{$])\{[A-Za-z0-9_.!:\[\]]*+\}(?!\})"
)
"""Variables that may be text: ``%d``, ``{0}``, ``{name}``."""
IN_BRACKETS = re.compile('[("“‘\'（「『][^()"“”‘’（）「」『』]*[)"”’\'）」』]')
"""What may be spoken about, and not said."""
UNQUOTED = r"""(?![^`'\s]*'(?!['"A-Za-z0-9_]))"""
"""Behind a backquote: it begins no quotation of GNU's, `%s', which is no code up to the next."""
_SILENT = re.compile(
    # Each scan ends where another begins, so that long texts are read once. Each begins with a
    # character of ASCII: at those of Japanese none is tried.
    r"(?=[!-~])(?:"
    r"<keep(\d*)>[^<]*+(?:<(?!/?keep)[^<]*+)*</keep\1>"
    r"|<(code|kbd|samp|var|pre|tt)(\d*)(?:\s[^<>]*)?>[^<]*+(?:<(?!/?\2)[^<]*+)*</\2\3>"
    rf"|</?[A-Za-z][^<>]*>|``[^`]*``|`{UNQUOTED}[^`\s][^`]*`|(?P<address>{ADDRESS})|{NAMED}|{NUMBERED}"
    r"|\{%[^%]*%\}|\{[^{}]*\}|&#?\w{1,31};)",
    re.DOTALL,
)
_HAS_SILENT = re.compile(r"[<`@%{&:w](?:(?<![:w])|(?<=:)//|(?<=w)ww\.)")


class Pair(NamedTuple):
    """One translation and what it translates."""

    source: str
    text: str
    flags: tuple[str, ...]
    """Those of the message."""
    form: int = 0
    is_few: bool = False
    """A plural form that may stand for one number only, and need not name it."""
    other: str = ""
    """The other one of msgid and msgid_plural: what it has may stand in the translation too."""


def pairs(message: Message) -> tuple[Pair, ...]:
    """Give the translations that somebody stands by."""
    if not message.is_translated:
        return ()
    if not message.plural_translations:
        return (Pair(message.id, message.translation, message.flags),)
    one, many = message.id, message.id_plural or message.id
    last = len(message.plural_translations) - 1
    return tuple(
        Pair(one, text, message.flags, form, is_few=True, other=many)
        if form == 0 < last
        else Pair(many, text, message.flags, form, is_few=form < last, other=one)
        for form, text in enumerate(message.plural_translations)
    )


@lru_cache(maxsize=64)
def prose(text: str) -> str:
    """Give a text with a gap for each character of tags, locked text, code, addresses and
    variables: offsets stay.
    """
    if _HAS_SILENT.search(text) is None:
        return text
    return _SILENT.sub(_gap, text)


def _gap(match: re.Match[str]) -> str:
    found: str = match[0]
    if match["address"] and found.count(")") > found.count("("):  # (see http://a.example/)
        end = len(found.rstrip(").,:;!?"))
        return GAP * end + found[end:]
    return GAP * len(found)


def new_matches(pattern: re.Pattern[str], text: str, source: str) -> Iterator[re.Match[str]]:
    """Find what stands in a text and not in its source."""
    known: dict[str, bool] = {}
    for match in pattern.finditer(text):
        if match[0] not in known:
            known[match[0]] = match[0] in source
        if not known[match[0]]:
            yield match
