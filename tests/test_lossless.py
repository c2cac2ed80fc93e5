"""Whatever wrote a catalog, what did not change keeps its bytes, in a file and in a project."""

import difflib
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path, PurePath

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.entries import entry_text
from i18n_summit.catalogs.store import CatalogText, format_catalog, read_catalog
from i18n_summit.model import Message
from tests.catalogs import messages
from tests.projects import EPOCH, JA_PO, PAGE, make, make_half, run, snapshot, translate

PO = PurePath("ja.po")
needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not here")


def read(data: bytes) -> CatalogText:
    return read_catalog(data, PO, "ja")


HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'


def wrapped(text: str) -> str:
    """Break the strings of an entry at a space, as tools do at a width."""
    line = re.compile(r'^(#[~|]*\| |#~ |)(msg\S+ |)"(.* )(.*")$', re.MULTILINE)
    return line.sub(r'\1\2"\3"\n\1"\4', text)


# How a tool, or a hand, writes the text of one entry.
STYLES: list[Callable[[str], str]] = [
    str,
    str,
    wrapped,
    lambda text: re.sub('^msgid "', 'msgid ""\n"', text, count=1, flags=re.MULTILINE),
    lambda text: text.replace("#, ", "#,"),
    lambda text: text.replace("\n", " \t\n"),
    lambda text: text.replace("msgstr ", "msgstr   "),
    lambda text: "#\n#  - 章の区切り -\n\n" + text,
    lambda text: "#~ # 昔の訳注\n" + text if text.startswith("#~") else "#= no-wrap\n" + text,
    lambda text: "#, x-unknown-flag, range: 0..9\n#. \n" + text if "#~" not in text else text,
]


@st.composite
def chunks(draw: st.DrawFn) -> list[str]:
    """Draw the entries of a file, each as it stands there from the end of the one before."""
    found = draw(st.lists(messages(), min_size=1, max_size=5, unique_by=lambda m: m.key))
    texts = []
    for message in found:
        if draw(st.integers(0, 3)) == 0:
            message = message._replace(is_obsolete=True, comments=(), references=())  # noqa: PLW2901
        above = draw(st.sampled_from(["\n", "\n", "\n", "", "\n\n\n", " \n"]))
        texts.append(above + draw(st.sampled_from(STYLES))(entry_text(message)))
    return texts


CHANGES: list[Callable[[Message], Message]] = [
    lambda m: m._replace(translator_comment=f"{m.translator_comment}\n変えた".strip()),
    lambda m: m._replace(flags=("x-changed", *m.flags)),
    lambda m: m._replace(previous_id="前の文", previous_context=None, previous_id_plural=None),
    lambda m: m if m.id_plural else m._replace(translation=f"{m.translation}変えた"),
    lambda m: m._replace(is_obsolete=True, comments=(), references=(), flags=("x-gone",)),
]


@given(
    chunks(),
    st.sampled_from([("", "\n"), ("", "\r\n"), ("\ufeff", "\n")]),
    st.sampled_from(["", "\n# vim: et\n", "\n\n", "#~\n", " "]),
    st.sampled_from(CHANGES),
    st.data(),
)
def test_a_changed_message_changes_its_own_entry_alone(
    entries: list[str],
    form: tuple[str, str],
    tail: str,
    change: Callable[[Message], Message],
    data: st.DataObject,
) -> None:
    mark, newline = form

    def written(*texts: str) -> bytes:
        return "".join(texts).replace("\n", newline).encode()

    file = written(mark, HEAD, *entries, tail)
    text = read(file)
    found = text.catalog.messages
    assert format_catalog(text.catalog, text) == file
    assert len(found) == len(entries)
    number = data.draw(st.integers(0, len(entries) - 1))
    changed = change(found[number])
    edited = replace(text.catalog, messages=(*found[:number], changed, *found[number + 1 :]))
    result = format_catalog(edited, text)
    assert read(result).catalog == edited
    if changed == found[number]:
        assert result == file
        return
    own = entries[number]
    blank = own[: len(own) - len(own.lstrip(" \n"))]
    before = written(mark, HEAD, *entries[:number], blank)
    after = written(*entries[number + 1 :], tail)
    assert (result[: len(before)], result[-len(after) or len(result) :]) == (before, after)
    assert result[len(before) :][: -len(after) or None] == written(entry_text(changed))


