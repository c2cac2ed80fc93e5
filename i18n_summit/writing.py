"""Text as it is written where it stands: escaped, and in characters that the page can hold.

Whatever a text has in it, it stays text there: it ends no element, no value, no
string and no script, and begins no tag of HTML or of a template language.
"""

import re
from collections.abc import Callable, Collection, Iterable
from html import escape as escape_markup

from i18n_summit.model import Writing

_BREAKS = re.compile(r"[\t\n\v\f\r ]+")
_TEMPLATE = re.compile(r"\{(?=[{%#])")
_UNQUOTED = str.maketrans({sign: f"&#{ord(sign)};" for sign in "\t\n\f\r =`"})
_JSON_SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
_JSON_UNSAFE = re.compile('["\\\\<>&{\0-\x1f\u2028\u2029]')


def write_text(text: str, writing: Writing, within: Collection[Writing], encoding: str) -> str:
    """Write a text for where it stands, in characters that *encoding* has.

    *within* is as that of a Segment. What the encoding cannot hold becomes a numeric
    reference, and an escape in JSON; in a plain-text page it stays, see ``can_hold``.
    """
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
    return _held(write_markup(escaped, within), encoding, lambda c: f"&#{ord(c)};")


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
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def _held(text: str, encoding: str, replaced: Callable[[str], str]) -> str:
    if text.isascii() or encoding == "utf-8" or can_hold(encoding, text):
        return text
    return "".join(c if c.isascii() or can_hold(encoding, c) else replaced(c) for c in text)


def _json_number(character: str) -> str:
    """Escape a character by its number, one above U+FFFF as a surrogate pair."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
