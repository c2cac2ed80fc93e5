"""Each text of a page by a token, and both pages as html5lib sees them.

Says for each path on stdin, as JSON, how many segments and tokens there were,
and what differed; null for a page that is refused.
"""

import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import html5lib

from i18n_summit.errors import SummitError
from i18n_summit.markup import Tag, TagKind, escape, is_keep, parts, plain_text
from i18n_summit.model import Holder, Page, Selectors, Writing
from i18n_summit.pages import read_page
from i18n_summit.render import render_page

_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"q[0-9]{6}z")
_LOCALE = "eo"
"""No page is in this language, so every text is to be translated."""

# The README's words, as lists of their own: those of the toolkit are what is tested.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details dialog dir div"
    " dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html legend li listing main menu nav ol optgroup option p plaintext pre search"
    " section summary table tbody td tfoot th thead title tr ul xmp".split()
)
_APART = frozenset(
    "audio button canvas datalist iframe label math meter noembed noframes noscript object"
    " progress script select style svg template textarea video".split()
)
"""Elements that stand in a sentence as one thing, with texts of their own."""
_UNREAD = frozenset("iframe noembed noframes script style".split())
_INLINE_SVG = {f"{_SVG}a", f"{_SVG}textPath", f"{_SVG}tspan"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one page."""

    segments: int
    tokens: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A page with a token for each text."""

    markup: str
    texts: dict[str, str]
    """What each token stands for."""


def judged(data: bytes, path: PurePosixPath) -> Verdict:
    """Hold a page to html5lib's tree. Raises PageError for one that cannot be read."""
    page = read_page(data, path, latin="en", selectors=Selectors())
    markup = data.decode(page.file_encoding)
    tree = parsed(markup)
    other = filled(page)
    problems = [*segment_problems(page, tree), *token_problems(tree, other)]
    return Verdict(len(page.segments), len(other.texts), tuple(problems))


def parsed(markup: str) -> ET.Element:
    """Give the tree that html5lib makes of a page."""
    tree = html5lib.parse(markup.removeprefix("\ufeff"), treebuilder="etree")
    assert isinstance(tree, ET.Element)
    return tree


# --- segments


def segment_problems(page: Page, tree: ET.Element) -> Iterator[str]:
    """Say which texts between the blocks of a tree are no segments of the page, and which
    segments are none of them.
    """
    ours = Counter(
        _folded(plain_text(segment.id))
        for segment in page.segments
        if segment.writing in (Writing.TEXT, Writing.RAW) and segment.holder is not Holder.NOBODY
    )
    expected = Counter(_runs(tree))
    yield from (f"no segment «{text}»" for text in expected - ours)
    yield from (f"a segment «{text}» of our own" for text in ours - expected)


def _runs(tree: ET.Element) -> list[str]:
    """Give the texts between the blocks of a tree that are to be translated."""
    found: list[str] = []

    def flush(run: list[tuple[str, bool]]) -> None:
        if any(char.isalpha() for text, is_locked in run if not is_locked for char in text):
            found.append(_folded("".join(text for text, _ in run)))
        run.clear()

    def walk(parent: ET.Element, run: list[tuple[str, bool]], *, is_locked: bool) -> None:
        is_read = _name(parent) not in _UNREAD
        if is_read:
            run.append((parent.text or "", is_locked))
        for child in parent:
            if _is_element(child):
                is_child_locked = _is_locked(child, is_locked=is_locked)
                if _is_block(child):
                    flush(run)
                if _is_block(child) or _is_apart(child):
                    inner: list[tuple[str, bool]] = []
                    walk(child, inner, is_locked=is_child_locked)
                    flush(inner)
                else:
                    walk(child, run, is_locked=is_child_locked)
            if is_read:
                run.append((child.tail or "", is_locked))

    run: list[tuple[str, bool]] = []
    walk(tree, run, is_locked=False)
    flush(run)
    return found


def _is_locked(element: ET.Element, *, is_locked: bool) -> bool:
    """Tell whether the text of an element stays as it is; *is_locked* is that around it."""
    if "notranslate" in element.get("class", "").split():
        return True
    own = element.get("translate", "").lower()
    return {"no": True, "yes": False}.get(own, is_locked)


def _is_element(node: ET.Element) -> bool:
    """Tell an element from a comment."""
    return isinstance(node.tag, str)


def _name(element: ET.Element) -> str:
    """Give the name of an HTML element, empty for another."""
    return element.tag.removeprefix(_HTML) if element.tag.startswith(_HTML) else ""


def _is_block(element: ET.Element) -> bool:
    if _name(element):
        return _name(element) in _BLOCKS
    return element.tag not in _INLINE_SVG and not _is_apart(element)


def _is_apart(element: ET.Element) -> bool:
    return element.tag.rpartition("}")[2] in ("svg", "math") or _name(element) in _APART


# --- tokens


def filled(page: Page) -> Filled:
    """Render a page with a token for each text of each segment."""
    texts: dict[str, str] = {}
    # A context of its own makes a message of each segment.
    alone = [s._replace(context=str(number)) for number, s in enumerate(page.segments)]
    translations = {(s.context, s.id): _with_tokens(s.id, texts) for s in alone}
    page = replace(page, segments=tuple(alone))
    rendered = render_page(page, translations, _LOCALE, keeps_language=True)
    return Filled(rendered.data.decode(page.file_encoding), texts)


def _with_tokens(message: str, texts: dict[str, str]) -> str:
    """Put a token in the place of each text of a message; locked text and white space stay."""
    found: list[str] = []
    is_locked = False
    for part in parts(message):
        if isinstance(part, Tag):
            found.append(str(part))
            if is_keep(part):
                is_locked = part.kind is TagKind.OPEN
        elif is_locked or not _folded(part):
            found.append(escape(part))
        else:
            text = part.strip("\t\n\f\r ")
            token = f"q{len(texts):06}z"
            texts[token] = text
            found.append(part.replace(text, token))
    return "".join(found)


def token_problems(tree: ET.Element, filled: Filled) -> Iterator[str]:
    """Say which tokens do not stand once, in the place of their text, in a tree else the same."""
    expected = list(_items(tree))
    found = list(_items(parsed(filled.markup)))
    counts = Counter(token for item in found for token in _TOKEN.findall(item))
    for token, text in filled.texts.items():
        if counts[token] != 1:
            yield f"the token of «{text}» stands {counts[token]} times"
    undone = [_TOKEN.sub(lambda m: filled.texts.get(m[0], m[0]), item) for item in found]
    undone, expected = list(map(_folded, undone)), list(map(_folded, expected))
    for ours, theirs in zip(undone, expected, strict=False):
        if ours != theirs:
            yield f"«{ours}» stands in the place of «{theirs}»"
            return
    if len(undone) != len(expected):
        yield f"{len(undone)} elements and texts instead of {len(expected)}"


def _items(tree: ET.Element) -> Iterator[str]:
    """Give the start tags, texts and end tags of a tree, a comment being nothing."""
    text: list[str] = []

    def gathered() -> Iterator[str]:
        joined = _folded("".join(text))
        text.clear()
        if joined:
            yield joined

    def walk(element: ET.Element) -> Iterator[str]:
        if not _is_element(element):
            return
        yield from gathered()
        values = (f' {name}="{_folded(value)}"' for name, value in sorted(element.items()))
        yield f"<{element.tag}{''.join(values)}>"
        text.append(element.text or "")
        for child in element:
            yield from walk(child)
            text.append(child.tail or "")
        yield from gathered()
        yield f"</{element.tag}>"

    return walk(tree)


def _folded(text: str) -> str:
    return re.sub(r"[\t\n\f\r ]+", " ", text).strip(" ")


def _answer(path: Path) -> str:
    try:
        verdict = judged(path.read_bytes(), PurePosixPath(path.name))
    except SummitError:
        return "null"
    found = {"segments": verdict.segments, "tokens": verdict.tokens, "problems": verdict.problems}
    return json.dumps(found)


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        print(_answer(Path(line)), flush=True)
