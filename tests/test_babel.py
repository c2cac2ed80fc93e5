"""Babel with the toolkit's pages: ``pybabel`` run as its users run it, its files read by polib."""

import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import polib
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers
from babel.messages.extract import extract

from i18n_summit.babel import check_placeholders
from i18n_summit.errors import ConfigurationError, PageError, SelectorError
from tests.projects import EN_PO, JA_PO, PAGE, POT, PROJECT, make, run

PYBABEL = Path(sys.executable).with_name("pybabel")
MAPPING = "[i18n-summit: source/**.html]\n[i18n-summit: source/**.txt]\n"
WORKSHOP = """\
<!DOCTYPE html>
<html lang="en"><meta charset="shift_jis"><title>Workshop</title>
<h2>Core Kafka</h2>
<p data-translate-context="hall">Main
 stage</p><p its-loc-note="Of a day.">Schedule of <b translate="no">Kafka</b></p>
<img src="map.png" alt="会場の地図"></html>
""".encode("cp932")


def pybabel(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PYBABEL, "-q", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def extracted(folder: Path, mapping: str = MAPPING, *options: str) -> polib.POFile:
    """Give the template that Babel makes of a project, without line breaks in its strings."""
    make(folder, {"babel.cfg": mapping})
    options = ("--no-wrap", "-F", "babel.cfg", "-o", "babel.pot", *options)
    done = pybabel(folder, "extract", *options, ".")
    assert (done.returncode, done.stderr) == (0, "")
    return polib.pofile(str(folder / "babel.pot"))


Row = tuple[str | None, str, str, list[str]]


def rows(template: polib.POFile) -> list[Row]:
    """Give what a template says of each message: context, id, comment and pages."""
    return [
        (entry.msgctxt, entry.msgid, entry.comment, [page for page, _ in entry.occurrences])
        for entry in template
    ]


# The files of a project besides its settings.
PROJECTS = {
    "a page with roles of the project": {"source/index.html": PAGE},
    "a page in Shift_JIS, with a context and a note": {"source/workshop.html": WORKSHOP},
    "pages of text and of HTML": {
        "source/a.html": "<p>Doors open at 9:00.",
        "source/b.txt": "・Bring a laptop\n・and a charger\n",
    },
}


@pytest.mark.parametrize("files", PROJECTS.values(), ids=PROJECTS.keys())
def test_babel_extracts_the_messages_that_extract_does(
    tmp_path: Path, files: Mapping[str, str | bytes]
) -> None:
    make(tmp_path, {"i18n-summit.toml": PROJECT["i18n-summit.toml"], **files})
    assert run(tmp_path, "extract").exit_code == 0

    found = rows(extracted(tmp_path))

    assert found == rows(polib.pofile(str(tmp_path / POT)))
    assert len(found) > 1


def test_babel_names_the_line_of_the_first_place(tmp_path: Path) -> None:
    make(tmp_path, {"source/index.html": PAGE, "source/workshop.html": WORKSHOP})

    found = {entry.msgid: entry.occurrences for entry in extracted(tmp_path)}

    index, workshop = "source/index.html", "source/workshop.html"
    assert {id: [(page, int(line)) for page, line in places] for id, places in found.items()} == {
        "Kafka Summit sessions": [(index, 3)],
        "Core Kafka": [(index, 7), (workshop, 3)],
        "Kafka Needs no Keeper": [(index, 8)],
        "Read <a>the proposal</a> before you come.": [(index, 10)],
        "View Description": [(index, 11)],
        "ストリーム処理": [(index, 14)],
        "「Kafka と Spark」の使い分けについて話します。": [(index, 15)],
        "Workshop": [(workshop, 2)],
        "Main stage": [(workshop, 4)],
        "Schedule of <keep>Kafka</keep>": [(workshop, 5)],
        "会場の地図": [(workshop, 6)],
    }


TRACKS = "<main><h2 class=track>Core Kafka</h2><p>Colophon</main><pre>log"
# The options of a mapping, and what is found with them: ids and comments.
OPTIONS = [
    pytest.param(
        "", [("Core Kafka", "head"), ("Colophon", "Core Kafka — description")], id="the project's"
    ),
    pytest.param(
        "roles =\n  track = h2.track\n  [class] > end = p",
        [("Core Kafka", "track"), ("Colophon", "Core Kafka — [class] > end")],
        id="roles",
    ),
    pytest.param("include = h2.track", [("Core Kafka", "head")], id="include"),
    pytest.param(
        "include =\nexclude =\n  h2.track, p\n  aside",
        [("log", "description")],
        id="nothing to include, two selectors to exclude",
    ),
]


@pytest.mark.parametrize(("options", "expected"), OPTIONS)
def test_the_options_of_a_mapping_go_before_the_project(
    tmp_path: Path, options: str, expected: list[tuple[str, str]]
) -> None:
    settings = 'include = ["main"]\n[roles]\nhead = "h2"'
    make(tmp_path, {"i18n-summit.toml": settings, "source/index.html": TRACKS})

    found = extracted(tmp_path, f"[i18n-summit: **.html]\n{options}\n")

    assert [(entry.msgid, entry.comment) for entry in found] == expected


def test_options_can_be_written_as_toml(tmp_path: Path) -> None:
    make(tmp_path, {"source/index.html": TRACKS})
    mapping = """\
[[mappings]]
method = "i18n-summit"
pattern = "**.html"
exclude = ["pre", "p"]
roles = { track = "h2.track" }
keywords = ["pgettext:1c,2"]
"""
    make(tmp_path, {"babel.toml": mapping})

    done = pybabel(tmp_path, "extract", "-F", "babel.toml", "-o", "babel.pot", ".")

    assert (done.returncode, done.stderr) == (0, "")
    found = polib.pofile(str(tmp_path / "babel.pot"))
    assert [(entry.msgid, entry.comment) for entry in found] == [("Core Kafka", "track")]


def read(page: str, **options: object) -> list[tuple[int, object, list[str], str | None]]:
    """Give what Babel reads from a page that is no file."""
    return list(extract("i18n-summit", BytesIO(page.encode()), options=options))


def test_the_language_of_latin_text_can_be_set() -> None:
    page = "<p>Plan de salle<p>会場の地図です"
    assert read(page, latin="fr") == [
        (1, "Plan de salle", ["description", "source language: fr"], None),
        (1, "会場の地図です", ["description", "source language: ja"], None),
    ]


# Options or a page that cannot be used, and the complaint.
REFUSED = [
    pytest.param(
        {"role": "x = p"},
        ConfigurationError(
            'the mapping of i18n-summit has no option "role". Did you mean "roles"?'
        ),
        id="an unknown option",
    ),
    pytest.param(
        {"roles": "h2.track"},
        ConfigurationError(
            'the mapping of i18n-summit: [roles]: "h2.track" is no text. Write it in quotes.'
        ),
        id="a role without selector",
    ),
    pytest.param(
        {"include": "p:empty"},
        SelectorError(
            '"p:empty" asks for text, and rules see tags only.'
            " Name an element, a class, an id or an attribute."
        ),
        id="a selector that asks for text",
    ),
]


@pytest.mark.parametrize(("options", "error"), REFUSED)
def test_what_cannot_be_used_is_refused(options: dict[str, object], error: Exception) -> None:
    with pytest.raises(type(error)) as caught:
        read("<p>Keynote", **options)
    assert str(caught.value) == str(error)


def test_a_file_opened_by_its_number_is_a_page_of_html(tmp_path: Path) -> None:
    make(tmp_path, {"a.html": "<p>Keynote"})
    with (tmp_path / "a.html").open("rb") as named, open(named.fileno(), "rb", closefd=False) as f:
        assert [id for _, id, _, _ in extract("i18n-summit", f)] == ["Keynote"]


def test_a_file_that_extract_would_not_read_is_refused(tmp_path: Path) -> None:
    make(tmp_path, {"a.html.j2": "<p>Keynote"})
    with (tmp_path / "a.html.j2").open("rb") as file, pytest.raises(ConfigurationError) as caught:
        list(extract("i18n-summit", file))
    assert str(caught.value) == (
        f"{tmp_path}/a.html.j2: this is no page. Let the pattern of the mapping end in .html, .htm"
        " or .txt."
    )


def test_a_context_needs_the_keyword_it_is_known_by() -> None:
    page = BytesIO(b"\n<p data-translate-context=hall>Main stage")
    with pytest.raises(ConfigurationError) as caught:
        list(extract("i18n-summit", page, keywords={"_": None}))
    assert str(caught.value) == (
        'page.html:2: this message has a context, "hall", and Babel does not look for pgettext.'
        " Add -k pgettext:1c,2 to the command."
    )


def test_a_page_that_cannot_be_read_ends_the_run_and_is_named(tmp_path: Path) -> None:
    make(tmp_path, {"babel.cfg": MAPPING, "source/a.html": b"<meta charset=utf-8><p>caf\xe9"})

    done = pybabel(tmp_path, "extract", "-F", "babel.cfg", "-o", "babel.pot", ".")

    last = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    place = f"{tmp_path}/source/a.html:1: byte 26"
    assert last.startswith(f"{PageError.__module__}.{PageError.__name__}: {place}")


# The checker

LINK = "Read <a>the proposal</a> before you come."
WHOLE = "お越しの前に<a>提案</a>をお読みください。"
LOST = "お越しの前に提案をお読みください。"
SAID = "<a> is missing; </a> is missing. Until then the source stays in the page."


def message(string: str = LOST, **fields: object) -> Message:
    """Give a message of a page as Babel has it."""
    usual = {"locations": [("source/index.html", None)], "auto_comments": ["description"]}
    return Message(LINK, string, **{**usual, **fields})  # type: ignore[arg-type]


CHECKED = [
    pytest.param(message(), [SAID], id="a page's"),
    pytest.param(message(locations=[("a.HTM", 3), ("b.txt", 1)]), [SAID], id="of two pages"),
    pytest.param(message(WHOLE), [], id="whole"),
    pytest.param(message(""), [], id="not translated"),
    pytest.param(message(flags=["fuzzy"]), [], id="a guess"),
    pytest.param(message(locations=[("views.py", 3)]), [], id="a program's"),
    pytest.param(message(locations=[("a.html", 3), ("b.py", 1)]), [], id="a program's too"),
    pytest.param(message(auto_comments=[]), [], id="a template's: pages have a comment"),
    pytest.param(message(locations=[]), [], id="from nobody knows where"),
    pytest.param(
        Message(("a <b>talk</b>", "<b>talks</b>"), ("講演",), locations=[("a.html", 1)]),
        [],
        id="a plural: pages have none",
    ),
]


@pytest.mark.parametrize(("checked", "expected"), CHECKED)
def test_babel_finds_placeholders_that_are_not_whole(checked: Message, expected: list[str]) -> None:
    assert [str(error) for error in checked.check(Catalog("ja"))] == expected


def test_babels_own_checkers_stay() -> None:
    assert check_placeholders in checkers
    assert {"num_plurals", "python_format"} <= {check.__name__ for check in checkers}


def test_pybabel_compile_names_the_place_and_fails(tmp_path: Path) -> None:
    make(tmp_path)
    assert run(tmp_path, "extract").exit_code == 0
    compile_ = ("compile", "-d", "locales", "-D", "summit", "--statistics")
    assert pybabel(tmp_path, *compile_).returncode == 0
    path = tmp_path / JA_PO
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(f'"{LINK}"\nmsgstr ""', f'"{LINK}"\nmsgstr "{LOST}"'), encoding="utf-8"
    )

    done = pybabel(tmp_path, *compile_)

    line = text[: text.index(LINK)].count("\n") + 1
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: {JA_PO}:{line}: {SAID}",
        "1 errors encountered.",
    ]
    assert (tmp_path / EN_PO).with_suffix(".mo").exists()


def test_what_checks_a_catalog_loads_no_page_reader() -> None:
    script = (
        "import sys, babel.messages.checkers\n"
        "print(*sorted(n for n in sys.modules if n.startswith('i18n_summit')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [
        "i18n_summit",
        "i18n_summit.babel",
        "i18n_summit.errors",
        "i18n_summit.markup",
        "i18n_summit.placeholders",
    ]
