"""Text as a browser shows it: white space folded, or kept where its lines are the reader's.

Of NUL and EOT, which no message can hold, either gives U+FFFD, as browsers do for NUL. Left out,
they would make a tag of ``<b>`` with one in it.
"""

from i18n_summit.markup import escape
from i18n_summit.pages.tokens import SPACE

_LONGEST = 500
"""Characters shown of a heading, note or context: twice those of the longest of 5,437 real
headings. One without end, beside each message of half a page, is a catalog of the page's square.
"""
_NEVER = str.maketrans(dict.fromkeys("\0\x04", "\N{REPLACEMENT CHARACTER}"))
"""In an MO file NUL ends a string, and EOT a context."""
_ASCII_SPACE = str.maketrans(dict.fromkeys("\t\n\f\r", " "))


def fold(text: str) -> str:
    """Fold runs of ASCII white space to one space, as a browser shows them."""
    if "\0" in text or "\x04" in text:
        text = text.translate(_NEVER)
    if "\v" in text:  # White space to Python's bytes, and not to HTML.
        return " ".join(part for part in text.translate(_ASCII_SPACE).split(" ") if part)
    return b" ".join(text.encode().split()).decode()


def shortened(text: str) -> str:
    """Fold a text that stands beside messages; of a long one give the beginning."""
    text = fold(text)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def kept(name: str, text: str) -> str:
    """Write locked text as a placeholder."""
    return f"<{name}>{escape(fold(text))}</{name}>"


def unfolded(text: str) -> str:
    """Keep the lines of a text, and leave out white space around it."""
    return text.translate(_NEVER).replace("\r\n", "\n").replace("\r", "\n").strip(SPACE)
