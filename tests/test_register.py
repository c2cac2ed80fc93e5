"""The register of checks: manuals, lists, and which of them run."""

import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from i18n_summit import render
from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.store import read_catalog
from i18n_summit.checks import CHECKS, DEFAULT_CHECKS, RENDERED, check_catalog
from i18n_summit.checks.manual import checks_page
from i18n_summit.checks.readings import Pair
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.model import Diagnostic, Location, Severity
from tests.projects import EN_PO, JA_PO, SETTINGS, make, make_half, run, translate

REPOSITORY = Path(__file__).parent.parent
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def test_the_page_of_checks_is_that_of_the_register() -> None:
    page = (REPOSITORY / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == checks_page(), "Run python -m docs.checks."


def test_the_readme_lists_each_check_with_its_severity() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (error|warning) \| \S", README, re.MULTILINE)
    known = CHECKS | RENDERED
    assert dict(rows) == {code: check.severity.value for code, check in known.items()}
    assert len(rows) == len(known)


def test_what_rendering_finds_has_a_manual() -> None:
    severities = {code: check.severity for code, check in RENDERED.items()}
    # What a program may pass to it is what a check finds in catalogs.
    severities["placeholder"] = CHECKS["placeholder"].severity
    assert severities == render._SEVERITIES | {"own-link": Severity.WARNING}
    assert RENDERED.keys().isdisjoint(CHECKS)


def test_each_manual_has_examples_in_english_and_japanese_or_po() -> None:
    for check in (CHECKS | RENDERED).values():
        assert re.search(r"^Bad:  \S.*(\n {6}.*)*\nGood: \S", check.manual, re.MULTILINE), check
        assert check.summary.endswith(".")


def test_explain_shows_the_manual(tmp_path: Path) -> None:
    result = run(tmp_path, "explain", "placeholder", "fuzzy")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "placeholder: error\n"
        "\n"
        "A tag is lost, doubled, crossed, foreign or out of place, or locked text has changed.\n"
        "\n"
        "The translation cannot be used: readers get the source text. Catalogs of other tools,\n"
        "whose tags are no placeholders of ours, are not looked at.\n"
        "\n"
        'Bad:  "Read <a>the docs</a>." -> 「ドキュメントをお読みください。」\n'
        'Good: "Read <a>the docs</a>." -> 「<a>ドキュメント</a>をお読みください。」\n'
        "\n"
        "It cannot be suppressed in a message.\n"
        "\n"
        "fuzzy: warning\n"
        "\n"
        "The translation is a guess that nobody has approved: readers get the source text.\n"
        "\n"
        "Bad:  #, fuzzy\n"
        "Good: the translation compared with its msgid, and the flag removed\n"
        "\n"
        "It is suppressed with the comment # i18n-summit: ignore[fuzzy] reason above a message.\n"
    )


def test_explain_shows_what_rendering_finds_which_is_no_check(tmp_path: Path) -> None:
    result = run(tmp_path, "explain", "own-link")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "own-link: warning, of rendering\n"
        "\n"
        "A page has links of its own for search engines, the same in every language.\n"
        "\n"
        "It gets none from base_url, and the sitemap leaves it out.\n"
        "\n"
        'Bad:  <link rel="canonical" href="https://example.org/talks/"> in the page\n'
        'Good: base_url = "https://example.org/" in the configuration, and no such link\n'
        "\n"
        "It is found by render and build. It is suppressed with the comment"
        " <!-- i18n-summit: ignore[own-link] reason --> before it in the page.\n"
    )
    result = run(make_half(tmp_path), "check", "--select", "own-link")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        'error: "own-link" is found by render and build, and by no check. Take it out.\n'
    )
    assert run(tmp_path, "explain", "own-lnk").stderr == (
        'error: there is no check "own-lnk". Did you mean "own-link"?\n'
    )


def test_the_list_has_a_line_for_each_check(tmp_path: Path) -> None:
    result = run(tmp_path, "check", "--list")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split()[0] for line in result.stdout.splitlines()] == sorted(CHECKS)
    assert (
        "\nstale                error                  The pages have moved on: " in result.stdout
    )
    assert re.search(r"^obsolete +warning, when selected  The message", result.stdout, re.MULTILINE)


def test_the_list_as_json_is_a_contract(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "check", "--list", "--format", "json").stdout)["checks"]
    assert [check["code"] for check in listed] == sorted(CHECKS)
    assert listed[sorted(CHECKS).index("obsolete")] == {
        "code": "obsolete",
        "severity": "warning",
        "default": False,
        "suppressible": True,
        "summary": "The message is kept for its translation only: no page asks for it any more.",
        "manual": CHECKS["obsolete"].manual,
    }


