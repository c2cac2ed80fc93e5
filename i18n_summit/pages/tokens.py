"""HTML tokens with their spans, cut as browsers cut them (HTML Standard, 13.2.5).

All offsets count characters of the markup given. Pages are given as a latin-1
view of their bytes, where a character is a byte: in every ASCII-compatible
encoding the bytes that markup is made of stand for themselves. Nothing is
decoded, normalised or dropped here.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from i18n_summit.pages.templates import NAMED_MARK, NAMED_TAG

SPACE = "\t\n\f\r "
"""White space of HTML. Not ``str.isspace``: U+0085, U+00A0 and U+3000 are text."""


class Kind(IntEnum):
    """What a token is."""

    START = 0
    END = 1
    TEXT = 2
    COMMENT = 3
    """Also doctype-like declarations, processing instructions, PHP that nothing ends and stray end
    tags.
    """
    DOCTYPE = 4
    CDATA = 5
    TEMPLATE = 6
    """A tag of PHP, ERB, EJS or JSP, which browsers never see, or a tag of HTML whose name is in a
    template's tag.
    """


class Token(NamedTuple):
    """A piece of markup: ``markup[start:end]``."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    """Of a tag, in lower case. Of text: the raw-text element it is the content of."""


class Attribute(NamedTuple):
    """An attribute of a start tag."""

    name: str
    """In lower case."""
    start: int
    end: int
    value_start: int
    """Without quotes. Equal to *value_end*, at the end of the name, where there is no value."""
    value_end: int
    quote: str
    """``"``, ``'``, empty for an unquoted value; ``=`` for an attribute without value."""


