"""The command line: exit codes, findings, help, and complaints with a remedy."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from i18n_summit import __version__
from i18n_summit.cli import command
from tests.projects import (
    EN_PO,
    JA_PO,
    NOTES,
    POT,
    PROJECT,
    SETTINGS,
    Files,
    make,
    make_half,
    program,
    run,
    snapshot,
    translate,
)

PAGE_COMMANDS = ["extract", "render", "check", "status", "build"]
PROJECT_COMMANDS = [*PAGE_COMMANDS, "compile"]
COMMANDS = [*PROJECT_COMMANDS, "diff", "merge-driver", "terms"]
"""Those that need no project too; explain needs nothing."""
MEND = "Mend the entry, or restore the file."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose English is complete and whose Japanese is empty."""
    return make_half(tmp_path)


# What is done to a good project, the commands that then fail, and the whole complaint;
# {} is the project's folder.
UNUSABLE: dict[str, tuple[Files, list[str], str]] = {
    "no folder of pages": (
        {"source/index.html": None, "source/notes.txt": None, "source/css/style.css": None},
        PAGE_COMMANDS,
        (
            'error: source: no such folder. Put the pages there, or set "source" in'
            " i18n-summit.toml to the folder they are in.\n"
        ),
    ),
    "a wrong key": (
        {"i18n-summit.toml": 'locale = ["ja"]\n'},
        PROJECT_COMMANDS,
        'error: i18n-summit.toml has no key "locale". Did you mean "locales"?\n',
    ),
    "no TOML": (
        {"i18n-summit.toml": "locales = [ja]\n"},
        PROJECT_COMMANDS,
        "error: i18n-summit.toml:1:12: Invalid value. Mend the file.\n",
    ),
    "both files": (
        {"pyproject.toml": "[tool.i18n-summit]\n"},
        PROJECT_COMMANDS,
        (
            "error: i18n-summit.toml: pyproject.toml beside it has [tool.i18n-summit] too."
            " Keep the settings in one of the two.\n"
        ),
    ),
    "a selector that asks for text": (
        {"i18n-summit.toml": 'include = ["p:empty"]\n'},
        PAGE_COMMANDS,
        (
            'error: i18n-summit.toml: include: "p:empty" asks for text, and rules see tags only.'
            " Name an element, a class, an id or an attribute.\n"
        ),
    ),
    "a check that does not exist": (
        {"i18n-summit.toml": f'{SETTINGS}[checks]\nignore = ["fuzy"]\n'},
        PAGE_COMMANDS,
        ('error: i18n-summit.toml: checks: there is no check "fuzy". Did you mean "fuzzy"?\n'),
    ),
    "a check that does not exist and is to fail": (
        {"i18n-summit.toml": f'{SETTINGS}[checks]\nerrors = ["glosary"]\n'},
        PAGE_COMMANDS,
        (
            'error: i18n-summit.toml: checks: there is no check "glosary".'
            ' Did you mean "glossary"?\n'
        ),
    ),
    "a profile that does not exist": (
        {"i18n-summit.toml": f'{SETTINGS}[checks]\njapanese = "jft"\n'},
        PAGE_COMMANDS,
        (
            'error: i18n-summit.toml: checks: japanese: there is no profile "jft".'
            ' Did you mean "jtf"?\n'
        ),
    ),
    "a glossary that is not there": (
        {"i18n-summit.toml": f'{SETTINGS}[checks]\nglossary = "terms.csv"\n'},
        ["check", "build"],
        "error: terms.csv: No such file or directory. Check the name and its permissions.\n",
    ),
    "a broken glossary": (
        {"locales/glossary.csv": "en,ja\ntopic\nbroker,ブローカー,\n"},
        ["check", "build"],
        (
            "error: locales/glossary.csv:2: 1 cell, and the header has 2. Write a comma between"
            " two cells, and quotes around one that has a comma in it.\n"
            "error: locales/glossary.csv:3: 3 cells, and the header has 2. Write a comma between"
            " two cells, and quotes around one that has a comma in it.\n"
        ),
    ),
    "broken catalogs": (
        {EN_PO: 'msgid "A"\n', JA_PO: 'msgid "A"\nmsgstr "あ\n'},
        PROJECT_COMMANDS,
        (
            f"error: {EN_PO}:2:1: the file ends inside an entry, before msgstr. {MEND}\n"
            f"error: {JA_PO}:2:8: this string does not end. {MEND}\n"
        ),
    ),
    "a broken template": (
        {POT: "<<<<<<< HEAD\n"},
        ["extract", "build"],
        (
            f"error: {POT}:1:1: a conflict marker that a merge left behind."
            " Resolve the conflict and delete the markers.\n"
        ),
    ),
    "no page that can be decoded": (
        {
            "source/notes.txt": b"caf\xe9",
            "source/index.html": b"<meta charset=utf-8>\n<p>\x83J",
            "source/new.txt": b"\xff",
        },
        PAGE_COMMANDS,
        (
            "error: source/index.html:2: byte 24 (0x83) is not utf-8. Save the page in the"
            " encoding it declares, or declare the one it is in: <meta charset=…>.\n"
            "error: source/new.txt:1: byte 0 (0xFF) is not utf-8. Save the page in the"
            " encoding it declares, or declare the one it is in, by a byte order mark or as"
            " UTF-8.\n"
            "error: source/notes.txt:1: byte 3 (0xE9) is not utf-8. Save the page in the"
            " encoding it declares, or declare the one it is in, by a byte order mark or as"
            " UTF-8.\n"
        ),
    ),
    "a folder where a catalog should be": (
        {JA_PO: None, f"{JA_PO}/x": ""},
        PAGE_COMMANDS,
        f"error: {JA_PO}: this is no regular file. Move it away.\n",
    ),
    "a folder where a page should be": (
        {"build/ja/index.html/x": ""},
        ["render", "build"],
        (
            "error: {}/build/ja/index.html: a folder stands where this file is to be written."
            " Move it away.\n"
        ),
    ),
    "a file where the output should be": (
        {"build": ""},
        ["render", "build"],
        "error: {}/build: this is no folder, and one is needed here. Move it away.\n",
    ),
}