# A header, a change of its fields, and what it is then.
HEADERS = {
    "a date": (
        '# 訳者\n\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Language:ja \\n"\n"X-Memo: a\\n"\n" b\\n"\n',
        {"X-Memo": "new"},
        '# 訳者\n\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Language:ja \\n"\n"X-Memo: new\\n"\n',
    ),
    "a field of several lines that stays": (
        'msgid ""\nmsgstr ""\n"X-Memo: a\\n"\n" b\\n"\n"Language: ja\\n"\n',
        {"Language": "fr"},
        'msgid ""\nmsgstr ""\n"X-Memo: a\\n"\n" b\\n"\n"Language: fr\\n"\n',
    ),
    "a field that stands twice, below a line that is none": (
        'msgid ""\nmsgstr ""\n"by hand\\n"\n"X-A: 1\\n"\n"X-A: 2\\n"\n"Language: ja"\n',
        {"X-Source-Language": "en"},
        (
            'msgid ""\nmsgstr ""\n"by hand\\n"\n"X-A: 1\\n"\n"X-A: 2\\n"\n"Language: ja\\n"\n'
            '"X-Source-Language: en\\n"\n'
        ),
    ),
}


@pytest.mark.parametrize("case", HEADERS)
def test_a_changed_header_keeps_the_lines_of_its_other_fields(case: str) -> None:
    before, fields, after = HEADERS[case]
    text = read(f'{before}\nmsgid  "A"\nmsgstr  "あ"\n'.encode())
    catalog = replace(text.catalog, header={**text.catalog.header, **fields})
    assert format_catalog(catalog, text).decode() == f'{after}\nmsgid  "A"\nmsgstr  "あ"\n'


def msgcat(*options: str) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        command = ["msgcat", *options, "-o", str(path), str(path)]
        subprocess.run(command, check=True)

    return rewrite


def by_polib(path: Path) -> None:
    polib.pofile(str(path), encoding="utf-8", wrapwidth=78).save(str(path))


def replaced(old: bytes, new: bytes, count: int = -1) -> Callable[[Path], None]:
    def rewrite(path: Path) -> None:
        path.write_bytes(path.read_bytes().replace(old, new, count))

    return rewrite


# What may have happened to a catalog between two runs.
REWRITINGS: dict[str, Callable[[Path], None]] = {
    "msgcat, wrapped": msgcat("--width=30"),
    "msgcat, unwrapped": msgcat("--no-wrap"),
    "msgcat, indented": msgcat("--indent"),
    "polib": by_polib,
    "CRLF": replaced(b"\n", b"\r\n"),
    "a byte order mark": replaced(b"msgid", b"\xef\xbb\xbfmsgid", 1),
    "a field of an editor": replaced(b'\n"MIME', b'\n"X-Generator: Poedit 3.4\\n"\n"MIME'),
    "blank lines and comments": replaced(b"\n\n", b"\n\n\n# ---- \n\n"),
    "trailing blanks": replaced(b'"\n', b'" \n'),
}


@needs_gettext
@pytest.mark.parametrize("tool", REWRITINGS)
def test_a_run_after_a_tool_changes_nothing_and_one_string_changes_its_entry(
    tool: str, tmp_path: Path
) -> None:
    folder = make_half(tmp_path)
    translate(folder, JA_PO, **{"Kafka Summit sessions": "セッション一覧"})
    REWRITINGS[tool](folder / JA_PO)
    before = snapshot(folder)
    done = run(folder, "extract")
    assert (done.exit_code, done.stderr) == (0, "3 files unchanged\n")
    assert snapshot(folder) == before
    make(folder, {"source/index.html": PAGE.replace("Summit sessions", "Summit's sessions")})
    assert run(folder, "extract", SOURCE_DATE_EPOCH=str(int(EPOCH) + 86_400)).exit_code == 0
    old = before[JA_PO] or b""
    new = (folder / JA_PO).read_bytes()
    changed = [line.strip() for line in changed_lines(below_header(old), below_header(new))]
    assert [line for line in changed if not re.search(OWN, line)] == []
    assert b"#| msgid" in new
    assert b"2019-10-01 09:00+0000" in new


OWN = 'essions|一覧|^#, fuzzy$|^#. changed: typo$|^msg(id|str) ""$|^# ----$|^$'.encode()
"""What stands in the entry, however it is wrapped."""


def below_header(data: bytes) -> list[bytes]:
    lines = data.splitlines(keepends=True)
    return lines[next(n for n, line in enumerate(lines) if b"X-Source-Language" in line) + 1 :]


def changed_lines(old: list[bytes], new: list[bytes]) -> list[bytes]:
    steps = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [
        line for step, i, j, k, m in steps if step != "equal" for line in (*old[i:j], *new[k:m])
    ]
