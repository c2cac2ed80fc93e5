"""The checks of texts and pages, held to files that state what they must find and must not.

``tests/cases/checks/CODE.txt`` has two sections of blocks, separated by blank lines. A block is
one catalog, or one page: ``source`` begins a message; ``plural``, ``flags`` and ``context`` are
its, and several lines of ``translation`` its plural forms; ``locale`` is "ja" where nobody says.
⟦ ⟧ stand around what is found, in the source too, with ``says`` for its words; what is found
nowhere has ``says`` alone. Escapes are those of Python.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from time import process_time
from typing import NamedTuple

import pytest

from i18n_summit.checks import CHECKS, check_catalog, check_page
from i18n_summit.model import Catalog, Diagnostic, Message, Selectors
from i18n_summit.pages import read_page
from tests.projects import PROJECT, make_half, run

CASES = Path(__file__).parent / "cases" / "checks"
FIND, SILENT = "# must find", "# must stay silent"
PO, PAGE = PurePosixPath("summit.po"), PurePosixPath("index.html")
ELSEWHERE = {"copy", "coverage", "fuzzy", "glossary", "header", "language", "missing", "obsolete"}
ELSEWHERE |= {"ja-brackets", "ja-long-vowel", "ja-punctuation", "ja-spacing", "ja-style"}
ELSEWHERE |= {"empty", "ja-width"}
ELSEWHERE |= {"plural-forms", "stale", "suppression", "unused-suppression"}
"""Whose cases are in the tests of their rooms."""
_ESCAPE = re.compile(r"\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|n|t|\\)")
_MARK = re.compile("⟦(.*?)⟧", re.DOTALL)


class Case(NamedTuple):
    """One block of a file."""

    code: str
    section: str
    lines: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return f"{self.code}: {marks(self.lines[0][1])[0][:40]}"


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        section = ""
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            if block in (FIND, SILENT):
                section = block
                continue
            lines = [line.split(": ", 1) for line in block.split("\n")]
            yield Case(path.stem, section, tuple((key, unescaped(text)) for key, text in lines))


def unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: match[0].encode().decode("unicode-escape"), text)


def marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Give a text without its marks, and offset and length of what was marked."""
    found = [
        (match.start() - 2 * number, len(match[1]))
        for number, match in enumerate(_MARK.finditer(text))
    ]
    return _MARK.sub(r"\1", text), found


def messages(case: Case) -> tuple[list[Message], list[tuple[str, int, int]]]:
    """Give the messages of a case, and what is marked: the text, offset and length."""
    found: list[Message] = []
    marked: list[tuple[str, int, int]] = []
    for key, value in case.lines:
        if key in {"source", "plural"}:
            text, places = marks(value)
            marked += [(text, at, length) for at, length in places]
        if key == "source":
            found.append(Message(text, line=len(found) + 1))
        elif key == "plural":
            found[-1] = found[-1]._replace(id_plural=text)
        elif key == "flags":
            found[-1] = found[-1]._replace(flags=tuple(value.split(", ")))
        elif key == "context":
            found[-1] = found[-1]._replace(context=value)
        elif key == "translation":
            text, places = marks(value)
            marked += [(text, at, length) for at, length in places]
            if found[-1].id_plural is not None:
                forms = (*found[-1].plural_translations, text)
                found[-1] = found[-1]._replace(plural_translations=forms)
            else:
                found[-1] = found[-1]._replace(translation=text)
        else:
            assert key in ("locale", "says"), key
    return found, marked