# Every loop is possessive: what it took it never gives back, so that a tag
# which never closes costs one pass over the rest and no more.
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|(?![\t\n\f\r >"'])[^\t\n\f\r >]++|(?=>))"""
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+{_VALUE})?+"
_TAG = re.compile(rf"<(/?)([A-Za-z][^\t\n\f\r />]*+)((?:[\t\n\f\r /]++|{_ATTRIBUTE})*+)>")
_NAME = re.compile(r"[^\t\n\f\r />]++")
_ATTRIBUTES = re.compile(
    r"[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"
    r"(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+"
    r"""(?:"([^"]*+)"|'([^']*+)'|((?![\t\n\f\r >"'])[^\t\n\f\r >]++)|\Z))?+"""
)
_INNER = re.compile("<[A-Za-z/!]")
_COMMENT_END = re.compile(r"--!?>")
_PHP = re.compile(r"<\?(?:php(?=[\t\n\f\r ])|=)", re.IGNORECASE)
# Without "php" it may be an instruction of another kind, and to a browser it is one at any rate.
_SHORT_PHP = re.compile(r"<\?(?!xml)[\t\n\f\r ]*+[A-Za-z$/#]", re.IGNORECASE)
_PHP_HALF = re.compile(r"<\?|\?>")
_SCRIPT_STEP = re.compile(r"<!--|-->|</?script(?=[\t\n\f\r />])", re.IGNORECASE)

RAW_TEXT = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
"""Their content is no markup and no text for readers."""
ESCAPABLE_TEXT = frozenset({"title", "textarea"})
"""Their content is text with character references and without tags."""
_END_OF = {
    name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
    for name in (RAW_TEXT | ESCAPABLE_TEXT) - {"script"}
}


# The common case, for readers in a hurry: a run of text and plain inline tags, and the plain
# tag of a block behind it. Plain is what most pages write: lower case, double quotes; and what
# says anything about a block but its looks is not plain.
_GAP = r"[\t\n\f\r ]++"
_PLAIN_VALUE = r'(?:="[^"\0]*+")?+'
_PLAIN_ATTRIBUTES = rf"(?:{_GAP}[a-z][a-z0-9_-]*+{_PLAIN_VALUE})*+(?:{_GAP})?+"
_PLAIN_LOOKS = (
    rf"(?:{_GAP}(?!lang|translate|data-translate|its-loc-note|title|aria-|label|abbr"
    rf'|class="[^"]*(?i:notranslate))[a-z][a-z0-9_-]*+{_PLAIN_VALUE})*+(?:{_GAP})?+'
)
_PLAIN_INLINE = (
    rf"<(?:/?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s"
    rf"|samp|small|span|strike|strong|sub|sup|time|tt|u|var){_PLAIN_ATTRIBUTES}>"
    rf"|(?:br|img|wbr){_PLAIN_ATTRIBUTES}/?+>)"
)
_PLAIN_RUN = rf"(?:[^<\0]++|{_PLAIN_INLINE})*+"
_BLOCK_NAME = (
    "address|article|aside|blockquote|caption|center|colgroup|dd|details|dialog|div|dl"
    "|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|legend|li|main|menu|nav|ol"
    "|optgroup|option|p|pre|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
PLAIN_STEP = re.compile(
    rf"({_PLAIN_RUN})(?:"
    rf"</({_BLOCK_NAME})>"
    rf"|<({_BLOCK_NAME}){_PLAIN_LOOKS}>(?:({_PLAIN_RUN})</\3>)?+"
    rf"|<(hr|col){_PLAIN_LOOKS}/?+>)?+"
)
"""A run of text and inline tags, and what a block has to do with its end: the end tag of one, a
start tag, a whole block that holds no other, or a void one. The groups are the run, the name of
the block that ends, of the one that starts, the content of a whole one, and the name of a void
one.

It always matches; where no block is behind the run, the run alone, and be it empty.
"""
RUN_ONLY = 1
"""``lastindex`` of a match of ``PLAIN_STEP`` that is a run and no more."""
CONTENT = 4
"""The group of ``PLAIN_STEP`` that holds what a whole block holds."""
INLINE_TAG = re.compile(r'(<[^>"]*+(?:"[^"]*+"[^>"]*+)*>)')
"""Cuts a run of ``PLAIN_STEP`` into texts and tags."""


class Tokenizer:
    """The tokens of one page, in order, without a gap.

    Whoever walks them sets *is_foreign* while inside svg or math, where raw
    text is markup and CDATA sections exist.
    """

    def __init__(self, markup: str, start: int = 0) -> None:
        self.markup = markup
        self.start = start
        self.is_foreign = False
        self._last_ends: dict[str, int] = {}
        self._looked = 0
        """Up to here tags that a template's tag names were looked for in vain."""

    def __iter__(self) -> Iterator[Token]:
        return self.tokens(self.start)

    def tokens(self, at: int) -> Iterator[Token]:
        """Give the tokens from an offset on, where one begins outside raw text."""
        markup, size = self.markup, len(self.markup)
        find, tag_at = markup.find, _TAG.match
        text = at  # Where the pending text began.
        while (at := find("<", at)) >= 0:
            tag = tag_at(markup, at)
            if tag is None:
                token = self._not_a_tag(at)
                if token is None:
                    at += 1
                    continue
                name = ""
            else:
                name = tag[2].lower()
                token = Token(Kind.END if tag[1] else Kind.START, at, tag.end(), name)
            if text < at:
                yield Token(Kind.TEXT, text, at)
            yield token
            at = text = token.end
            if token.kind is Kind.START and not self.is_foreign:
                if name in RAW_TEXT or name in ESCAPABLE_TEXT:
                    at = text = self._raw_text_end(name, at)
                    if at > token.end:
                        yield Token(Kind.TEXT, token.end, at, name)
                elif name == "plaintext":
                    break
        if text < size:
            yield Token(Kind.TEXT, text, size, "plaintext" if at >= 0 and at < size else "")

    def _not_a_tag(self, at: int) -> Token | None:
        """Give the comment, declaration or CDATA section at a ``<``, or None for text."""
        markup, size = self.markup, len(self.markup)
        following = markup[at + 1 : at + 2]
        if following.isascii() and following.isalpha():
            return Token(Kind.COMMENT, at, size)  # A tag that the end of the page cut off.
        if NAMED_MARK.match(markup, at) and at >= self._looked:
            named = NAMED_TAG.match(markup, at)
            if named is not None and named[1] and not _INNER.search(markup, at + 2, named.end()):
                return Token(Kind.TEMPLATE, at, named.end())
            # What was read in vain is not read again from each of them.
            self._looked = at if named is None else named.end()
        if following == "/":
            following = markup[at + 2 : at + 3]
            if not following:
                return None
            if following.isascii() and following.isalpha():
                return Token(Kind.COMMENT, at, size)
        elif following == "!":
            if markup.startswith("<!--", at):
                return Token(Kind.COMMENT, at, self._comment_end(at + 4))
            if self.is_foreign and markup.startswith("<![CDATA[", at):
                return Token(Kind.CDATA, at, self._after("]]>", at + 9))
            if markup[at + 2 : at + 9].lower() == "doctype":
                return Token(Kind.DOCTYPE, at, self._after(">", at))
        elif following == "%" or _PHP.match(markup, at):
            end = self._template_end("%>" if following == "%" else "?>", at)
            if end is not None:
                return Token(Kind.TEMPLATE, at, end)
            if following == "%":
                return None
            return Token(Kind.COMMENT, at, size)  # PHP goes on to the end of its file.
        elif following != "?":
            return None
        elif _SHORT_PHP.match(markup, at):
            half = _PHP_HALF.search(markup, at + 2)
            if half is not None and half[0] == "?>":
                return Token(Kind.TEMPLATE, at, half.end())
        return Token(Kind.COMMENT, at, self._after(">", at))

    def _template_end(self, mark: str, at: int) -> int | None:
        """Give the end of a template's tag, or None where it has none."""
        if mark not in self._last_ends:
            self._last_ends[mark] = self.markup.rfind(mark)
        return self._after(mark, at) if at < self._last_ends[mark] else None

    def _after(self, mark: str, at: int) -> int:
        found = self.markup.find(mark, at)
        return len(self.markup) if found < 0 else found + len(mark)

    def _comment_end(self, at: int) -> int:
        if self.markup.startswith(">", at):
            return at + 1
        if self.markup.startswith("->", at):
            return at + 2
        # "<!--->" ends above; "--" of the opening may also begin the end: "<!---->".
        found = _COMMENT_END.search(self.markup, at)
        return found.end() if found else len(self.markup)

    def _raw_text_end(self, name: str, at: int) -> int:
        if name == "script":
            return self._script_end(at)
        found = _END_OF[name].search(self.markup, at)
        return found.start() if found else len(self.markup)

    def _script_end(self, at: int) -> int:
        """Find ``</script``, with the escapes of the Standard (13.2.5.15 to 31).

        Inside ``<!-- -->`` a ``<script`` hides the next ``</script``.
        """
        is_escaped = is_doubled = False
        for step in _SCRIPT_STEP.finditer(self.markup, at):
            mark = step[0].lower()
            if mark == "<!--":
                # "<!-->" and "<!--->" close at once.
                closes = self.markup.startswith((">", "->"), step.end())
                is_escaped = is_escaped or not closes
            elif mark == "-->":
                is_escaped = is_doubled = False
            elif mark == "<script":
                is_doubled = is_doubled or is_escaped
            elif is_doubled:
                is_doubled = False
            else:
                return step.start()
        return len(self.markup)


def tag_name(tag: str) -> str:
    """Give the name of a tag as written, in lower case."""
    name = _NAME.match(tag, 2 if tag.startswith("</") else 1)
    return name[0].lower() if name else ""


def attributes(markup: str, start: int, end: int) -> list[Attribute]:
    """List the attributes of the start tag ``markup[start:end]``.

    Of those with one name the first counts.
    """
    found: dict[str, Attribute] = {}
    for attribute in written_attributes(markup, start, end):
        found.setdefault(attribute.name, attribute)
    return list(found.values())


def is_self_closing(markup: str, token: Token) -> bool:
    """Tell whether a start tag ends in ``/>`` and the slash is no part of a value."""
    if not markup.endswith("/>", token.start, token.end):
        return False
    written = written_attributes(markup, token.start, token.end)
    return all(attribute.value_end < token.end - 1 for attribute in written)


def written_attributes(markup: str, start: int, end: int) -> Iterator[Attribute]:
    """Give the attributes of a start tag as it writes them, and be it that some have one name."""
    name = _NAME.match(markup, start + 1)
    at = name.end() if name else end
    # Without the final ">" an attribute cannot run past the tag.
    while (match := _ATTRIBUTES.match(markup, at, end - 1)) is not None:
        at = match.end()
        group = match.lastindex or 1
        if group > 1:
            value_start, value_end = match.span(group)
            quote = ("", "", '"', "'", "")[group]
        else:
            # ``lang=>`` has an empty value, ``lang>`` has none.
            value_start = value_end = at
            quote = "" if at > match.end(1) else "="
        yield Attribute(match[1].lower(), match.start(1), at, value_start, value_end, quote)
