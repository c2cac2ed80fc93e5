"""HTML as browsers read it: our tokens and segments held to html5lib's own tests.

The tests are read from ``../shared/html5lib-tests``, or from the folder that
HTML5LIB_TESTS names. Where there is none, this module skips.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from i18n_summit.markup import plain_text
from i18n_summit.model import Holder, Selectors, Writing
from i18n_summit.pages import read_page
from i18n_summit.pages.folding import fold
from i18n_summit.pages.kinds import traits
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.references import decode_references
from i18n_summit.pages.tokens import RAW_TEXT, Kind, Token, Tokenizer, attributes, is_self_closing

FOLDER = Path(
    os.environ.get("HTML5LIB_TESTS")
    or Path(__file__).resolve().parents[2] / "shared" / "html5lib-tests"
)
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no html5lib tests: set HTML5LIB_TESTS to their folder"
)

# --- tokens -----------------------------------------------------------------------------------

# Inputs whose tokens differ, each with its reason.
TOKEN_DIFFERENCES = {
    "a\uffffb": "coercion to XML, which browsers do not do",
    "a\fb": "coercion to XML, which browsers do not do",
    "<!-- foo -- bar -->": "coercion to XML, which browsers do not do",
}
# A state is entered as pages enter it: by a start tag before the input.
STATES = {
    "Data state": "",
    "PLAINTEXT state": "<plaintext>",
    "RCDATA state": "<title>",
    "RAWTEXT state": "<style>",
    "Script data state": "<script>",
    "CDATA section state": "<![CDATA[",
}
CUT_OFF_TAG = re.compile(r"</?[A-Za-z]")
TokenList = list[list[Any]]


def token_cases() -> Iterator[tuple[str, str, str | None, TokenList]]:
    """Give the input, the state, the last start tag and the tokens of each test."""
    for path in sorted((FOLDER / "tokenizer").glob("*.test")):
        document = json.loads(path.read_text(encoding="utf-8"))
        for case in document.get("tests", []) + document.get("xmlViolationTests", []):
            source, expected = case["input"], case["output"]
            if case.get("doubleEscaped"):
                source, expected = unescaped(source), unescaped(expected)
            for state in case.get("initialStates", ["Data state"]):
                yield source, state, case.get("lastStartTag"), joined(expected)


def unescaped(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), value)
    if isinstance(value, list):
        return [unescaped(item) for item in value]
    if isinstance(value, dict):
        return {unescaped(key): unescaped(item) for key, item in value.items()}
    return value


def joined(tokens: TokenList) -> TokenList:
    """Join neighbouring characters; of a doctype only that there is one matters here."""
    found: TokenList = []
    for token in tokens:
        kind = token[0]
        if kind == "Character" and found and found[-1][0] == "Character":
            found[-1] = ["Character", found[-1][1] + token[1]]
        elif kind == "DOCTYPE":
            found.append(["DOCTYPE"])
        elif kind != "Character" or token[1]:
            found.append(list(token))
    return found


def our_tokens(source: str, state: str, last_tag: str | None) -> TokenList:
    """Give our tokens in the notation of the tests."""
    prefix = STATES[state]
    name = prefix.strip("<>") if prefix.endswith(">") else ""
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if last_tag and name:
        # Tests end raw text with tags of any name; pages with that of the start tag.
        source = re.sub(rf"(?i)(</){re.escape(last_tag)}(?=[\t\n\f />])", rf"\g<1>{name}", source)
    markup = prefix + source.encode("utf-8", "surrogatepass").decode("latin-1")
    tokenizer = Tokenizer(markup)
    tokenizer.is_foreign = state == "CDATA section state"
    found: TokenList = []
    for token in tokenizer:
        tokenizer.is_foreign = False
        if token.start == 0 and name and token.kind is Kind.START:
            continue
        found += written(markup, token)
    for token_ in found:
        if token_[0] in ("StartTag", "EndTag") and name and token_[1] == name and last_tag:
            token_[1] = last_tag
    return joined(found)


def written(markup: str, token: Token) -> TokenList:
    text = decoded(markup[token.start : token.end])
    shown = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    match token.kind:
        case Kind.TEXT if token.name in RAW_TEXT or token.name == "plaintext":
            return [["Character", shown]]
        case Kind.TEXT:
            return [["Character", decode_references(shown if token.name else text)]]
        case Kind.CDATA:
            return [["Character", text[9:].removesuffix("]]>")]]
        case Kind.START:
            values = {
                visible(a.name): decode_references(
                    visible(markup[a.value_start : a.value_end]), in_attribute=True
                )
                for a in attributes(markup, token.start, token.end)
            }
            tag: list[Any] = ["StartTag", visible(token.name), values]
            return [[*tag, True] if is_self_closing(markup, token) else tag]
        case Kind.END:
            return [["EndTag", visible(token.name)]]
        case Kind.DOCTYPE:
            return [["DOCTYPE"]]
        case _:
            return comment(text)


def comment(text: str) -> TokenList:
    if CUT_OFF_TAG.match(text) or text == "</>":
        return []
    if text.startswith("<!--"):
        inner = text[4:]
        ends = (inner,) if inner in (">", "->") else ("--!>", "-->", "--!", "--", "-")
        inner = inner.removesuffix(next(filter(inner.endswith, ends), ""))
    else:
        inner = text[2 if text[1] in "!/" else 1 :].removesuffix(">")
    return [["Comment", inner.replace("\0", "\N{REPLACEMENT CHARACTER}")]]


def decoded(latin: str) -> str:
    return latin.encode("latin-1").decode("utf-8", "surrogatepass")


def visible(latin: str) -> str:
    return decoded(latin).replace("\0", "\N{REPLACEMENT CHARACTER}")


def test_tokens_are_those_of_the_standard() -> None:
    cases = list(token_cases())
    assert len(cases) > 6_600
    different = {
        source: (state, expected, ours)
        for source, state, last_tag, expected in cases
        if (ours := our_tokens(source, state, last_tag)) != expected
    }
    assert different.keys() == TOKEN_DIFFERENCES.keys(), different


# --- segments ---------------------------------------------------------------------------------

FOSTERED = "text that the tree moves out of a table: no one span"
FRAMESET = "text that a frameset makes browsers drop"
SCRIPTING = "noscript as browsers with scripting read it; we read what it holds"
COPIED = "selectedcontent: browsers copy the chosen option there"
SEGMENT_DIFFERENCES = {
    "<table>A<td>B</td>C</table>": FOSTERED,
    "<!-----><font><div>hello<table>excite!<b>me!<th><i>please!</tr><!--X-->": FOSTERED,
    '<a href="blah">aba<table><a href="foo">br<tr><td></td></tr>x</table>aoe': FOSTERED,
    '<a href="blah">aba<table><tr><td><a href="foo">br</td></tr>x</table>aoe': FOSTERED,
    '<table><a href="blah">aba<tr><td><a href="foo">br</td></tr>x</table>aoe': FOSTERED,
    "<body><template><col>Hello": "text that a template of columns drops",
    "<!doctype html><select><plaintext></plaintext>X": "older browsers see markup there",
}
LEAST_EQUAL = 0.984


@dataclass(slots=True)
class Expected:
    """An element of an expected tree."""

    node: Node
    children: list["Expected | str"] = field(default_factory=list)


def tree_cases() -> Iterator[tuple[str, str]]:
    """Give the page and the expected tree of each test of a whole document."""
    for path in sorted((FOLDER / "tree-construction").rglob("*.dat")):
        text = "\n" + path.read_bytes().decode("utf-8")
        for block in text.split("\n#data\n")[1:]:
            parts = re.split(r"\n#([a-z-]+)(?=\n|\Z)", "\n" + block)
            sections = dict(zip(parts[1::2], parts[2::2], strict=True))
            if "document-fragment" not in sections and "script-on" not in sections:
                yield parts[0].removeprefix("\n"), sections["document"].rstrip("\n")


def element(name: str, parent: Node | None, *, is_foreign: bool) -> Expected:
    known = traits(name.lower(), is_foreign=is_foreign)
    return Expected(Node(known, 0, 0, parent, is_foreign=is_foreign))


def parsed(document: str) -> Expected:
    """Read an expected tree in the tests' notation."""
    items: list[str] = []
    for line in document.split("\n"):
        if line.startswith("| "):
            items.append(line[2:])
        elif items:
            items[-1] += "\n" + line
    root = element("#document", None, is_foreign=False)
    stack: list[tuple[int, Expected]] = [(-1, root)]
    for item in items:
        content = item.lstrip(" ")
        depth = len(item) - len(content)
        while stack[-1][0] >= depth:
            stack.pop()
        parent = stack[-1][1]
        if content.startswith('"'):
            parent.children.append(content[1:].removesuffix('"'))
        elif content.startswith("<") and not content.startswith(("<!", "<?")):
            namespace, _, name = content[1:-1].rpartition(" ")
            child = element(name, parent.node, is_foreign=bool(namespace))
            parent.children.append(child)
            stack.append((depth, child))
        elif content == "content":
            stack.append((depth, parent))
    return root


