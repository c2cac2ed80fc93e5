"""Frames: what is wrong is underlined, in the columns of a terminal."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.checks import CHECKS
from i18n_summit.checks.readings import Pair
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.model import Severity
from i18n_summit.reports.terminal import diagnostic_lines
from tests.findings import CASES, ERROR, FINDINGS, JA, found
from tests.projects import JA_PO, make, run

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_findings_are_framed_as_the_golden_file_shows() -> None:
    written = "".join(f"{line}\n" for line in diagnostic_lines(FINDINGS, columns=60))
    assert written == (CASES / "findings.txt").read_bytes().decode()


def frames(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Give each line of a text that is underlined, and the line that does it."""
    for line, mark in pairwise(lines):
        if re.fullmatch(r" +\^+", mark):
            yield line, mark


@given(
    before=st.text("aか漢ﾊ 。", max_size=60),
    wrong=st.text("aか漢ﾊ。", min_size=1, max_size=60),
    after=st.text("aか漢ﾊ 。", max_size=60),
    columns=st.integers(20, 120),
)
def test_a_mark_stands_under_what_is_wrong_and_a_line_fits_the_terminal(
    before: str, wrong: str, after: str, columns: int
) -> None:
    text, at = before + wrong + after, len(before)
    finding = found("x", ERROR, (JA, 1, 1), "m", "id", text, at=at, length=len(wrong))
    ((line, mark),) = frames(diagnostic_lines([finding], columns=columns))
    # In the encoding of Japanese terminals a character has as many bytes as columns.
    bytes_of_line = line.replace("…", ".").encode("cp932")
    assert max(len(bytes_of_line), len(mark)) <= columns
    under = bytes_of_line[mark.index("^") : len(mark)].decode("cp932")
    assert under == wrong or (len(under) > 4 and wrong.startswith(under))


# An emoji that joins, a skin, a mark, a tab, a direction, Hangul; and the line that is shown.
CELLS = [
    ("👩\u200d💻!", 3, "👩\u200d💻!", "  ^"),
    ("👍🏽!", 2, "👍🏽!", "  ^"),
    ("か\u3099!", 2, "か\u3099!", "  ^"),
    ("か\u3099!", 1, "か\u3099!", "^^"),
    ("\t!", 1, r"\t!", "  ^"),
    ("\u202e!", 0, r"\u202e!", "^^^^^^"),
    ("a\u200d!", 1, r"a\u200d!", " ^^^^^^"),
    ("한글!", 2, "한글!", "    ^"),
    ("１２ﾊﾟ!", 4, "１２ﾊﾟ!", "      ^"),
    ("…—!", 2, "…—!", "  ^"),
    ("", 0, "", "^"),
]


@pytest.mark.parametrize(("text", "at", "shown", "mark"), CELLS)
def test_a_character_has_the_columns_of_a_terminal(
    text: str, at: int, shown: str, mark: str
) -> None:
    finding = found("x", ERROR, (JA, 1, 1), "m", "id", text, at=at)
    assert diagnostic_lines([finding], columns=80)[1:] == ["    id", f"    {shown}", f"    {mark}"]


def test_the_frame_of_the_readme_is_what_the_program_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```\n([^\n]* exclamation: .*?)^```$", README, re.MULTILINE | re.DOTALL)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + "\n" * 38
    make(tmp_path, {JA_PO: f'{head}msgid "Upgrade now."\nmsgstr "今すぐアップグレード！"\n'})
    monkeypatch.chdir(tmp_path)
    names = {"Severity": Severity, "Iterator": Iterator, "text_check": text_check, "re": re}
    names |= {"Pair": Pair, "Brief": Brief, "Finding": Finding}
    try:
        exec(code, names)  # noqa: S102
        result = run(tmp_path, "check", "--select", "exclamation", JA_PO, COLUMNS="100")
    finally:
        CHECKS.pop("exclamation", None)
    assert result.stdout == shown
