"""Text as it is written where it stands: escaped, and in characters that the page can hold.

Whatever a text has in it, it stays text there: it ends no element, no value, no
string and no script, and begins no tag of HTML or of a template language.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from html import escape as escape_markup
from typing import NamedTuple

from i18n_summit.model import Writing

NOTHING_ESCAPED = frozenset({Writing.PLAIN, Writing.RAW})
"""Where a text is written as it is, and ``obstacle`` says whether it can be."""

_BREAKS = re.compile(r"[\t\n\v\f\r ]+")
_TEMPLATE = re.compile(r"\{(?=[{%#\0]|\Z)")
"""What begins a template's tag, or turns one behind it into another; NUL stands for one."""
_UNQUOTED = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\t\n\f\r =`"})
_RAW_MARK = re.compile(r"\{(?=[{%#]|\Z)|<[!/?%A-Za-z][^\t\n\f\r />]*+")
"""What may be taken for markup, or for a template's tag."""
_XMP_END = re.compile(r"</xmp(?=[\t\n\f\r />])", re.IGNORECASE)
_JSON_SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_SHIFT = re.compile("[\x0e\x0f\x1b]")
"""In ISO-2022-JP these make other characters of what follows."""
_JSON_UNSAFE = re.compile('["\\\\<>&{\0-\x1f\u2028\u2029]')


def write_text(text: str, writing: Writing, within: Collection[Writing], encoding: str) -> str:
    """Write a text for where it stands, in characters that *encoding* has.

    A NUL stands for the markup of a placeholder, and stays.
    *within* is as that of a Segment. What the encoding cannot hold becomes a numeric
    reference, and an escape in JSON; where nothing is escaped it stays, see ``obstacle``.
    """
    if writing is Writing.RAW:
        return text
    if writing is Writing.PLAIN:
        return _BREAKS.sub(" ", text).strip(" ")
    if not text and Writing.UNQUOTED in within:
        return "&#32;"  # A value of nothing would take the next attribute for its own.
    if writing is Writing.JSON:
        escaped = escape_json(text, encoding=encoding)
    else:
        escaped = escape_markup(text, quote=writing is not Writing.TEXT)
        if "{" in escaped:
            escaped = _TEMPLATE.sub("&#123;", escaped)
    return _held(write_markup(escaped, within), encoding, _reference)


class Obstacle(NamedTuple):
    """Why a text cannot be written as it is."""

    code: str
    """That of the finding."""
    complaint: str


def obstacle(text: str, source: str, writing: Writing, encoding: str) -> Obstacle | None:
    """Say why a text cannot stand in the place of *source*, where nothing can be escaped.

    Raw text may have no markup and no tag of a template language that its source does not
    have, wherever browsers believe that it ends.
    """
    if not can_hold(encoding, text):
        character = next(c for c in text if not can_hold(encoding, c))
        name = encoding.removeprefix("whatwg_").replace("_", "-")
        return Obstacle(
            "encoding",
            f"the translation has {character!r}, which {name} cannot hold; the source"
            " stays. Save the page as UTF-8, or reword the translation.",
        )
    if writing is Writing.RAW:
        marks = Counter(_RAW_MARK.findall(text)) - Counter(_RAW_MARK.findall(source))
        if not marks and _XMP_END.search(f"{text}\n") and not _XMP_END.search(source):
            marks["</xmp"] += 1
        if marks:
            return Obstacle(
                "raw-text",
                f"the translation has one «{next(iter(marks))}» more than its source, in raw text,"
                " where nothing can be escaped; the source stays. Leave it out.",
            )
    return None


def write_markup(markup: str, within: Iterable[Writing]) -> str:
    """Write markup of a page within the page, which ends no value that it stands in."""
    for writing in within:
        if writing is not Writing.TEXT:
            markup = escape_markup(markup)
        if writing is Writing.UNQUOTED:
            markup = markup.translate(_UNQUOTED)
    return markup


def escape_json(text: str, *, encoding: str) -> str:
    """Write text for the inside of a string literal inside a script element.

    ``<``, ``>`` and ``&`` are escaped, so that none of it ends the script or
    begins a comment, and ``{`` so that none of it is a template's tag.
    """
    escaped = _JSON_UNSAFE.sub(lambda m: _JSON_SHORT.get(m[0]) or _json_number(m[0]), text)
    return _held(escaped, encoding, _json_number)


def can_hold(encoding: str, text: str) -> bool:
    """Tell whether a text in this encoding is still the same text.

    It is not where the encoding writes something else for it: euc_jp writes
    U+00A5 as a backslash.
    """
    if encoding == "utf-8":
        return True
    try:
        is_same = text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False
    return is_same and not ("2022" in encoding and _SHIFT.search(text))


def _held(text: str, encoding: str, replaced: Callable[[str], str]) -> str:
    if can_hold(encoding, text):
        return text
    return "".join(c if can_hold(encoding, c) else replaced(c) for c in text)


def _reference(character: str) -> str:
    """Write a character by its number; nothing for a C1 control, as its number means another."""
    return "" if "\x80" <= character <= "\x9f" else f"&#{ord(character)};"


def _json_number(character: str) -> str:
    """Escape a character by its number, one above U+FFFF as a surrogate pair."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
