"""Tags of template languages in running text and attribute values.

A page may be a template: what stands in ``{{ title }}`` or ``<% if … %>`` is for
the program that fills the page in, and must reach it as it is.

| tags | languages |
|---|---|
| ``{{ … }}`` | Jinja, Django, Twig, Liquid, Handlebars, Go, Vue, Angular |
| ``{{{ … }}}``, ``{{!-- … --}}`` | Handlebars |
| ``{{-- … --}}`` | Blade |
| ``{% … %}``, ``{# … #}`` | Jinja, Django, Twig, Liquid |
| ``<% … %>``, ``<%-- … --%>`` | ERB, EJS, JSP |
| ``<? … ?>`` | PHP |
| ``{% comment %} … {% endcomment %}`` | Django, Liquid: one tag, where it holds no HTML |
| ``{% style %} … {% endstyle %}``, ``javascript``, ``schema``, ``stylesheet`` | Liquid: so too |

Text, and no tags, are:

- what no end follows, and an opener with another one of its kind before its end
- ``{{ }}`` with nothing in it, ``{%`` without a word behind it (``{%}``, ``{% 50 %}``),
  ``<?`` without ``=`` or a word of PHP behind it (``<?>``, ``<? 6``), and ``<%%``, by which
  ERB and EJS write a literal ``<%``
- ``{name}`` and ``{0, plural, …}``: examples and ICU messages are prose as often as code
- ``${name}``: in pages about shells and build files it is what the reader is to see
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from i18n_summit.pages.offsets import byte_offsets, decoded
from i18n_summit.pages.references import decode_references


class TemplateKind(Enum):
    """What becomes of a tag when the page is filled in."""

    OUTPUT = "output"
    """Its value is read, as a part of the sentence."""
    STATEMENT = "statement"
    """Nothing is read in its place: a condition, a loop, a comment."""


class TemplateTag(NamedTuple):
    """A tag: ``text[start:end]``."""

    start: int
    end: int
    kind: TemplateKind


class TemplatePiece(NamedTuple):
    """A piece of a page, between two byte offsets."""

    start: int
    end: int
    text: str
    """Of a tag as it is written, of text with character references decoded."""
    kind: TemplateKind | None
    """None for text."""


_MARKS = (r"\{[{%#]", "<%", r"<\?(?!xml[\t\n\r ])")
_MARK = "|".join(_MARKS)
TEMPLATE_MARK = re.compile(_MARK)
"""Finds nothing where there is no template tag."""
_EACH_MARK = tuple(map(re.compile, _MARKS))
TEMPLATE_PART = re.compile(rf"{_MARK}|[}}%#]\}}|[?%]>")
"""Finds nothing where there is no part of one either."""


_START = re.compile(r"\{%[-+~]?\s*+[A-Za-z_]|\{\{|<\?(?:php|=)|<%(?!%)")
_END = re.compile(r"%\}|\?>|%>")


_TAG_PARTS = tuple(
    (rf"{start}(?:[^{first}{last}]++|{first}(?!{second})|{last}(?!{final}))*", last + final)
    for start, first, second, last, final in (
        (r"\{\{", r"\{", r"\{", r"\}", r"\}"),
        (r"\{%", r"\{", "%", "%", r"\}"),
        (r"\{#", r"\{", "#", "#", r"\}"),
        ("<%", "<", "%", "%", ">"),
        (r"<\?", "<", r"\?", r"\?", ">"),
    )
)
# Each loop goes on where an end is missing: what it has passed is known by where the match ends.
# So no way back is ever tried, and no loop over a group is possessive: before 3.11.5 Python reads
# those wrongly.
_WHOLE = "|".join(rf"{start}(?:{end})?+" for start, end in _TAG_PARTS)
_REST_OF_TAG = (
    rf"""(?:[^<>"'{{]++|{_WHOLE}|\{{|"(?:[^"<{{]++|{_WHOLE}|\{{)*"?+"""
    rf"""|'(?:[^'<{{]++|{_WHOLE}|\{{)*'?+)*(>)?+"""
)
START_TAG = re.compile(rf"<[A-Za-z]{_REST_OF_TAG}")
"""A start tag as templates see it: no ``>`` and no quote inside a tag of a template counts. The
group is missing where it has no end.
"""
NAMED_MARK = re.compile(r"</?+(?:\{\{(?!\s*+\}\})|\{%[-+~]?\s*+[A-Za-z_]|<[?%])")
"""How such a tag begins whose name a template's tag gives, or some of its kinds."""
NAMED_TAG = re.compile(
    rf"(?={NAMED_MARK.pattern})</?+(?={'|'.join(map(''.join, _TAG_PARTS))}){_REST_OF_TAG}"
)
"""It whole, as ``START_TAG``: ``<{{ tag }} class=x>``, ``</{{ tag }}>``,
``<{% if a %}a href=x{% else %}b{% endif %}>``.
"""


class _Syntax(NamedTuple):
    start: str
    end: str
    quoted: re.Pattern[str] | None = None
    """What a tag holds, where its end may stand in quotes."""


def _quoted(start: str, end: str) -> re.Pattern[str]:
    """Match from behind *start*, through strings that may hold either of the two, past *end*.

    Escapes in strings are not looked at: a string cut short at one ends the tag in
    the wrong place only where it holds *end* as well.
    """
    start, end = re.escape(start), re.escape(end)
    # Each way begins with signs of its own: no way back is worth trying. The loop itself is not
    # possessive, which Python reads wrongly before 3.11.5.
    other = rf"(?!{end}|{start})[{{}}<?%]"
    return re.compile(rf"""(?:[^"'{{}}<?%]++|"[^"]*+"|'[^']*+'|{other})*{end}""")


_SYNTAXES = (
    _Syntax("{{{", "}}}", _quoted("{{{", "}}}")),
    _Syntax("{{!--", "--}}"),
    _Syntax("{{--", "--}}"),
    _Syntax("{{", "}}", _quoted("{{", "}}")),
    _Syntax("{%", "%}", _quoted("{%", "%}")),
    _Syntax("{#", "#}"),
    _Syntax("<%--", "--%>"),
    _Syntax("<%", "%>"),
    _Syntax("<?", "?>", _quoted("<?", "?>")),
)
"""Where one begins as another does, the longer one comes first."""
_MAYBE = re.compile(
    r"""
    \{ (?: \{ (?! [-~]?+ \s*+ [-~]?+ \}\} )
         | %  (?= [-+~]?+ \s*+ [A-Za-z_#] )
         | \# )
    | < (?: % (?! % ) | \? (?= = | \s*+ [A-Za-z$/\#] ) )
    """,
    re.VERBOSE,
)
CODE_BLOCKS = ("javascript", "schema", "style", "stylesheet")
"""Blocks whose content is code. None holds another one."""
_BLOCK_WORDS = ("comment", "raw", "verbatim", *CODE_BLOCKS)
_BLOCK = re.compile(rf"\{{%[-+~]?\s*+({'|'.join(_BLOCK_WORDS)})\b")
_BLOCK_ENDS = {
    word: re.compile(
        rf"\{{%[-+~]?\s*+{'(end)?+' if word in CODE_BLOCKS else '(end)'}{word}\b[^%]*+%\}}"
    )
    for word in _BLOCK_WORDS
}
"""Of a block of code, where another one begins too."""
# Handlebars' blocks, comments and else. The signs before them trim white space.
_STATEMENT = re.compile(r"[-~]?\s*(?:[#/^!]|else\b)")


def template_tags(text: str) -> list[TemplateTag]:
    """List the tags of template languages in *text*, in order and apart.

    *text* is as the file has it, character references and all: ``&lt;% %&gt;``
    shows a reader a tag and is none. Offsets count its characters. Each part of
    it is looked at a fixed number of times, whatever stands there.
    """
    return list(_tags(text))


def has_template(markup: str) -> bool:
    """Tell whether a page may have a template tag."""
    # One by one: a search for what can begin in one way alone skips to where it does.
    return any(mark.search(markup) for mark in _EACH_MARK)


def template_pieces(raw: str, encoding: str, *, has_references: bool = True) -> list[TemplatePiece]:
    """Cut a piece of a latin-1 view of a page into its text and its template tags.

    Without references ``&amp;`` is five characters of text. A tag of HTML that a template's tag
    names is one tag, where it is all of the piece.
    """

    def text_piece(start: int, end: int) -> TemplatePiece:
        text = decoded(raw[start:end], encoding)
        return TemplatePiece(start, end, decode_references(text) if has_references else text, None)

    text = decoded(raw, encoding)
    named = NAMED_TAG.match(raw)
    if named is not None and named[1] and named.end() == len(raw):
        return [TemplatePiece(0, len(raw), text, TemplateKind.STATEMENT)]
    tags = template_tags(text)
    data = raw.encode("latin-1")
    ends = byte_offsets(data, encoding, [at for tag in tags for at in (tag.start, tag.end)])
    pieces: list[TemplatePiece] = []
    at = 0
    for number, tag in enumerate(tags):
        start, end = ends[2 * number], ends[2 * number + 1]
        pieces.append(text_piece(at, start))
        pieces.append(TemplatePiece(start, end, text[tag.start : tag.end], tag.kind))
        at = end
    pieces.append(text_piece(at, len(raw)))
    return [piece for piece in pieces if piece.start < piece.end]


def tag_ends(text: str, start: int, end: int) -> list[int]:
    """List the ends of tags in a part of a text that has no whole tag."""
    return [mark.start() for mark in _END.finditer(text, start, end)]


def is_open(text: str) -> bool:
    """Tell whether text as written, without template tags, has the start of one."""
    return _START.search(text) is not None


def _tags(text: str) -> Iterator[TemplateTag]:
    ends = _Ends(text)
    at = shown = 0
    while (maybe := _MAYBE.search(text, at)) is not None:
        start = maybe.start()
        at = maybe.end()
        for syntax in _SYNTAXES:
            if text.startswith(syntax.start, start):
                end = ends.of(syntax, start)
                if end is not None:
                    block = _BLOCK.match(text, start) if syntax.start == "{%" else None
                    if block is not None and start >= shown:
                        block_end = ends.of_block(block[1], end)
                        if block[1] in ("raw", "verbatim"):
                            shown = block_end  # Up to there no tag counts.
                        else:
                            end = block_end
                    inside = text[start + len(syntax.start) : end - len(syntax.end)]
                    yield TemplateTag(start, end, _kind(syntax.start, inside))
                    at = end
                    break


class _Ends:
    """Finds where tags end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._next: dict[str, tuple[int, int]] = {}
        """For each syntax the next end, and the first start behind that."""
        self._blocks: dict[str, int] = {}
        """For each block the end of the next tag that ends it; 0 for none."""

    def of(self, syntax: _Syntax, start: int) -> int | None:
        """Give the end of the tag that begins at *start*, or None where none does.

        Quotes that do not pair may be apostrophes of a comment: they reach no
        further than to the next tag, and then the first end counts.
        """
        inside = start + len(syntax.start)
        first, limit = self._after(syntax, inside)
        if first < 0:
            return None
        if syntax.quoted is not None:
            match = syntax.quoted.match(self._text, inside, limit)
            if match is not None:
                return match.end()
        if self._text.find(syntax.start, inside, first) >= 0:
            return None
        return first + len(syntax.end)

    def of_block(self, word: str, at: int) -> int:
        """Give the end of the block whose first tag ends at *at*: there, if nothing ends it."""
        end = self._blocks.get(word, 1)
        if 0 < end <= at:
            found = _BLOCK_ENDS[word].search(self._text, at)
            if found is not None and found[1] is None:
                return at
            end = self._blocks[word] = found.end() if found else 0
        return max(at, end)

    def _after(self, syntax: _Syntax, at: int) -> tuple[int, int]:
        """Give the first end from *at* on, and the first start behind it, or -1 without an end."""
        first, limit = self._next.get(syntax.start, (0, 0))
        if 0 <= first < at:
            first = self._text.find(syntax.end, at)
            limit = self._text.find(syntax.start, first)
            if limit < 0:
                limit = len(self._text)
            self._next[syntax.start] = first, limit
        return first, limit


def _kind(start: str, inside: str) -> TemplateKind:
    if start == "{{":
        is_read = _STATEMENT.match(inside) is None
    elif start == "<%":
        # EJS writes a value by "<%-"; ERB trims white space by it, and then by "-%>" too.
        trims = inside.startswith("-") and inside.endswith("-")
        is_read = inside.startswith(("=", ":", "-")) and not trims
    elif start == "<?":
        is_read = inside.startswith("=")
    else:
        is_read = start == "{{{"
    return TemplateKind.OUTPUT if is_read else TemplateKind.STATEMENT
