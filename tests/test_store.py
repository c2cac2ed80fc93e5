"""PO bytes to Catalog and back: nothing lost, nothing unreadable let through."""

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path, PurePath

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.errors import CatalogError, ProblemsError, single_errors
from i18n_summit.model import Catalog, Message
from tests.catalogs import HEADER, catalogs, common_catalogs

PO = PurePath("locales/ja/LC_MESSAGES/summit.po")
CASES = Path(__file__).parent / "cases" / "po"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'

needs_msgfmt = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not here")


def read(data: bytes | str) -> CatalogText:
    return read_catalog(data.encode() if isinstance(data, str) else data, PO, "ja")


def rewritten(data: bytes, catalog: Catalog | None = None) -> bytes:
    text = read(data)
    return format_catalog(catalog or text.catalog, text)


# How a file that a tool wrote may reach us.
TRANSPORTS = {
    "as it was": lambda data: data,
    "CRLF": lambda data: data.replace(b"\n", b"\r\n"),
    "some CRLF": lambda data: data.replace(b"\n", b"\r\n", 20),
    "BOM": lambda data: b"\xef\xbb\xbf" + data,
    "BOM and CRLF": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
    "no final newline": lambda data: data.rstrip(b"\n"),
    "blank lines around": lambda data: b"\n \n" + data + b"\n\n\t\n",
    "comments after the last entry": lambda data: data + b"\n# vim: set et:\n#~\n#\n",
    "no blank lines": lambda data: data.replace(b"\n\n", b"\n"),
    "EUC-JP": lambda data: (
        data.decode()
        .translate({ord(c): "-" for c in "\u2028\x85›—"})
        .replace("charset=UTF-8", "charset=EUC-JP")
        .encode("euc-jp")
    ),
}


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("name", ["msgcat", "poedit", "polib", "editor"])
def test_what_was_read_is_written_byte_for_byte(name: str, transport: str) -> None:
    data = TRANSPORTS[transport]((CASES / f"{name}.po").read_bytes())
    assert rewritten(data) == data
    assert read(data).catalog.messages


# Files that hold little.
SPARSE = {
    "a comment": ("# 翻訳前\n", Catalog("ja", {}, ())),
    "an empty header": ('msgid ""\nmsgstr ""\n', Catalog("ja", {}, ())),
    "an unset charset": (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n',
        Catalog("ja", {"Content-Type": "text/plain; charset=CHARSET"}, ()),
    ),
    "no header": (
        '\n#  訳注\n#. ui\n# 続き\nmsgid "Close"\nmsgstr "閉じる"',
        Catalog(
            "ja",
            {},
            (Message("Close", None, "閉じる", translator_comment=" 訳注\n続き", comments=("ui",)),),
        ),
    ),
    "the id of a header in a context": (
        HEAD + '\nmsgctxt "menu"\nmsgid ""\nmsgstr "空"\n\nmsgctxt ""\nmsgid ""\nmsgstr "無"\n',
        Catalog(
            "ja",
            {"Content-Type": "text/plain; charset=UTF-8"},
            (Message("", "menu", "空"), Message("", "", "無")),
        ),
    ),
}


@pytest.mark.parametrize("case", SPARSE)
def test_a_sparse_file_is_read_and_written_byte_for_byte(case: str) -> None:
    text, catalog = SPARSE[case]
    assert read(text).catalog == catalog
    assert rewritten(text.encode()) == text.encode()


def test_every_field_is_read_as_gettext_reads_it() -> None:
    found = read((CASES / "editor.po").read_bytes()).catalog
    assert found.header == {
        "Language": "ja",
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Source-Language": "en",
        "X-Memo": "用語集は wiki に",
    }
    assert found.messages == (
        Message(
            "View Description",
            None,
            '説明を"表示"\\する\ttab',
            translator_comment="コメント、空白なし\n#  二重の井桁\n",
            comments=("ui",),
            references=("source/index.html",),
            flags=("fuzzy", "no-wrap"),
            previous_id="Show description",
        ),
        Message("next", None, "次"),
        Message("Close", "button", "閉じる", translator_comment="昔の訳注", is_obsolete=True),
        Message(
            "Opening times",
            None,
            "開場時間",
            previous_id="Opening hours",
            is_obsolete=True,
        ),
        Message(
            "line\u2028separator and next\u0085line",
            None,
            "行\u2028区切り",
            translator_comment="最後に\n  一言",
        ),
    )
    assert [message.line for message in found.messages] == [18, 21, 25, 31, 36]