# The settings of checks, the arguments, and the codes of what is found in a project whose
# Japanese has a missing message, a copy, a guess and an obsolete one.
ALL = {"missing", "copy", "fuzzy", "obsolete"}
CHOSEN: dict[str, tuple[str, list[str], set[str]]] = {
    "the default": ("", [], ALL - {"obsolete"}),
    "one selected": ("", ["--select", "copy"], {"copy"}),
    "with a comma": ("", ["--select", "copy,fuzzy"], {"copy", "fuzzy"}),
    "repeated": ("", ["--select", "copy", "--select", "fuzzy, obsolete"], ALL - {"missing"}),
    "all": ("", ["--select", "all"], ALL),
    "more than the default": ("", ["--select", "default,obsolete"], ALL),
    "one ignored": ("", ["--ignore", "copy"], {"missing", "fuzzy"}),
    "selected and ignored": (
        "",
        ["--select", "all", "--ignore", "copy,fuzzy"],
        {"missing", "obsolete"},
    ),
    "of the settings": ('select = ["copy", "obsolete"]', [], {"copy", "obsolete"}),
    "all of the settings": ('select = ["all"]\nignore = ["fuzzy"]', [], ALL - {"fuzzy"}),
    "the command line goes first": (
        'select = ["copy"]\nignore = ["fuzzy"]',
        ["--select", "fuzzy"],
        {"fuzzy"},
    ),
    "it ignores more": ('ignore = ["fuzzy"]', ["--ignore", "copy"], {"missing"}),
    "a threshold is kept all the same": (
        "",
        ["--select", "copy", "--fail-under", "99"],
        {"copy", "coverage"},
    ),
    "a threshold of the settings is a check": (
        'ignore = ["coverage"]\n[coverage]\nja = 99',
        [],
        ALL - {"obsolete"},
    ),
}


# A catalog alone has neither settings nor a threshold.
PLACES = [(case, "project") for case in CHOSEN]
PLACES += [
    (case, "file")
    for case, (settings, arguments, _) in CHOSEN.items()
    if not settings and "--fail-under" not in arguments
]


@pytest.mark.parametrize(("case", "where"), PLACES)
def test_the_checks_that_are_asked_for_are_run(case: str, where: str, tmp_path: Path) -> None:
    settings, arguments, codes = CHOSEN[case]
    folder = make_half(tmp_path)
    make(folder, {"i18n-summit.toml": f"{SETTINGS}[checks]\n{settings}\n"})
    laptop = "Bring your laptop and a charger."
    translate(folder, JA_PO, **{laptop: laptop, "Core Kafka": "Kafka コア"})
    path = folder / JA_PO
    text = path.read_text(encoding="utf-8").replace('msgid "Core', '#, fuzzy\nmsgid "Core')
    path.write_text(f'{text}\n#~ msgid "Gone"\n#~ msgstr "消えた"\n', encoding="utf-8")
    named = [str(path)] if where == "file" else []
    result = run(folder, "check", "--format", "json", *arguments, *named)
    found = json.loads(result.stdout)["diagnostics"]
    assert {d["code"] for d in found} == codes


# A wrong code, and the remedy.
WRONG = {
    "cpoy": 'Did you mean "copy"?',
    "NUMBER": 'Did you mean "number"?',
    "xyz": "Known: ",
}


@pytest.mark.parametrize("code", WRONG)
@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--select"],
        ["check", "--ignore"],
        ["check", EN_PO, "--ignore"],
        ["explain"],
        ["explain", "copy"],
    ],
)
def test_a_wrong_code_ends_with_2_and_the_nearest(
    arguments: list[str], code: str, tmp_path: Path
) -> None:
    result = run(make_half(tmp_path), *arguments, code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f'error: there is no check "{code}". {WRONG[code]}')


@pytest.mark.parametrize(("code", "near"), [("defualt", "default"), ("ALL", "all"), ("al", "all")])
def test_what_stands_for_many_checks_is_near_where_it_may_stand(
    code: str, near: str, tmp_path: Path
) -> None:
    result = run(make_half(tmp_path), "check", "--select", code)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f'error: there is no check "{code}". Did you mean "{near}"?\n'


@pytest.mark.parametrize("group", ["all", "default"])
@pytest.mark.parametrize("arguments", [["check", "--ignore"], ["explain"]])
def test_what_stands_for_many_checks_can_only_be_selected(
    arguments: list[str], group: str, tmp_path: Path
) -> None:
    result = run(make_half(tmp_path), *arguments, group)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f'error: "{group}" stands for many checks, and can only be selected. Name each.\n'
    )


def test_the_check_of_the_readme_finds_what_its_manual_says_at_its_column() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    names = {"Severity": Severity, "Iterator": Iterator, "text_check": text_check, "re": re}
    names |= {"Pair": Pair, "Brief": Brief, "Finding": Finding}
    path = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
    data = 'msgid "Say \\"hi\\"."\nmsgstr ""\n"「やあ」\\n"\n"と\\t言おう！"\n'.encode()
    text = read_catalog(data, path, "ja")
    try:
        exec(code, names)  # noqa: S102
        found = check_catalog(text.catalog, path, "ja", checks=["exclamation"], place=Places(text))
    finally:
        CHECKS.pop("exclamation", None)
    assert found == [
        Diagnostic(
            "exclamation",
            Severity.WARNING,
            Location(path, 4, 8),
            "the source has no exclamation mark. Take it out.",
            "ja",
            'Say "hi".',
            None,
            "「やあ」\nと\t言おう！",
            10,
        )
    ]
    assert data.decode().split("\n")[3][7] == "！"


def test_what_runs_by_default_is_all_but_what_is_no_defect() -> None:
    assert frozenset(CHECKS) - DEFAULT_CHECKS == {"obsolete"}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("codes", ["", " , "])
def test_codes_that_are_none_are_no_choice(tmp_path: Path, option: str, codes: str) -> None:
    result = run(make_half(tmp_path), "check", option, codes)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(
        "Error: --select and --ignore need a code, or none of them: this is empty.\n"
    )
