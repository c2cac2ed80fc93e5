"""Formats on the command line: where they go, what paths count from, what GitHub is told."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from i18n_summit.cli.findings import FORMATS
from tests.projects import EN_PO, JA_PO, make_half, run, snapshot, translate

OUTSIDE: dict[str, str | None] = dict.fromkeys(
    ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")
)
LOST = "読んでください。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project in a folder of its repository, with an error and five warnings in Japanese."""
    make_half(tmp_path / "web site")
    translate(
        tmp_path / "web site",
        JA_PO,
        **{"Read <a>the proposal</a> before you come.": LOST},
    )
    return tmp_path / "web site"


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_changes_neither_exit_code_nor_summary_nor_the_project(
    folder: Path, form: str
) -> None:
    before = snapshot(folder)
    result = run(folder, "check", "--format", form, **OUTSIDE)
    assert result.exit_code == 1
    assert result.stderr == "2 errors (2 placeholder), 5 warnings (5 missing)\n"
    assert snapshot(folder) == before
    output = folder.parent / "findings"
    again = run(folder, "check", "--format", form, "-o", str(output), **OUTSIDE)
    assert (again.exit_code, again.stdout) == (1, "")
    assert output.read_text(encoding="utf-8") == result.stdout


def paths(folder: Path, *arguments: str, **environment: str) -> dict[str, set[str]]:
    """Give the paths that each format names."""
    written = {
        form: run(folder, "check", "--format", form, *arguments, **OUTSIDE | environment).stdout
        for form in ("sarif", "github", "gitlab", "junit")
    }
    results = json.loads(written["sarif"])["runs"][0]["results"]
    places = [result["locations"][0]["physicalLocation"] for result in results]
    return {
        "sarif": {place["artifactLocation"]["uri"] for place in places},
        "github": {
            line.removeprefix("::error file=").removeprefix("::warning file=").partition(",")[0]
            for line in written["github"].splitlines()
        },
        "gitlab": {item["location"]["path"] for item in json.loads(written["gitlab"])},
        "junit": {
            case.get("file", "")
            for case in ET.fromstring(written["junit"].encode()).iterfind(".//testcase[@file]")
        },
    }


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_services_get_paths_from_the_root_of_the_repository(folder: Path, variable: str) -> None:
    assert set(map(frozenset, paths(folder).values())) == {frozenset({JA_PO})}
    whole = f"web site/{JA_PO}"
    assert paths(folder, **{variable: str(folder.parent)}) == {
        "sarif": {whole.replace(" ", "%20")},
        "github": {whole},
        "gitlab": {whole},
        "junit": {JA_PO},
    }
    # A project elsewhere keeps its paths.
    assert paths(folder, **{variable: str(folder / "source")})["github"] == {JA_PO}


def test_files_count_from_the_folder_one_is_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "locales")
    catalog = "../" + JA_PO
    assert paths(folder, catalog, GITHUB_WORKSPACE=str(folder.parent))["gitlab"] == {
        f"web site/{JA_PO}"
    }
    absolute = paths(folder, str(folder / JA_PO), GITHUB_WORKSPACE=str(folder.parent))
    assert absolute["github"] == {f"web site/{JA_PO}"}


def test_github_gets_a_summary_and_outputs_behind_what_it_has(folder: Path) -> None:
    summary, outputs = folder.parent / "summary.md", folder.parent / "outputs"
    summary.write_bytes("## 前\n".encode())
    told = OUTSIDE | {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}
    run(folder, "check", "--format", "github", **told)
    markdown = run(folder, "check", "--format", "markdown", **told).stdout
    assert summary.read_text(encoding="utf-8") == "## 前\n" + markdown
    assert outputs.read_text(encoding="utf-8") == "errors=2\nwarnings=5\n"
    for form in FORMATS:
        if form != "github":
            run(folder, "check", "--format", form, **told)
    assert summary.read_text(encoding="utf-8") == "## 前\n" + markdown
    assert "\n| ja | all | 0 % | 0 of 6 | 0 | 6 |\n" in markdown


def test_coverage_as_markdown_is_a_table(folder: Path) -> None:
    translate(folder, EN_PO)
    result = run(folder, "status", "-l", "en", "--format", "markdown")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "| locale | role | done | translated | fuzzy | missing |",
        "|---|---|--:|--:|--:|--:|",
        "| en | all | 100 % | 3 of 3 | 0 | 0 |",
        "|  | track | 100 % | 1 of 1 | 0 | 0 |",
        "|  | description | 100 % | 2 of 2 | 0 | 0 |",
    ]