# A text, as PO writes it.
ESCAPES = [
    ('"', r"\""),
    ("\\", r"\\"),
    ("\\n", r"\\n"),
    ("\t", r"\t"),
    ("\r", r"\r"),
    ("\a", r"\a"),  # polib reads a backslash and an a.
    ("\\a", r"\\a"),
    ("\b\v\f", r"\b\v\f"),
]


@pytest.mark.parametrize(("text", "written"), ESCAPES)
def test_escapes_are_read_and_survive_a_rewriting(text: str, written: str) -> None:
    file = f'msgid "{written}"\nmsgstr "訳{written}"\n'
    message = Message(text, None, f"訳{text}")
    assert read(file).catalog.messages == (message,)
    changed = message._replace(flags=("fuzzy",))
    again = rewritten(file.encode(), Catalog("ja", {}, (changed,)))
    assert read(again).catalog.messages == (changed,)


def test_only_the_entry_of_a_changed_message_is_rewritten() -> None:
    data = (CASES / "poedit.po").read_bytes()
    text = read(data)
    first, second, *others = text.catalog.messages
    approved = second._replace(flags=(), previous_id=None)
    before = (
        '#, fuzzy\n#| msgid "Help, My Kafka is Broken"\n'
        'msgid "Help, My Kafka is Broken!"\nmsgstr "助けて、Kafka が壊れた"\n'
    )
    after = 'msgid "Help, My Kafka is Broken!"\nmsgstr "助けて、Kafka が壊れた"\n'
    assert before.encode() in data
    assert format_catalog(
        replace(text.catalog, messages=(first, approved, *others)), text
    ) == data.replace(before.encode(), after.encode())


def test_a_changed_date_leaves_every_entry_alone() -> None:
    data = (CASES / "poedit.po").read_bytes()
    text = read(data)
    header = {**text.catalog.header, "POT-Creation-Date": "2019-12-01 10:00+0900"}
    assert format_catalog(replace(text.catalog, header=header), text) == data.replace(
        b"2019-09-30 09:00", b"2019-12-01 10:00"
    )


def test_new_entries_are_unwrapped_and_lines_break_at_line_feeds_only() -> None:
    long = "Kafka を本番で動かすときに知っておきたいこと。" * 8
    message = Message(
        id=long,
        context="talk",
        translation=f"{long}\n二行目\u2028と\r続き\n",
        translator_comment=long,
        comments=("Core Kafka — description", long),
        references=("source/index.html", "source/私の ページ.html", "source/a b.html:12"),
        flags=("fuzzy", "no-wrap"),
        previous_id="前の文",
        previous_context="session",
    )
    obsolete = message._replace(context=None, comments=(), references=(), is_obsolete=True)
    written = f'''\
# {long}
#. Core Kafka — description
#. {long}
#: source/index.html \u2068source/私の ページ.html\u2069 \u2068source/a b.html\u2069:12
#, fuzzy, no-wrap
#| msgctxt "session"
#| msgid "前の文"
msgctxt "talk"
msgid "{long}"
msgstr ""
"{long}\\n"
"二行目\u2028と\\r続き\\n"

# {long}
#, fuzzy, no-wrap
#~| msgctxt "session"
#~| msgid "前の文"
#~ msgid "{long}"
#~ msgstr ""
#~ "{long}\\n"
#~ "二行目\u2028と\\r続き\\n"
'''
    assert format_catalog(Catalog("ja", {}, (message, obsolete))) == written.encode()


def test_a_new_entry_takes_the_line_ends_of_its_file() -> None:
    data = HEAD.replace("\n", "\r\n").rstrip().encode()
    text = read(data)
    catalog = replace(text.catalog, messages=(Message("Close", None, "閉じる"),))
    assert format_catalog(catalog, text) == data + (
        '\r\n\r\nmsgid "Close"\r\nmsgstr "閉じる"\r\n'.encode()
    )


def test_the_comment_of_a_header_stays_when_its_fields_change() -> None:
    data = f"# 株式会社サミット翻訳部\n#, fuzzy\n{HEAD}"
    text = read(data)
    header = {**text.catalog.header, "Language": "ja"}
    assert format_catalog(replace(text.catalog, header=header), text).decode() == (
        '# 株式会社サミット翻訳部\n#, fuzzy\nmsgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: ja\\n"\n'
    )


