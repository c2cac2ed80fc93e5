"""Entries as text: written as polib writes them, and read as polib reads them."""

import re
import sys
from pathlib import Path, PurePath

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.entries import Entry, entry_text, plain_entry
from i18n_summit.catalogs.scanner import Block, scan
from i18n_summit.catalogs.store import format_catalog, read_catalog
from i18n_summit.errors import CatalogError, ProblemsError
from i18n_summit.model import Message
from tests.catalogs import catalogs

CASES = Path(__file__).parent / "cases" / "po"
CONTROLS = "".join(map(chr, [*range(32), 0x7F, 0x85, 0x2028, 0x2029]))


class LineFeeds(str):
    """Text that polib cuts into lines at line feeds only, as PO files are."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002
        lines = self.split("\n")
        return [line + "\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


def written_by_polib(message: Message) -> str:
    def text(value: str | None) -> LineFeeds | None:
        return None if value is None else LineFeeds(value)

    entry = polib.POEntry(
        msgid=text(message.id),
        msgctxt=text(message.context),
        msgstr=text(message.translation),
        msgid_plural=text(message.id_plural or ""),
        msgstr_plural={n: text(form) for n, form in enumerate(message.plural_translations)},
        tcomment=message.translator_comment,
        comment="\n".join(message.comments),
        occurrences=[(reference, "") for reference in message.references],
        flags=list(message.flags),
        previous_msgid=text(message.previous_id),
        previous_msgctxt=text(message.previous_context),
        previous_msgid_plural=text(message.previous_id_plural),
        obsolete=message.is_obsolete,
    )
    # gettext takes a line that ends in a backslash for one with the line below.
    written = str(entry.__unicode__(wrapwidth=0))
    return re.sub(r"^(#(?![|~]).*\\)$", r"\1 ", written, flags=re.MULTILINE)


_TEXTS = st.text(st.sampled_from(CONTROLS + '\n"\\nrta Aé字😀') | st.characters(), max_size=12)
_MAYBE = st.none() | _TEXTS
_MESSAGES = st.builds(
    Message,
    id=_TEXTS,
    context=_MAYBE,
    translation=_TEXTS,
    id_plural=st.none() | _TEXTS.filter(bool),  # polib writes no empty one.
    plural_translations=st.lists(_TEXTS, max_size=3).map(tuple),
    translator_comment=_TEXTS,
    comments=st.lists(_TEXTS, max_size=3).map(tuple),
    # Those with spaces are put between isolates, which polib does not know.
    references=st.lists(_TEXTS.map(lambda text: "".join(text.split())), max_size=3).map(tuple),
    flags=st.lists(st.sampled_from(["fuzzy", "no-wrap"]), unique=True).map(tuple),
    previous_id=_MAYBE,
    previous_context=_MAYBE,
    previous_id_plural=_MAYBE,
    is_obsolete=st.booleans(),
)


@given(_MESSAGES)
def test_an_entry_is_written_as_polib_writes_it(message: Message) -> None:
    assert entry_text(message) == written_by_polib(message)


def test_each_control_character_is_written_as_polib_writes_it() -> None:
    for character in CONTROLS:
        message = Message(f"a{character}b{character}", None, character, previous_id=character)
        assert entry_text(message) == written_by_polib(message)


def forms(text: str) -> list[str]:
    """Give the first lines of strings of the entries that are not plain."""
    return [
        entry.raw[entry.raw.index("msgid") :].split("\n")[0]
        for entry in scan(text).entries
        if isinstance(entry, Block)
    ]


# Nothing is wrong there: all entries go the long way, through the scanner and polib.
needs_possessive_loops = pytest.mark.skipif(
    sys.version_info < (3, 11, 5), reason="Python before 3.11.5 gives up in possessive loops"
)


@needs_possessive_loops
@pytest.mark.parametrize("tool", ["msgcat", "poedit", "polib"])
def test_all_that_tools_write_is_plain_but_headers_and_plurals(tool: str) -> None:
    text = (CASES / f"{tool}.po").read_text("utf-8")
    assert forms(text) == ['msgid ""', 'msgid "%d session"']


# An entry, and whether it is plain.
PLAIN = {
    "the least": ('msgid "A"\nmsgstr ""\n', True),
    "all there is": (
        (
            "\n#\n# 訳注\n#. ui\n#. x\n#: a.html\n#, fuzzy\n"
            '#| msgctxt "B"\n#| msgid "B"\n#| "C"\nmsgctxt "B"\nmsgid "A"\nmsgstr ""\n"い"\n'
        ),
        True,
    ),
    "obsolete": ('#~| msgid "B"\n#~ msgid ""\n#~ "A"\n#~ msgstr "あ\\n"\n', True),
    "a header": ('msgid ""\nmsgstr "Language: ja\\n"\n', False),
    "a header of two lines": ('msgid ""\n""\nmsgstr ""\n', False),
    "the id of a header in a context": ('msgctxt ""\nmsgid ""\nmsgstr ""\n', True),
    "a plural": ('msgid "A"\nmsgid_plural "B"\nmsgstr[0] ""\n', False),
    "no end of line": ('msgid "A"\nmsgstr ""', False),
    "an entry right below": ('msgid "A"\nmsgstr ""\nmsgid "B"\nmsgstr ""\n', False),
    "obsolete in part": ('msgid "A"\n#~ msgstr ""\n', False),
    "two spaces": ('msgid  "A"\nmsgstr ""\n', False),
    "comments in another order": ('#: a.html\n#. ui\nmsgid "A"\nmsgstr ""\n', False),
    "an unknown escape": ('msgid "\\x41"\nmsgstr ""\n', False),
}


@needs_possessive_loops
@pytest.mark.parametrize("case", PLAIN)
def test_what_is_plain(case: str) -> None:
    text, is_plain = PLAIN[case]
    found = plain_entry(text, 0, 1)
    assert (found is not None) is is_plain
    assert found is None or found.raw == text


_LINES = [
    "", "", "", "#", "# ", "#  訳注\u3000", "# c\x85", "# ## 井桁", "#訳注", "#. ui", "#.  ui ",
    "#. ", "#.", "#: a.html", "#: a\u3000b\x1cc \u2068私の ページ.html\u2069:12", "#:",
    "#: \u2068x y", "#, fuzzy", "#, no-wrap, ,\x85c-format", "#,", "#~", "#~ # 古い",
    "#=", "=======", "\\", '"',
]  # fmt: skip
_WORDS = ["A", "あ", "B", "", "\\n", '\\"', "\\\\", "\\a\\t", "\u2028", "\x1c", "\r", " "]
_DAMAGE = [
    '"',
    "\\",
    "\\x",
    "\n",
    "\n\n",
    " ",
    "#",
    "#~ ",
    "#| ",
    "\n#~| ",
    "msgid ",
    '"\n',
    "\u3000",
]


def _fields(mark: str, keyword: str) -> st.SearchStrategy[list[str]]:
    """Draw the lines of one field, of several strings at times."""
    string = st.lists(st.sampled_from(_WORDS), max_size=3).map(lambda words: f'"{"".join(words)}"')
    return st.lists(string, min_size=1, max_size=3).map(
        lambda strings: [f"{mark}{keyword} {strings[0]}", *(mark + s for s in strings[1:])]
    )


def _some(lines: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    return st.just([]) | lines


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Draw the text of an entry as tools write it, or nearly so."""
    mark, previous = draw(st.sampled_from([("", "#| ")] * 3 + [("#~ ", "#~| ")]))
    lines = [
        *draw(st.lists(st.sampled_from(_LINES[:4]), max_size=2)),
        *sorted(draw(st.lists(st.sampled_from(_LINES[3:20]), max_size=4)), key=lambda s: s[1:2]),
        *draw(_some(_fields(previous, "msgctxt"))),
        *draw(_some(_fields(previous, "msgid"))),
        *draw(_some(_fields(mark, "msgctxt"))),
        *draw(_fields(mark, "msgid")),
        *draw(
            _fields(mark, "msgstr") | st.just([f'{mark}msgid_plural "B"', f'{mark}msgstr[0] ""'])
        ),
        *draw(st.lists(st.sampled_from(_LINES), max_size=1)),
    ]
    return "\n".join(lines) + "\n"


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a file, whole or damaged."""
    text = "\n".join(draw(st.lists(entries(), max_size=3)))
    text = draw(st.just(text) | catalogs(most=3).map(lambda c: format_catalog(c).decode()))
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from([0, 0, 1, 20]))
        text = text[:start] + draw(st.sampled_from(_DAMAGE)) + text[end:]
    return text


_COMMENTS = [
    "#", "# ", "#  訳注\u3000", "# c\x85", "# ## 井桁", "#\ttab", "# \\", "#. ui", "#.  ui ", "#. ",
    "#.", "#.\ttab", "#. \x1c", "#: a.html", "#, no-wrap", '#| msgid "B"', '#| "C"', "",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(_COMMENTS), max_size=8),
    # polib has no \a.
    _fields("", "msgid").filter(lambda lines: "\\a" not in "".join(lines)),
    st.sampled_from([0, 1]),
)
def test_comments_in_any_order_and_fields_in_pieces_are_read_as_polib_reads_them(
    comments: list[str], field: list[str], plurals: int
) -> None:
    strings = ['msgid_plural ""', *field[1:], 'msgstr[0] ""'] if plurals else ['msgstr ""']
    lines = [*field, *strings, *field[1:]]
    # Above the first entry polib takes comments for those of the file.
    text = "\n".join(['msgid "A"', 'msgstr ""', "", *comments, *lines, ""])
    try:
        *_, entry = read_catalog(text.encode(), PurePath("ja.po")).entries
    except ProblemsError:
        return
    *_, by_polib = polib.pofile(LineFeeds(text))
    found = entry.message
    assert (found.translator_comment, "\n".join(found.comments)) == (
        by_polib.tcomment,
        by_polib.comment,
    )
    assert (found.id, found.previous_id) == (by_polib.msgid, by_polib.previous_msgid)
    forms = by_polib.msgstr_plural if plurals else {0: by_polib.msgstr}
    assert (found.plural_translations or (found.translation,)) == tuple(forms.values())


def outcome(text: str) -> object:
    """Give all that is read of a file or said about it, but for spaces at the ends of lines."""
    try:
        read = read_catalog(text.encode(), PurePath("ja.po"), "ja")
    except (CatalogError, ProblemsError) as error:
        return str(error)
    raws = [read.header, *(entry.raw for entry in read.entries), read.tail]
    return (
        read.catalog,
        [(entry.message.line, entry.id_line, entry.is_header) for entry in read.entries],
        [re.sub(r"[ \r]+\n", "\n", raw) for raw in raws],
    )


@given(files())
def test_the_plain_form_is_read_as_polib_reads_it_in_another(text: str) -> None:
    # A space at the end of a line says nothing, and is not in the plain form.
    other = text.replace("\n", " \n")
    assert [entry for entry in scan(other).entries if isinstance(entry, Entry)] == []
    assert outcome(text) == outcome(other)