def findings(case: Case) -> tuple[list[Diagnostic], list[tuple[str, int, int]]]:
    fields = dict(case.lines)
    if "page" in fields:
        text, places = marks(fields["page"])
        page = read_page(text.encode(), PAGE, latin="en", selectors=Selectors())
        line = text.split("\n")
        marked = []
        for at, length in places:
            before = text[:at].count("\n")
            marked.append((line[before], at - (text.rfind("\n", 0, at) + 1), length))
        return check_page(page, [case.code]), marked
    found, marked = messages(case)
    locale = fields.get("locale", "ja")
    return check_catalog(Catalog(locale, {}, tuple(found)), PO, locale, checks=[case.code]), marked


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_a_check_finds_what_its_file_states(case: Case) -> None:
    found, marked = findings(case)
    places = [(d.text, d.at, d.length) for d in found if d.at is not None]
    assert sorted(places) == sorted(marked)
    said = [text for key, text in case.lines if key == "says"]
    if said or len(marked) < len(found):
        assert [d.message for d in found] == said
    assert bool(found) == (case.section == FIND)
    assert {(d.code, d.severity) for d in found} <= {(case.code, CHECKS[case.code].severity)}


def test_every_check_has_cases_of_both_kinds() -> None:
    sections = {(case.code, case.section) for case in cases()}
    wanted = {(code, section) for code in CHECKS for section in (FIND, SILENT)}
    assert {one for one in wanted if one[0] not in ELSEWHERE} == sections


def test_check_looks_at_pages_too(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    page = PROJECT["source/index.html"].replace("<button", '<img alt="a.jpg"><button', 1)
    (folder / "source" / "index.html").write_text(page, encoding="utf-8")
    line = "source/index.html:11:11: warning file-name: «a.jpg» is the name of a file."
    assert f"{line} Write what the image shows.\n" in run(folder, "check").stdout
    assert "file-name" not in run(folder, "check", "--ignore", "file-name").stdout


# What a careless pattern would read again from each of its letters.
HOSTILE = [
    "a",
    "a ",
    "1,",
    "1万",
    "hundred ",
    "九",
    "(",
    "「",
    '"あ',
    "<keep>",
    "<code>",
    "<a ",
    "``a",
]
HOSTILE += ["{{", "${", "%(", "%1$", "http://a", "a@", "a.", "\u200b", "か\u3099", "縺", "Ã©", " "]
HOSTILE += ["､ｱ", "¤·", "銇", "窶", "表ｱ", "é¡¨", "Ð¿", "설", "设", "\U000e0041", "<b>a.</b>"]
HOSTILE += ["ア", "設定", "設定 ", "The the ", "の", "ます", "アイウ"]
HOSTILE += [
    "one hour and ",
    "two ",
    "1 hour, ",
    "half ",
    "1/2",
    "3 PM ",
    "Mon, ",
    "三つ",
    "1時間",
    "½",
]
HOSTILE += [
    "1分の1 ",
    "A-1 ",
    "第一",
    "1月1日 ",
    "1 to 2 ",
    "at least 1 ",
    "-1 ",
    "first ",
    "1日",
    "v1.0",
    "`a ",
    "/etc/a",
    "a/",
    "$A",
    "a()",
    "http://a東京(",
    "the the ",
    "It is at all, ",
    "１：",
    "2019-",
    "x.py ",
    "www.",
    "をを",
    "1" * 5000,
    "兆",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE, ids=[piece[:15] for piece in HOSTILE])
def test_a_long_text_is_read_once(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    messages = (
        Message(text, None, "あ"),
        Message("あ", None, text),
        Message(f"{text} ", None, text),
        Message(f"{text}.", None, "the the " * 5000),
        Message(f"{text}。", None, "設定設定、" * 8000),
    )
    for locale in ("en", "ja", "fr"):
        # Quadratic time is minutes here.
        check_catalog(Catalog(locale, {}, messages), PO, locale)


@pytest.mark.parametrize("source", ["字", "半分", "アイウエオ", "縺ｾ縺", "本日は晴天なり", "ab"])
@pytest.mark.parametrize(("locale", "twice"), [("en", "go the the to "), ("ja", "設定設定、")])
def test_a_source_is_searched_once_for_what_repeats_itself(
    source: str, locale: str, twice: str
) -> None:
    messages = (Message(source * 10_000, None, twice * 4_000),)
    began = process_time()
    check_catalog(Catalog(locale, {}, messages), PO, locale, checks=["double-word"])
    # Quadratic time is minutes here.
    assert process_time() - began < 2
