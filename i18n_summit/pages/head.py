"""The head of an HTML page: where it ends, and what it says to search engines."""

import re

from i18n_summit.model import Head, OwnLink, Page, Span
from i18n_summit.pages.attributes import read_values, words
from i18n_summit.pages.contexts import HEAD_CONTENT
from i18n_summit.pages.front_matter import markup_start
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.templates import template_pieces
from i18n_summit.pages.tokens import SPACE, Kind, Token, Tokenizer
from i18n_summit.pages.tree import Tree

_AROUND_HEAD = frozenset({"html", "head"})
_WHOLE = frozenset({"html", "head", "body", "frameset"})
"""A page that writes one of their tags, or a doctype, is no fragment."""
_ENDS = frozenset({"head", "body", "html", "br"})
_IN_NOSCRIPT = frozenset("basefont bgsound head link meta noframes noscript style".split())
_ROBOTS = frozenset({"robots", "googlebot"})
_HIDDEN = re.compile(r"(?:\A|[\t\n\f\r ,])(?:noindex|none)(?:\Z|[\t\n\f\r ,])", re.IGNORECASE)
_LOCALES = frozenset({"og:locale", "og:locale:alternate"})


def read_head(page: Page) -> Head | None:
    """Read a page up to the end of its head, be its tags written or implied.

    None for what has none to add to: a plain-text page, a fragment of a page
    (without doctype, html, head and body), and a head that nothing ends.
    """
    return _Reading(page).head() if page.elements else None


class _Reading:
    """Reads the head of one page."""

    def __init__(self, page: Page) -> None:
        self._encoding = page.encoding
        self._markup = page.data.decode("latin-1")
        start = markup_start(page.data)
        self._tokenizer = Tokenizer(self._markup, start)
        self._is_whole = False
        self._last = start
        """Where the last element of the head begins."""
        self._title: Span | None = None
        self._own_link: OwnLink | None = None
        self._is_hidden = False

    def head(self) -> Head | None:
        place = self._end()
        if place is None or not self._is_whole:
            return None
        place, indent, line_end = self._line(place)
        return Head(place, indent, line_end, self._title, self._own_link, self._is_hidden)

    def _end(self) -> int | None:
        """Give the offset of what is no part of the head any more, None where there is none."""
        tree = Tree(self._tokenizer)
        behind: int | None = None
        templates = 0
        for token in self._tokenizer:
            # What a template holds belongs nowhere yet, not even an end tag of the head.
            if token.name == "template" and token.kind in (Kind.START, Kind.END):
                templates = max(templates + (1 if token.kind is Kind.START else -1), 0)
                behind = None if templates else token.end
                continue
            if templates:
                continue
            around = tree.current
            if around is None or around.name in _AROUND_HEAD:
                place = self._direct(token)
            else:
                place = self._inside(token, around)
            if place is not None:
                return place
            tree.feed(token)
            if token.kind in (Kind.START, Kind.END, Kind.DOCTYPE):
                # A comment that nothing ends would swallow what is added behind it.
                outer = tree.current
                is_between = outer is None or outer.name in _AROUND_HEAD
                behind = token.end if is_between else None
        return behind

    def _direct(self, token: Token) -> int | None:
        """Take a token that stands directly in the head; give the place where it ends that."""
        if token.kind is Kind.DOCTYPE:
            self._is_whole = True
        elif token.kind is Kind.TEXT:
            return self._text_start(token)
        elif token.kind is Kind.END and token.name in _ENDS:
            return token.start
        elif token.kind is Kind.START:
            self._is_whole |= token.name in _WHOLE
            if token.name in HEAD_CONTENT:
                self._last = token.start
                self._note(token)
            elif token.name not in _AROUND_HEAD:
                return token.start
        return None

    def _inside(self, token: Token, around: Node) -> int | None:
        """Take a token inside an element of the head; give the place before the element, where
        browsers that run no scripts take it to the body.
        """
        if around.name == "title" and self._title is None and token.kind is Kind.TEXT:
            self._title = Span(token.start, token.end)
        if around.name != "noscript":
            return None
        ends_head = {
            Kind.START: token.name not in _IN_NOSCRIPT,
            Kind.END: token.name == "br",
            Kind.TEXT: self._text_start(token) is not None,
        }
        return around.start if ends_head.get(token.kind) else None

    def _text_start(self, token: Token) -> int | None:
        """Give where the first letter stands that browsers see; they see no template's tags."""
        raw = self._markup[token.start : token.end]
        if not raw.strip(SPACE):
            return None
        for piece in template_pieces(raw, self._encoding):
            if piece.kind is None and raw[piece.start : piece.end].strip(SPACE):
                text = raw[piece.start :]
                return token.start + piece.start + len(text) - len(text.lstrip(SPACE))
        return None

    def _note(self, token: Token) -> None:
        """Keep what a tag says to search engines."""
        if token.name not in ("link", "meta"):
            return
        tag = self._markup[token.start : token.end]
        values = {name: value.text for name, value in read_values(tag, self._encoding).items()}
        name: str | None = None
        if token.name == "link":
            relations = words(values.get("rel", "").lower())
            # With a type it is the same thing in another form: a feed.
            is_feed = "xml" in values.get("type", "").lower()
            if "canonical" in relations:
                name = "canonical"
            elif "alternate" in relations and "hreflang" in values and not is_feed:
                name = "alternate"
        else:
            names = {values.get(key, "").strip(SPACE).lower() for key in ("name", "property")}
            if names & _LOCALES:
                name = "og:locale"
            if names & _ROBOTS and _HIDDEN.search(values.get("content", "")):
                self._is_hidden = True
        if name is not None and self._own_link is None:
            self._own_link = OwnLink(name, token.start)

    def _line(self, place: int) -> tuple[int, str, str]:
        """Give the place, indentation and line end of what is added before *place*: lines of
        their own, if that begins one.
        """
        start = self._line_start(place)
        if start is None:
            return place, "", ""
        line_end = "\n"
        if self._markup[start - 1] == "\r" or self._markup.startswith("\r\n", start - 2):
            line_end = "\r" if self._markup[start - 1] == "\r" else "\r\n"
        first = self._line_start(self._last)
        indent = self._markup[start:place] if first is None else self._markup[first : self._last]
        return start, indent, line_end

    def _line_start(self, place: int) -> int | None:
        """Give where the line of *place* begins, None where it is not the first on it."""
        start = place
        while start and self._markup[start - 1] in " \t":
            start -= 1
        return start if start and self._markup[start - 1] in "\r\n" else None
