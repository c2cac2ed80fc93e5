"""Findings and coverage, written for people and for programs."""

import json
from pathlib import PurePosixPath

import pytest

from i18n_summit.model import Count, Coverage, Diagnostic, Location, Severity
from i18n_summit.reports.document import coverage_document, diagnostics_document
from i18n_summit.reports.terminal import coverage_lines, diagnostic_lines, summary_line

PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
PAGE = PurePosixPath("source/index.html")
FINDINGS = [
    Diagnostic(
        "placeholder",
        Severity.ERROR,
        Location(PO, 42, 3),
        "<a> is missing.",
        "ja",
        "Read <a>it</a>",
    ),
    Diagnostic(
        "part-language", Severity.WARNING, Location(PAGE, 7, 12), "「題」 stays in ja.", "en"
    ),
    Diagnostic(
        "placeholder", Severity.ERROR, Location(PO, 50), "<b> is missing.", "ja", "<b>B</b>"
    ),
]
NO_TEXT = {"msgctxt": None, "text": None, "at": None, "length": None}
"""What a finding about no character says as JSON."""


def test_findings_as_json_are_a_contract() -> None:
    text = diagnostics_document(FINDINGS)
    assert "「題」" in text
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "diagnostics": [
            {
                "code": "placeholder",
                "severity": "error",
                "path": "locales/ja/LC_MESSAGES/summit.po",
                "line": 42,
                "column": 3,
                "locale": "ja",
                "message": "<a> is missing.",
                "msgid": "Read <a>it</a>",
                **NO_TEXT,
            },
            {
                "code": "part-language",
                "severity": "warning",
                "path": "source/index.html",
                "line": 7,
                "column": 12,
                "locale": "en",
                "message": "「題」 stays in ja.",
                "msgid": None,
                **NO_TEXT,
            },
            {
                "code": "placeholder",
                "severity": "error",
                "path": "locales/ja/LC_MESSAGES/summit.po",
                "line": 50,
                "column": 1,
                "locale": "ja",
                "message": "<b> is missing.",
                "msgid": "<b>B</b>",
                **NO_TEXT,
            },
        ],
        "errors": 2,
        "warnings": 1,
    }
    assert json.loads(diagnostics_document([])) == {"diagnostics": [], "errors": 0, "warnings": 0}


COVERAGES = [
    Coverage("en", {}),
    Coverage("ja", {"title": Count(2, 1, 1), "description": Count(4, 1, 0)}),
]


def test_coverage_as_json_is_a_contract() -> None:
    assert json.loads(coverage_document(COVERAGES)) == {
        "locales": {
            "en": {
                "total": 0,
                "translated": 0,
                "fuzzy": 0,
                "untranslated": 0,
                "percent": 100,
                "roles": {},
            },
            "ja": {
                "total": 6,
                "translated": 2,
                "fuzzy": 1,
                "untranslated": 3,
                "percent": 33,
                "roles": {
                    "title": {
                        "total": 2,
                        "translated": 1,
                        "fuzzy": 1,
                        "untranslated": 0,
                        "percent": 50,
                    },
                    "description": {
                        "total": 4,
                        "translated": 1,
                        "fuzzy": 0,
                        "untranslated": 3,
                        "percent": 25,
                    },
                },
            },
        }
    }


def test_findings_are_lines_that_editors_can_jump_to() -> None:
    assert diagnostic_lines(FINDINGS) == [
        "locales/ja/LC_MESSAGES/summit.po:42:3: error placeholder: <a> is missing.",
        "source/index.html:7:12: warning part-language: 「題」 stays in ja.",
        "locales/ja/LC_MESSAGES/summit.po:50:1: error placeholder: <b> is missing.",
    ]
    assert summary_line(FINDINGS) == "2 errors (2 placeholder), 1 warning (1 part-language)"
    assert summary_line([]) == "no findings"


def test_coverage_is_a_table() -> None:
    assert (
        "\n".join(line.rstrip() for line in coverage_lines(COVERAGES))
        == """\
locale  role                                done     translated  fuzzy  missing
en      all          ████████████████████  100 %         0 of 0      0        0
ja      all          ██████░░░░░░░░░░░░░░   33 %         2 of 6      1        3
        title        ██████████░░░░░░░░░░   50 %         1 of 2      1        0
        description  █████░░░░░░░░░░░░░░░   25 %         1 of 4      0        3"""
    )


def test_colours_say_how_far_one_is_and_how_bad_it_is() -> None:
    def painted(text: str, colour: str) -> str:
        return f"[{colour}]"

    assert coverage_lines(COVERAGES, painted) == [
        "[bold]",
        "[bold]  all          [green]  100 %         0 of 0      0        0",
        "[bold]  all          [red]   33 %         2 of 6      1        3",
        "[bold]  title        [yellow]   50 %         1 of 2      1        0",
        "[bold]  description  [red]   25 %         1 of 4      0        3",
    ]
    assert diagnostic_lines(FINDINGS[:2], painted) == [
        "[bold]: [red] placeholder: <a> is missing.",
        "[bold]: [yellow] part-language: 「題」 stays in ja.",
    ]


# A text, and what a terminal gets.
VISIBLE = [
    ("講演 — café 👩\u200d💻 100 %", "講演 — café 👩\u200d💻 100 %"),
    ("a\x1b[31mred\x07", r"a\x1b[31mred\x07"),
    ("one\ntwo\r\tthree\x7f\x9b", r"one\ntwo\r\tthree\x7f\x9b"),
    ("\u202egnp.exe\u2069\u2028", r"\u202egnp.exe\u2069\u2028"),
    ("\udcff.html", r"\xff.html"),
]


@pytest.mark.parametrize(("text", "shown"), VISIBLE)
def test_a_terminal_is_never_made_to_obey_a_text(text: str, shown: str) -> None:
    finding = Diagnostic("copy", Severity.WARNING, Location(PurePosixPath(text)), text)
    assert diagnostic_lines([finding]) == [f"{shown}:1:1: warning copy: {shown}"]