@pytest.mark.parametrize(
    ("case", "name"),
    [(case, name) for case, (_, commands, _) in UNUSABLE.items() for name in commands],
)
def test_unusable_input_ends_with_2_a_remedy_and_nothing_written(
    folder: Path, case: str, name: str
) -> None:
    files, _, complaint = UNUSABLE[case]
    # So that a command which writes before it has read everything is seen.
    make(folder, {"source/new.txt": "Welcome to San Francisco.\n", **files})
    if case == "no folder of pages":
        (folder / "source" / "new.txt").unlink()
        (folder / "source" / "css").rmdir()
        (folder / "source").rmdir()
    before = snapshot(folder)
    result = run(folder, name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == complaint.format(folder)
    assert snapshot(folder) == before


# Arguments, the environment, and what the complaint says.
WRONG_USE = {
    "an epoch that is no number": (
        ["extract"],
        {"SOURCE_DATE_EPOCH": "yesterday"},
        (
            'error: SOURCE_DATE_EPOCH: "yesterday" is no number of seconds since 1970.'
            " Unset it, or set one.\n"
        ),
    ),
    "an epoch out of this world": (
        ["build"],
        {"SOURCE_DATE_EPOCH": "9" * 30},
        (
            f'error: SOURCE_DATE_EPOCH: "{"9" * 30}" is no number of seconds since 1970.'
            " Unset it, or set one.\n"
        ),
    ),
    "an unknown locale": (
        ["render", "-l", "jp"],
        {},
        'error: the project has no locale "jp". Did you mean "ja"?\n',
    ),
    "an unknown locale like none": (
        ["status", "-l", "ja", "-l", "fr-CA"],
        {},
        'error: the project has no locale "fr-CA". It has en, ja.\n',
    ),
    "an unknown locale of check": (
        ["check", "-l", "jp"],
        {},
        'error: the project has no locale "jp". Did you mean "ja"?\n',
    ),
    "catalogs and a threshold": (
        ["check", "--fail-under", "90", "{}/" + JA_PO],
        {},
        "Error: --fail-under needs the pages: leave it out, or the files.\n",
    ),
    "a list of checks in a format of findings": (
        ["check", "--list", "--format", "sarif"],
        {},
        "Error: --list has the formats text and json: leave --format out.\n",
    ),
    "a list of some checks": (
        ["check", "--list", "--select", "copy"],
        {},
        "Error: --list lists all checks: leave all but --format and --output out.\n",
    ),
    "a list of the checks of a file": (
        ["check", "--list", "{}/" + JA_PO],
        {},
        "Error: --list lists all checks: leave all but --format and --output out.\n",
    ),
    "a baseline and a report": (
        ["check", "--write-baseline", "{}/baseline.json", "-o", "{}/report.txt"],
        {},
        "Error: --write-baseline writes no report: leave --output and --format out.\n",
    ),
    "a difference and a report": (
        ["check", "--diff", "--format", "json"],
        {},
        "Error: --diff writes no report: leave --output and --format out.\n",
    ),
    "a language that is none": (
        ["check", "-l", "../..", "{}/" + JA_PO],
        {},
        'error: "../.." is no language tag. Write one such as ja or pt-BR.\n',
    ),
    "a language in capitals": (
        ["check", "--fix", "-l", "JA", "{}/" + JA_PO],
        {},
        'error: "JA" is no language tag. Did you mean "ja"?\n',
    ),
    "a country": (
        ["check", "-l", "jp", "{}/" + JA_PO],
        {},
        'error: there is no language "jp". Did you mean "ja"?\n',
    ),
    "a language that nobody speaks": (
        ["check", "-l", "xx_YY", "{}/" + JA_PO],
        {},
        'error: there is no language "xx". Write one such as ja or pt-BR.\n',
    ),
    "catalogs in two languages": (
        ["check", "-l", "en", "-l", "ja", "{}/" + JA_PO],
        {},
        "Error: --locale may be given once with files: it says what they are in.\n",
    ),
    "catalogs that are not there": (
        ["check", "{}/ja.po", "{}/" + EN_PO, "{}/en.po"],
        {},
        (
            "error: {}/ja.po: No such file or directory. Check the name and its permissions.\n"
            "error: {}/en.po: No such file or directory. Check the name and its permissions.\n"
            "no findings in what could be read\n"
        ),
    ),
    "a glossary of the command line that is not there": (
        ["check", "--glossary", "{}/terms.csv", "{}/" + JA_PO],
        {},
        "error: {}/terms.csv: No such file or directory. Check the name and its permissions.\n",
    ),
    "findings below a file": (
        ["check", "-o", "{}/source/notes.txt/findings.json"],
        {},
        ("error: {}/source/notes.txt: this is no folder, and one is needed here. Move it away.\n"),
    ),
    "pages below a file": (
        ["render", "-o", "{}/source/notes.txt/build"],
        {},
        (
            "error: source/notes.txt/build: this folder is among the pages."
            " Choose one outside source.\n"
        ),
    ),
    "pages among the pages": (
        ["render", "-o", "{}/source/public"],
        {},
        "error: source/public: this folder is among the pages. Choose one outside source.\n",
    ),
    "pages where no folder can be": (
        ["render", "-o", os.devnull + "/build"],
        {},
        f"error: {os.devnull}: this is no folder, and one is needed here. Move it away.\n",
    ),
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use_ends_with_2_a_remedy_and_nothing_written(folder: Path, case: str) -> None:
    arguments, environment, complaint = WRONG_USE[case]
    make(folder, {"source/new.txt": "Welcome to San Francisco.\n"})
    before = snapshot(folder)
    result = run(folder, *(argument.format(folder) for argument in arguments), **environment)
    assert (result.exit_code, result.stdout) == (2, "")
    said = re.sub(r"^Usage: .*\nTry .*\n\n", "", result.stderr)
    assert said == complaint.replace("{}", str(folder))
    assert snapshot(folder) == before


# Arguments that click refuses, and what it names.
WRONG_WORDS = {
    "an unknown command": (["extrakt"], "extrakt"),
    "an unknown option": (["build", "--chek"], "--chek"),
    "an unknown format": (["check", "--format", "jsn"], '"jsn". Did you mean "json"?'),
    "an unknown format of status": (
        ["status", "--format", "html"],
        '"html". Known: text, json, markdown.',
    ),
    "a percentage over 100": (["check", "--fail-under", "101"], "101"),
    "findings into a folder": (["check", "-o", "{}/locales"], "{}/locales"),
    "pages into a file": (["render", "-o", "{}/source/notes.txt"], "{}/source/notes.txt"),
    "an argument too many": (["status", "ja"], "ja"),
    "a folder that is not there": (["-C", "{}/none", "build"], "{}/none"),
}


@pytest.mark.parametrize("case", WRONG_WORDS)
def test_wrong_words_end_with_2_and_nothing_written(folder: Path, case: str) -> None:
    arguments, named = WRONG_WORDS[case]
    before = snapshot(folder)
    result = run(folder, *(argument.format(folder) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    *_, complaint = result.stderr.splitlines()
    assert complaint.startswith("Error: ")
    assert named.format(folder) in complaint
    assert snapshot(folder) == before


def test_check_names_each_finding_at_its_line(folder: Path) -> None:
    translate(
        folder,
        JA_PO,
        **{
            "Kafka Summit sessions": "Kafka Summit sessions",
            "Kafka Needs no Keeper": "No one has to keep Kafka",
            "Read <a>the proposal</a> before you come.": "提案を<a>先に</a><b>どうぞ</b>",
            "View Description": "説明を表示",
            "Bring your laptop and a charger.": "Bring your laptop and a charger.",
        },
    )
    path = folder / JA_PO
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "View', '#, fuzzy\nmsgid "View'), encoding="utf-8")
    make(folder, {"source/notes.txt": NOTES.replace("・会場", "・The venue closes.\n\n・会場")})
    result = run(folder, "check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        (
            f"{JA_PO}:1:1: error stale: 1 message of the pages not in the catalog, the first at"
            " source/notes.txt:4: «The venue closes.». Run i18n-summit extract."
        ),
        f"{JA_PO}:24:1: warning missing: «Core Kafka» has no translation. Write its msgstr.",
        (
            f"{JA_PO}:29:1: warning language: the translation has no Japanese in it."
            " Translate it into Japanese."
        ),
        *(
            line
            for column, tag, before in ((21, "<b>", 17), (27, "</b>", 26))
            for line in (
                (
                    f"{JA_PO}:34:{column}: error placeholder: {tag} is not in the source (a literal"
                    f" one is written &lt;{tag[1:]}). Until then the source stays in the page."
                ),
                "    Read <a>the proposal</a> before you come.",
                "    提案を<a>先に</a><b>どうぞ</b>",
                f"    {' ' * before}{'^' * len(tag)}",
            )
        ),
        (
            f"{JA_PO}:40:1: warning fuzzy: the translation of «View Description» is fuzzy."
            " Review it and remove the flag."
        ),
        f"{JA_PO}:45:1: warning copy: the translation is a copy of the source. Translate it.",
    ]
    assert result.stderr == (
        "3 errors (2 placeholder, 1 stale), 4 warnings (1 copy, 1 fuzzy, 1 language, 1 missing)\n"
    )


# The settings of coverage and checks, the arguments, and the exit code and the codes found.
GATES = {
    "warnings alone": ("", [], 0, {"missing"}),
    "a threshold that is reached": ("[coverage]\nen = 100\nja = 0\n", [], 0, {"missing"}),
    "a threshold that is not": ("[coverage]\nja = 1\n", [], 1, {"missing", "coverage"}),
    "a threshold of a role": (
        "[coverage]\nja = { title = 1, all = 0 }\n",
        [],
        1,
        {"missing", "coverage"},
    ),
    "one of the command line": ("", ["--fail-under", "1"], 1, {"missing", "coverage"}),
    "one of the command line, which goes first": (
        "[coverage]\nja = 100\n",
        ["--fail-under", "0"],
        0,
        {"missing"},
    ),
    "one locale alone": ("[coverage]\nja = 100\n", ["-l", "en", "--fail-under", "100"], 0, set()),
    "a check that is ignored": ('[checks]\nignore = ["missing"]\n', [], 0, set()),
}


@pytest.mark.parametrize("case", GATES)
def test_thresholds_make_a_gate(folder: Path, case: str) -> None:
    settings, arguments, code, codes = GATES[case]
    make(folder, {"i18n-summit.toml": SETTINGS + settings})
    result = run(folder, "check", "--format", "json", *arguments)
    found = json.loads(result.stdout)
    assert (result.exit_code, {d["code"] for d in found["diagnostics"]}) == (code, codes)


def test_a_threshold_that_is_not_met_is_an_error_at_its_catalog(folder: Path) -> None:
    result = run(folder, "check", "-l", "ja", "--fail-under", "90")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[-1] == (
        f"{JA_PO}:1:1: error coverage: ja: 0 % translated (0 of 6), and 90 % are asked for."
        " Translate what is missing."
    )
    assert result.stderr == "1 error (1 coverage), 6 warnings (6 missing)\n"


@pytest.mark.parametrize("form", ["text", "json"])
def test_findings_go_into_a_file(folder: Path, form: str) -> None:
    expected = run(folder, "check", "--format", form).stdout
    output = folder / "reports" / "findings.txt"
    result = run(folder, "check", "--format", form, "-o", str(output), FORCE_COLOR="1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "6 warnings (6 missing)\n"
    assert output.read_text(encoding="utf-8") == expected != ""


def test_findings_as_json_say_what_the_text_says(folder: Path) -> None:
    result = run(folder, "check", "-l", "ja", "--format", "json")
    assert result.stderr == "6 warnings (6 missing)\n"
    found = json.loads(result.stdout)
    assert found["diagnostics"][1] == {
        "code": "missing",
        "severity": "warning",
        "path": JA_PO,
        "line": 24,
        "column": 1,
        "locale": "ja",
        "message": "«Core Kafka» has no translation. Write its msgstr.",
        "msgid": "Core Kafka",
        "msgctxt": None,
        "text": None,
        "at": None,
        "length": None,
    }
    assert (len(found["diagnostics"]), found["errors"], found["warnings"]) == (6, 0, 6)


GLOSSARY = "en,ja,forbidden,note\nCore Kafka,Kafka コア,コア Kafka,製品名が先です。\n"
MISUSE = (
    "«コア Kafka» is forbidden for «Core Kafka» by the glossary ({}:2). Write «Kafka コア»."
    " Note: 製品名が先です。"
)
# Where the glossary stands, further settings and arguments ({} is the folder), the exit code,
# and the place that findings name.
GLOSSARIES: dict[str, tuple[str, str, list[str], int, str | None]] = {
    "among the catalogs": ("locales/glossary.csv", "", [], 0, "locales/glossary.csv"),
    "where the settings say": (
        "terms.csv",
        '[checks]\nglossary = "terms.csv"\n',
        [],
        0,
        "terms.csv",
    ),
    "where the command line says": (
        "terms.csv",
        "",
        ["--glossary", "{}/terms.csv"],
        0,
        "{}/terms.csv",
    ),
    "nowhere": ("terms.csv", "", [], 0, None),
    "ignored": ("locales/glossary.csv", '[checks]\nignore = ["glossary"]\n', [], 0, None),
    "a gate": (
        "locales/glossary.csv",
        '[checks]\nerrors = ["glossary"]\n',
        [],
        1,
        "locales/glossary.csv",
    ),
    "with a catalog alone": ("locales/glossary.csv", "", ["{}/" + JA_PO], 0, None),
    "with a catalog alone, and named": (
        "terms.csv",
        "",
        ["--glossary", "{}/terms.csv", "{}/" + JA_PO],
        0,
        "{}/terms.csv",
    ),
}


@pytest.mark.parametrize("case", GLOSSARIES)
def test_translations_are_held_to_a_glossary(folder: Path, case: str) -> None:
    path, settings, arguments, code, place = GLOSSARIES[case]
    make(folder, {path: GLOSSARY, "i18n-summit.toml": SETTINGS + settings})
    translate(folder, JA_PO, **{"Core Kafka": "コア Kafka"})
    result = run(folder, "check", "--format", "json", *(a.format(folder) for a in arguments))
    messages = [
        d["message"]
        for d in json.loads(result.stdout)["diagnostics"]
        if d["code"] == "glossary" and d["severity"] == ("error" if code else "warning")
    ]
    expected = [] if place is None else [MISUSE.format(place.format(folder))]
    assert (result.exit_code, messages) == (code, expected)


def test_build_holds_translations_to_the_glossary(folder: Path) -> None:
    gate = '[checks]\nerrors = ["glossary"]\n'
    make(folder, {"locales/glossary.csv": GLOSSARY, "i18n-summit.toml": SETTINGS + gate})
    translate(folder, JA_PO, **{"Core Kafka": "コア Kafka"})
    result = run(folder, "build")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{JA_PO}:24:9: error glossary: {MISUSE.format('locales/glossary.csv')}\n"
        "    Core Kafka\n    コア Kafka\n    ^^^^^^^^^^\n\n"
    )


def test_status_as_text_is_a_table_and_as_json_a_contract(folder: Path) -> None:
    text = run(folder, "status")
    assert (text.exit_code, text.stderr) == (0, "")
    assert (
        "\n".join(line.rstrip() for line in text.stdout.splitlines())
        == """\
locale  role                                done     translated  fuzzy  missing
en      all          ████████████████████  100 %         3 of 3      0        0
        track        ████████████████████  100 %         1 of 1      0        0
        description  ████████████████████  100 %         2 of 2      0        0
ja      all          ░░░░░░░░░░░░░░░░░░░░    0 %         0 of 6      0        6
        title        ░░░░░░░░░░░░░░░░░░░░    0 %         0 of 2      0        2
        track        ░░░░░░░░░░░░░░░░░░░░    0 %         0 of 1      0        1
        description  ░░░░░░░░░░░░░░░░░░░░    0 %         0 of 2      0        2
        ui           ░░░░░░░░░░░░░░░░░░░░    0 %         0 of 1      0        1"""
    )
    found = run(folder, "status", "-l", "en", "--format", "json")
    assert (found.exit_code, found.stderr) == (0, "")
    one = {"total": 1, "translated": 1, "fuzzy": 0, "untranslated": 0, "percent": 100}
    two = {**one, "total": 2, "translated": 2}
    assert json.loads(found.stdout) == {
        "locales": {
            "en": {
                **one,
                "total": 3,
                "translated": 3,
                "roles": {"track": one, "description": two},
            }
        }
    }


def test_a_locale_may_be_written_as_in_paths_and_is_taken_once(tmp_path: Path) -> None:
    make(tmp_path, {**PROJECT, "i18n-summit.toml": 'locales = ["pt_BR", "ja"]\n'})
    assert run(tmp_path, "build").exit_code == 0
    assert (tmp_path / "locales/pt_BR/LC_MESSAGES/messages.po").is_file()
    assert (tmp_path / "build/pt-BR/index.html").is_file()
    found = run(tmp_path, "status", "-l", "pt_BR", "-l", "pt-BR", "--format", "json")
    assert list(json.loads(found.stdout)["locales"]) == ["pt-BR"]


# What is done to the Japanese catalog, and the exit codes of the steps and of the whole.
STEPS = {
    "warnings alone": ("", {"render": 0, "check": 0, "build": 0}),
    "a lost tag": ("提案を先に", {"render": 1, "check": 1, "build": 1}),
}


@pytest.mark.parametrize("case", STEPS)
def test_the_exit_code_of_build_is_that_of_its_worst_step(folder: Path, case: str) -> None:
    translation, codes = STEPS[case]
    translate(folder, JA_PO, **{"Read <a>the proposal</a> before you come.": translation})
    assert {name: run(folder, name).exit_code for name in codes} == codes


def test_build_fails_when_a_threshold_is_not_met_and_says_so(folder: Path) -> None:
    make(folder, {"i18n-summit.toml": f"{SETTINGS}[coverage]\nja = 50\n"})
    result = run(folder, "build")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{JA_PO}:1:1: error coverage: ja: 0 % translated (0 of 6), and 50 % are asked for."
        " Translate what is missing.\n\nlocale  role"
    )
    assert result.stdout.endswith("check: 1 error (1 coverage), 6 warnings (6 missing)\n")


def test_the_project_is_looked_for_from_the_folder_that_is_given(folder: Path) -> None:
    make(folder, {"i18n-summit.toml": f"{SETTINGS}[coverage]\nja = 1\n"})
    assert program(folder / "source" / "css", "check", "-l", "ja").returncode == 1
    assert program(folder.parent, "-C", str(folder / "source"), "check").returncode == 1
    done = program(folder / "source", "render", "-l", "en", "-o", "../public")
    assert done.stderr.decode().startswith("public/en/index.html: created\n")


@pytest.mark.parametrize("name", [*COMMANDS, "explain"])
def test_every_command_has_help_with_an_example(name: str, tmp_path: Path) -> None:
    result = run(tmp_path, name, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"Usage: i18n-summit {name} [OPTIONS]")
    assert re.search(rf"\n  Example: i18n-summit {name}( .*)?\n$", result.stdout)
    for parameter in command.commands[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert re.match(r"[A-Z].*[.\]]$", parameter.help)


def test_every_command_is_tried_here() -> None:
    assert set(command.commands) == {*COMMANDS, "explain"}


@pytest.mark.parametrize("name", [*COMMANDS, "explain"])
def test_an_example_runs_as_it_is_shown(folder: Path, name: str) -> None:
    example = command.commands[name].epilog
    assert example is not None
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    done = program(folder, *example.removeprefix("Example: i18n-summit ").split())
    # Nothing is committed that could be compared, and there is no glossary.
    codes = (2,) if name in {"diff", "terms"} else (0, 1)
    assert done.returncode in codes
    assert b"Traceback" not in done.stderr


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    done = program(tmp_path, "--version")
    assert done.stdout.decode() == f"i18n-summit {__version__}\n"
    by_module = [sys.executable, "-m", "i18n_summit", "--version"]
    assert subprocess.run(by_module, capture_output=True, check=True).stdout == done.stdout


def test_the_help_lists_every_command(tmp_path: Path) -> None:
    done = program(tmp_path, "--help")
    assert all(f"\n  {name} " in done.stdout.decode() for name in command.commands)
    assert program(tmp_path).returncode == 2