def test_messages_in_another_order_keep_their_text_and_the_tail_stays_last() -> None:
    data = f'{HEAD}\nmsgid  "A"\nmsgstr  "あ"\n\nmsgid  "B"\nmsgstr  "い"'
    text = read(data)
    first, second = text.catalog.messages
    catalog = replace(text.catalog, messages=(second, first))
    assert format_catalog(catalog, text).decode() == (
        f'{HEAD}\nmsgid  "B"\nmsgstr  "い"\n\nmsgid  "A"\nmsgstr  "あ"\n'
    )
    tailed = read(f"{data}\n# vim: set et:\n")
    assert format_catalog(catalog, tailed).endswith(b"# vim: set et:\n")


@given(catalogs())
def test_a_catalog_written_and_read_is_the_same(catalog: Catalog) -> None:
    data = format_catalog(catalog)
    text = read(data)
    assert text.catalog == catalog
    assert format_catalog(catalog, text) == data


@needs_msgfmt
@given(catalogs(most=30))
def test_msgfmt_accepts_what_is_written(catalog: Catalog) -> None:
    command = ["msgfmt", "-c", "-o", "/dev/null", "-"]
    data = format_catalog(catalog)
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@given(common_catalogs())
def test_polib_and_babel_read_what_is_written_alike(catalog: Catalog) -> None:
    written = {
        (m.is_obsolete, m.context, m.id): m.plural_translations or m.translation
        for m in catalog.messages
    }
    by_polib = {
        (bool(e.obsolete), e.msgctxt, e.msgid): tuple(e.msgstr_plural.values()) or e.msgstr
        for e in polib.pofile(format_catalog(catalog).decode())
    }
    assert by_polib == written
    # Babel takes what stands above a "#~|" line for obsolete.
    live = replace(catalog, messages=tuple(m for m in catalog.messages if not m.is_obsolete))
    by_babel = {
        (False, m.context, m.id[0] if m.pluralizable else m.id): m.string
        for m in read_po(io.BytesIO(format_catalog(live)))
        if m.id
    }
    assert by_babel == {key: text for key, text in written.items() if not key[0]}


def test_a_character_that_the_files_charset_lacks_is_refused_before_anything_is_written() -> None:
    text = read(HEAD.replace("UTF-8", "EUC-JP").encode())
    catalog = replace(text.catalog, messages=(Message("smile", None, "笑顔 😀"),))
    with pytest.raises(CatalogError) as caught:
        format_catalog(catalog, text)
    assert str(caught.value) == (
        f"{PO}: its charset, EUC-JP, has no '😀'. Convert the file to UTF-8."
    )


# Messages that no PO file can hold, and what is said of them.
NEVER_HELD = {
    "an end of a context": (
        [Message("Ctrl D is \x04")],
        'a character that no message can hold, U+0004, in msgid "Ctrl D is \\x04". Delete it.',
    ),
    "an end of a string": (
        [Message("Close", "\0")],
        'a character that no message can hold, U+0000, in msgctxt "\\x00". Delete it.',
    ),
    "half a pair": (
        [Message("half a pair: \ud83d")],
        "its charset, UTF-8, has no '\\ud83d'. Mend the text.",
    ),
    "two of a key": (
        [Message("Close"), Message("Open"), Message("Close", is_obsolete=True)],
        'two messages have the msgid "Close". Keep one of them.',
    ),
    "a header": ([Message("")], 'a message with the header\'s msgid, "". Give it a text.'),
    "a plural without forms": (
        [Message("%d file", id_plural="%d files")],
        '"%d file" has a plural without forms, or forms without a plural. Give it both.',
    ),
    "forms without a plural": (
        [Message("%d file", plural_translations=("", ""))],
        '"%d file" has a plural without forms, or forms without a plural. Give it both.',
    ),
}


@pytest.mark.parametrize("case", NEVER_HELD)
def test_what_could_not_be_read_again_is_not_written(case: str) -> None:
    messages, complaint = NEVER_HELD[case]
    before = read(HEAD)
    catalog = replace(before.catalog, messages=tuple(messages))
    for place, known in (("a new catalog", None), (PO, before)):
        with pytest.raises(CatalogError) as caught:
            format_catalog(catalog, known)
        assert str(caught.value) == f"{place}: {complaint}"


