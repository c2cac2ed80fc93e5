"""A baseline: what was found before does not fail a run, and what is new does."""

import json
from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.baseline import (
    Comparison,
    Identity,
    compare,
    format_baseline,
    identity,
    read_baseline,
)
from i18n_summit.errors import BaselineError
from i18n_summit.model import Diagnostic, Location, Severity
from tests.projects import EN_PO, JA_PO, SETTINGS, make, make_half, run, snapshot, translate

PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")


def finding(
    code: str, id: str = "Kafka", locale: str = "ja", context: str | None = None, line: int = 9
) -> Diagnostic:
    place = Location(PO, line)
    return Diagnostic(code, Severity.ERROR, place, f"at {line}", locale, id, context)


COPY, LOST = finding("copy", "トピック", "en"), finding("numbers")
# What the baseline has, what is found, and what is new, known and gone.
COMPARED: dict[
    str, tuple[list[Diagnostic], list[Diagnostic], list[Diagnostic], int, Mapping[Identity, int]]
] = {
    "nothing": ([], [], [], 0, {}),
    "the same, elsewhere and in other words": (
        [COPY, LOST],
        [finding("numbers", line=700), COPY],
        [],
        2,
        {},
    ),
    "a new one": ([COPY], [COPY, LOST], [LOST], 1, {}),
    "one of another locale": (
        [LOST],
        [finding("numbers", locale="fr")],
        [finding("numbers", locale="fr")],
        0,
        {identity(LOST): 1},
    ),
    "one in another context": (
        [LOST],
        [finding("numbers", context="menu")],
        [finding("numbers", context="menu")],
        0,
        {identity(LOST): 1},
    ),
    "one more of the same": (
        [LOST, LOST],
        [LOST, LOST, finding("numbers", line=10)],
        [finding("numbers", line=10)],
        2,
        {},
    ),
    "fewer": ([LOST, LOST, COPY], [LOST], [], 1, {identity(LOST): 1, identity(COPY): 1}),
}


PAGE = PurePosixPath("source/index.html")


def page_finding(text: str, path: PurePosixPath = PAGE, line: int = 7) -> Diagnostic:
    place = Location(path, line, 5)
    return Diagnostic(
        "run-together", Severity.WARNING, place, f"at {line}", text=f"in {text} it", at=3,
        length=len(text),
    )  # fmt: skip


COMPARED |= {
    "the same of a page, elsewhere": (
        [page_finding("it.To"), page_finding("it.To"), page_finding("a.B")],
        [page_finding("it.To", line=70)],
        [],
        1,
        {identity(page_finding("it.To")): 1, identity(page_finding("a.B")): 1},
    ),
    "one of another page": (
        [page_finding("it.To")],
        [page_finding("it.To", PurePosixPath("source/about.html"))],
        [page_finding("it.To", PurePosixPath("source/about.html"))],
        0,
        {identity(page_finding("it.To")): 1},
    ),
}


@pytest.mark.parametrize("case", COMPARED)
def test_findings_are_new_known_or_gone(case: str) -> None:
    before, found, new, known, gone = COMPARED[case]
    baseline = read_baseline(format_baseline(before), PurePath("baseline.json"))
    assert compare(found, baseline) == Comparison(new, known, gone)


def test_a_baseline_is_json_with_a_finding_a_line_in_an_order_of_its_own() -> None:
    written = format_baseline([LOST, COPY, LOST, finding("numbers", context="menu")])
    assert written == format_baseline([finding("numbers", context="menu"), COPY, LOST, LOST])
    assert written.decode() == (
        "{\n"
        '  "baseline": 1,\n'
        '  "findings": [\n'
        '    {"code": "copy", "locale": "en", "context": null, "msgid": "トピック", "count": 1},\n'
        '    {"code": "numbers", "locale": "ja", "context": null, "msgid": "Kafka", "count": 2},\n'
        '    {"code": "numbers", "locale": "ja", "context": "menu", "msgid": "Kafka", "count": 1}\n'
        "  ]\n"
        "}\n"
    )
    assert format_baseline([page_finding("it.To")]).decode() == (
        "{\n"
        '  "baseline": 1,\n'
        '  "findings": [\n'
        '    {"code": "run-together", "page": "source/index.html", "text": "it.To", "count": 1}\n'
        "  ]\n"
        "}\n"
    )
    assert json.loads(format_baseline([])) == {"baseline": 1, "findings": []}