def expected_segments(root: Expected) -> Counter[str]:
    """Give the texts between blocks of an expected tree, by the words of the README."""
    found: list[str] = []

    def flush(run: list[str]) -> None:
        text = fold("".join(run))
        if any(map(str.isalpha, text)):
            found.append(text)
        run.clear()

    def walk(parent: Expected, run: list[str]) -> None:
        for child in parent.children:
            if isinstance(child, str):
                if not parent.node.traits.is_unreadable:
                    run.append(child)
                continue
            if child.node.traits.is_block:
                flush(run)
            if child.node.traits.is_block or child.node.traits.is_nested:
                inner: list[str] = []
                walk(child, inner)
                flush(inner)
            else:
                walk(child, run)

    run: list[str] = []
    walk(root, run)
    flush(run)
    return Counter(found)


def our_segments(page: str) -> Counter[str]:
    read = read_page(page.encode(), PurePosixPath("a.html"), latin="en", selectors=Selectors())
    return Counter(
        fold(plain_text(segment.id))
        for segment in read.segments
        if segment.writing in (Writing.TEXT, Writing.RAW) and segment.holder is not Holder.NOBODY
    )


def kind_of_difference(page: str, document: str) -> str | None:
    """Name why a page may differ, or None where it may not."""
    if page in SEGMENT_DIFFERENCES:
        return SEGMENT_DIFFERENCES[page]
    if "<frameset" in page:
        return FRAMESET
    if "<noscript" in page:
        return SCRIPTING
    if "<selectedcontent" in page:
        return COPIED
    if "<table" in page and "<table>" in document:
        return FOSTERED
    return None


def test_segments_are_those_of_the_expected_tree() -> None:
    cases = list(tree_cases())
    assert len(cases) > 1_500
    different = [
        (page, document)
        for page, document in cases
        if our_segments(page) != expected_segments(parsed(document))
    ]
    assert 1 - len(different) / len(cases) >= LEAST_EQUAL
    unexplained = [page for page, document in different if not kind_of_difference(page, document)]
    assert unexplained == []