_SCRAPS = [
    'msgid "Close"', 'msgid ""', 'msgid"A"', 'msgstr "閉じる"', 'msgstr ""', '"続き\\n"', '"\\a"',
    'msgctxt "menu"', 'msgid_plural "B"', 'msgstr[0] "件"', 'msgstr[1] "件"', "", "#", "# 訳注",
    "#訳注", "#. ui", "#:a.html", "#, fuzzy", "#,", '#| msgid "A"', '#| "B"', "#|", "#~",
    '#~ msgid "C"', '#~ msgstr "シ"', '#~| msgid "D"', "#~ # 古い", '#~"続き"', "=======", "msgid",
    '"', "\\", "\u2028", "\x85", '\tmsgid  "E" ', "#=",
]  # fmt: skip


@given(st.lists(st.sampled_from(_SCRAPS), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_anything_is_either_read_and_written_back_or_refused_at_a_line(
    lines: list[str], newline: str
) -> None:
    data = newline.join(lines).encode()
    try:
        text = read(data)
    except (CatalogError, ProblemsError) as error:
        found = single_errors(error)
        places = [str(problem).removeprefix(f"{PO}:").split(":")[0] for problem in found]
        assert all(0 < int(place) <= len(lines) + 1 for place in places)
    else:
        assert format_catalog(text.catalog, text) == data


# What takes very long to read with a repetition in the wrong place.
VAST = {
    "signs of obsolete comments": "#~ " * 300_000 + "# 訳注\n",
    "lines of comment signs": "#\n" * 300_000 + "# 訳注\n",
    "unclosed isolates": "#: " + "\u2068 " * 300_000 + "\n# 訳注\n",
    "lines of a string": '# 訳注\n#| msgid ""\n' + '#| "A\\n"\n' * 100_000,
    "a string": '# 訳注\n#| msgid "' + "\\n" * 1_000_000 + '"\n',
}


@pytest.mark.slow
@pytest.mark.parametrize("case", VAST)
def test_a_vast_entry_is_read_and_written_byte_for_byte(case: str) -> None:
    data = VAST[case] + 'msgid "Close"\nmsgstr "閉じる"\n'
    (message,) = read(data).catalog.messages
    assert message.translator_comment == "訳注"
    assert rewritten(data.encode()) == data.encode()


def test_a_header_has_the_fields_of_other_tools_in_their_order() -> None:
    data = format_catalog(Catalog("ja", {**HEADER, "X-Generator": "Weblate 5.1"}, ()))
    assert list(read(data).catalog.header) == [*HEADER, "X-Generator"]


# Flags as they stand in a file, and as they are read.
FLAGS = {
    ", fuzzy no-wrap": ("fuzzy", "no-wrap"),
    ", no-wrap\tfuzzy,c-format": ("no-wrap", "fuzzy", "c-format"),
    ",fuzzy": ("fuzzy",),
    ", c-format,,  no-wrap": ("c-format", "no-wrap"),
    ", range: 0..10 fuzzy": ("range: 0..10", "fuzzy"),
    ", fuzzy range:0..10": ("fuzzy", "range:0..10"),
    ", nofuzzy": ("nofuzzy",),
    ", FUZZY": ("FUZZY",),
    ", max length: 10, no-wrap": ("max length: 10", "no-wrap"),
    ', placeholders:"a b":c': ('placeholders:"a b":c',),
}


@needs_msgfmt
@pytest.mark.parametrize("below", ["", "\n#: a.html"])
@pytest.mark.parametrize("raw", FLAGS)
def test_a_message_is_fuzzy_where_gnu_gettext_reads_it_so(raw: str, below: str) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    data = f'{header}#{raw}{below}\nmsgid "Close"\nmsgstr "閉じる"\n'.encode()
    (message,) = read(data).catalog.messages
    done = subprocess.run(
        ["msgfmt", "--statistics", "-o", "/dev/null", "-"],
        input=data,
        capture_output=True,
        check=True,
        env={"LC_ALL": "C"},
    )
    assert message.flags == FLAGS[raw]
    assert message.is_fuzzy is (b"1 fuzzy" in done.stderr)