NAMES = st.text(max_size=5)


@given(st.lists(st.builds(finding, NAMES, NAMES, NAMES, st.none() | NAMES)))
def test_what_was_written_is_all_known(findings: list[Diagnostic]) -> None:
    baseline = read_baseline(format_baseline(findings), PurePath("baseline.json"))
    assert compare(findings, baseline) == Comparison([], len(findings), {})


ANEW = "Write it anew with --write-baseline."
LACKS = "a code, locale, context, msgid or count, or, of a page, its page or text"
ONE = '{"code": "copy", "locale": "ja", "context": null, "msgid": "A", "count": 1}'
# What stands in the file, and the complaint.
BROKEN = {
    "no JSON": (
        b'{"baseline": 1,\n',
        (
            ":2:1: Expecting property name enclosed in double quotes. Mend the file, or write it"
            " anew with --write-baseline."
        ),
    ),
    "no text": (b'{"\xff": 1}', f": byte 2 is not UTF-8. {ANEW}"),
    "a list": (b"[]", f': this is no baseline: it has no "baseline": 1. {ANEW}'),
    "a report": (b'{"diagnostics": []}', f': this is no baseline: it has no "baseline": 1. {ANEW}'),
    "another version": (
        b'{"baseline": 2, "findings": []}',
        f': this is no baseline: it has no "baseline": 1. {ANEW}',
    ),
    "no findings": (b'{"baseline": 1}', f': it has no list "findings". {ANEW}'),
    "a finding without a count": (
        ('{"baseline": 1, "findings": [' + ONE + ', {"code": "copy"}]}').encode(),
        f": finding 2 lacks {LACKS}. {ANEW}",
    ),
    "a count that is none": (
        ('{"baseline": 1, "findings": [' + ONE.replace(": 1}", ": true}") + "]}").encode(),
        f": finding 1 lacks {LACKS}. {ANEW}",
    ),
    "a count below one": (
        ('{"baseline": 1, "findings": [' + ONE.replace(": 1}", ": 0}") + "]}").encode(),
        f": finding 1 lacks {LACKS}. {ANEW}",
    ),
    "far too deep": (b"[" * 100_000, f": this is no baseline. {ANEW}"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_baseline_is_refused_at_its_place(case: str) -> None:
    data, complaint = BROKEN[case]
    with pytest.raises(BaselineError) as error:
        read_baseline(data, PurePath("baseline.json"))
    assert str(error.value) == f"baseline.json{complaint}"


def test_a_gate_with_a_baseline_fails_for_what_is_new_and_counts_down(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    make(folder, {"i18n-summit.toml": SETTINGS + '[checks]\nerrors = ["missing"]\n'})
    baseline = folder / "ci" / "baseline.json"
    arguments = ["check", "--baseline", str(baseline)]
    assert run(folder, "check").exit_code == 1

    result = run(folder, "check", "--write-baseline", str(baseline))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{baseline}: 6 findings\n"
    result = run(folder, *arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{baseline}: 6 found before\nno findings\n"

    translate(folder, JA_PO, **{"Core Kafka": "Kafka コア"})
    result = run(folder, *arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"{baseline}: 5 found before, and 1 fewer than the baseline has."
        " Write it anew with --write-baseline.\nno findings\n"
    )
    # Of other locales and checks nothing is known.
    for others in (["-l", "en"], ["--ignore", "missing"]):
        said = run(folder, *arguments, *others).stderr
        assert said == f"{baseline}: 0 found before\nno findings\n"

    path = folder / EN_PO
    broken = path.read_text(encoding="utf-8").replace('"Stream Processing"', '""')
    path.write_text(broken, encoding="utf-8")
    result = run(folder, *arguments)
    assert (result.exit_code, result.stdout) == (
        1,
        f"{EN_PO}:19:1: error missing: «ストリーム処理» has no translation. Write its msgstr.\n",
    )


def test_a_baseline_knows_what_is_found_in_pages(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    page = folder / "source" / "index.html"
    button = page.read_text(encoding="utf-8").replace("<button", '<img alt="a.jpg"><button', 1)
    page.write_text(button, encoding="utf-8")
    assert run(folder, "extract").exit_code == 0
    baseline = str(folder / "baseline.json")
    assert run(folder, "check", "--write-baseline", baseline).exit_code == 0
    result = run(folder, "check", "--baseline", baseline)
    assert (result.exit_code, result.stdout) == (0, "")

    again = button.replace("a.jpg", "b.jpg")
    page.write_text(again, encoding="utf-8")
    result = run(folder, "check", "--select", "file-name", "--baseline", baseline)
    assert [line.split()[2] for line in result.stdout.splitlines()[:1]] == ["file-name:"]
    assert result.stderr.startswith(f"{baseline}: 0 found before, and 1 fewer than")
    # Given files, no page is looked at.
    result = run(
        folder, "check", "--baseline", baseline, "--select", "file-name", str(folder / JA_PO)
    )
    assert result.stderr == f"{baseline}: 0 found before\nno findings\n"


def test_no_baseline_hides_that_a_catalog_is_stale_or_below_its_threshold(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    make(folder, {"source/new.txt": "Welcome to San Francisco.\n"})
    baseline = str(folder / "baseline.json")
    assert run(folder, "check", "--fail-under", "1", "--write-baseline", baseline).exit_code == 0
    result = run(folder, "check", "--fail-under", "1", "--baseline", baseline)
    codes = [line.split()[2] for line in result.stdout.splitlines()]
    assert (result.exit_code, codes) == (1, ["stale:", "coverage:"])


# Arguments, and the complaint; {} is the project's folder.
REFUSED = {
    "one that is not there": (
        ["--baseline", "{}/none.json"],
        "error: {}/none.json: No such file or directory. Check the name and its permissions.\n",
    ),
    "one with a slip": (
        ["--baseline", "{}/source/nots.txt"],
        'error: {}/source/nots.txt: there is no such file. Did you mean "notes.txt"?\n',
    ),
    "one that is none": (
        ["--baseline", "{}/source/notes.txt"],
        (
            "error: {}/source/notes.txt:1:1: Expecting value. Mend the file, or write it anew"
            " with --write-baseline.\n"
        ),
    ),
    "one without a name": (
        ["--baseline", ""],
        (
            "Error: Invalid value for '--baseline': this is empty. Name a file, or leave the option"
            " out.\n"
        ),
    ),
    "part of the findings": (
        ["--write-baseline", "{}/baseline.json", "-l", "ja"],
        (
            "Error: --write-baseline is for all that is found:"
            " leave --baseline, --since and --locale out.\n"
        ),
    ),
}


def test_a_baseline_counts_what_is_not_told(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    baseline = folder / "b.json"
    text = (folder / JA_PO).read_text(encoding="utf-8")

    def check(tags: int, *arguments: str) -> tuple[int, int, str]:
        """Check a translation with so many foreign tags; count what is told of it."""
        words = "核" + "".join(f"<b{number}/>" for number in range(tags))
        wrong = text.replace('"Core Kafka"\nmsgstr ""', f'"Core Kafka"\nmsgstr "{words}"')
        (folder / JA_PO).write_text(wrong, encoding="utf-8")
        result = run(folder, "check", "--select", "placeholder", *arguments, str(folder / JA_PO))
        return result.exit_code, result.stdout.count(" placeholder: "), result.stderr

    assert check(50, "--write-baseline", str(baseline)) == (0, 0, f"{baseline}: 50 findings\n")
    assert check(50, "--baseline", str(baseline))[1] == 0
    assert check(57, "--baseline", str(baseline))[1] == 7
    assert check(100, "--baseline", str(baseline))[1] == 21


@pytest.mark.parametrize("broken", [JA_PO, "source/index.html"])
def test_a_baseline_stays_where_something_cannot_be_read(broken: str, tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    baseline = folder / "b.json"
    # Catalogs by name, for a broken one stops the command where the project is checked.
    named = [str(folder / "locales")] if broken == JA_PO else []
    assert run(folder, "check", *named, "--write-baseline", str(baseline)).exit_code == 0
    before = baseline.read_bytes()
    (folder / broken).write_bytes(b'<meta charset="utf-8">\xff')
    result = run(folder, "check", *named, "--write-baseline", str(baseline))
    assert (result.exit_code, result.stdout) == (2, "")
    said = f"error: {baseline}: not written, for not all could be read. Mend that first."
    assert result.stderr.splitlines()[1:] == [said]
    assert baseline.read_bytes() == before
    result = run(folder, "check", *named, "--baseline", str(baseline))
    assert result.exit_code == 2
    assert "fewer" not in result.stderr


# What stands where a baseline is to be written, and whether it may be replaced.
STANDING = {
    "nothing": (None, True),
    "an empty file": (b"", True),
    "a baseline": (b'{"baseline": 1, "findings": []}', True),
    "one that git could not merge": (b'{\n  "baseline": 1,\n<<<<<<< HEAD\n', True),
    "notes": ("席は決まっていません。\n".encode(), False),
    "other JSON": (b'{"name": "summit"}', False),
    "no text": (b"\x89PNG\r\n", False),
}


@pytest.mark.parametrize("case", STANDING)
def test_a_baseline_takes_the_place_of_baselines_alone(case: str, tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    data, is_replaced = STANDING[case]
    path = folder / "b.json"
    if data is not None:
        path.write_bytes(data)
    result = run(folder, "check", "--write-baseline", str(path))
    if is_replaced:
        assert result.exit_code == 0
        assert read_baseline(path.read_bytes(), path)
        return
    complaint = "this is no baseline, and would be lost. Name another file, or remove this one."
    assert (result.exit_code, result.stderr) == (2, f"error: {path}: {complaint}\n")
    assert path.read_bytes() == data


# A place to write to, and what is checked: the project without files.
READ = {
    "a catalog": (JA_PO, ()),
    "the catalog of another locale": (EN_PO, ("-l", "ja")),
    "a page": ("source/index.html", ()),
    "the configuration": ("i18n-summit.toml", ()),
    "the template": ("locales/summit.pot", ()),
    "a glossary": ("terms.csv", ("--glossary", "{}/terms.csv")),
    "the baseline": ("b.json", ("--baseline", "{}/b.json")),
    "a file": (JA_PO, ("{}/" + JA_PO,)),
    "a file in a folder": (EN_PO, ("{}/locales",)),
    "a link to one": ("link.po", ("{}/locales",)),
    "a new glossary": ("locales/glossary.csv", ()),
}


OF_PARTS = {"the catalog of another locale", "the baseline"}
"""What no new baseline is written of."""
PLACES = [("-o", case) for case in READ]
PLACES += [("--write-baseline", case) for case in READ if case not in OF_PARTS]


@pytest.mark.parametrize(("option", "case"), PLACES)
def test_nothing_is_written_over_what_is_read(option: str, case: str, tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    make(folder, {"terms.csv": "en,ja\n", "b.json": '{"baseline": 1, "findings": []}'})
    (folder / "link.po").symlink_to(folder / JA_PO)
    name, arguments = READ[case]
    before = snapshot(folder)
    given = [argument.format(folder) for argument in arguments]
    result = run(folder, "check", *given, option, str(folder / name))
    complaint = "check reads this file, and writes nothing over it. Name another."
    assert (result.exit_code, result.stderr) == (2, f"error: {folder / name}: {complaint}\n")
    assert snapshot(folder) == before


def test_a_report_may_replace_what_is_not_read(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    make(folder, {"report.txt": "old\n"})
    assert run(folder, "check", "-o", str(folder / "report.txt")).exit_code == 0
    assert "missing" in (folder / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", REFUSED)
def test_a_baseline_that_cannot_be_used_ends_with_2(case: str, tmp_path: Path) -> None:
    arguments, complaint = REFUSED[case]
    folder = make_half(tmp_path)
    result = run(folder, "check", *(argument.format(folder) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(complaint.format(folder))
