"""What other programs may import, held to what docs/library.md promises."""

import inspect
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path, PurePosixPath

import pytest

import i18n_summit
from i18n_summit import library
from tests.projects import clean_environment

REPOSITORY = Path(__file__).parent.parent
DOCUMENT = (REPOSITORY / "docs" / "library.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Give the one block of code in the document that is in a language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
    return str(found)


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=REPOSITORY,
        env=clean_environment(PYTHONIOENCODING="utf-8"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_example_prints_what_the_document_says() -> None:
    done = python("-c", block("python"))
    assert (done.stdout, done.stderr) == (block("text"), "")


def test_the_example_is_typed_and_a_wrong_name_is_found(tmp_path: Path) -> None:
    wrong = "from i18n_summit import read_pages, page\nfrom i18n_summit import Page as P\nP.size\n"
    (tmp_path / "example.py").write_text(block("python"), encoding="utf-8")
    (tmp_path / "wrong.py").write_text(wrong, encoding="utf-8")

    right, found = (
        python("-m", "mypy", "--strict", "--no-error-summary", str(tmp_path / f"{name}.py"))
        for name in ("example", "wrong")
    )

    assert (right.stdout, right.returncode) == ("", 0)
    assert re.findall(r":([0-9]): error: .*\[([a-z-]+)\]", found.stdout) == [
        ("1", "attr-defined"),
        ("1", "attr-defined"),
        ("3", "attr-defined"),
    ]


# The surface. A change of a row is one for other programs, and a line of the CHANGELOG; options and
# fields that stand in none may come, move and go.
FUNCTIONS = {
    "check_catalog": "catalog, path, locale",
    "format_catalog": "catalog, before=…",
    "format_mo": "catalog, path, before=…",
    "merge_catalogs": "base, ours, theirs",
    "messages_for": "pages, locale=…",
    "new_catalog": "locale, project",
    "read_catalog": "data, path, locale=…",
    "read_page": "data, path, *, latin=…, selectors=…",
    "render_page": "page, translations, locale, *, keeps_language=…",
    "update_catalog": "catalog, wanted, header=…",
    "usable_translations": "catalog",
}
TYPES = {
    "Catalog": "locale, header, messages",
    "CatalogText": "catalog",
    "Diagnostic": "code, severity, location, message, locale, id",
    "Merge": "catalog, before, conflicts",
    "Message": "id, context, translation, translator_comment, comments, references, flags,"
    " previous_id, previous_context, is_obsolete, line",
    "Page": "path, data, encoding, segments",
    "Rendered": "data, diagnostics",
    "Segment": "span, id, language, role, trail, context, notes",
    "Selectors": "roles, include, exclude",
    "Severity": "ERROR, WARNING",
}
ERRORS = {
    "CatalogError": "SummitError",
    "ConfigurationError": "SummitError",
    "PageError": "SummitError",
    "ProblemsError": "SummitError",
    "SelectorError": "SummitError",
    "SummitError": "Exception",
}


def test_these_names_are_public() -> None:
    assert library.__all__ == sorted([*FUNCTIONS, *TYPES, *ERRORS])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_takes_these_parameters(name: str) -> None:
    promised = re.findall("[a-z_]+", FUNCTIONS[name])
    found = [
        p.replace(annotation=p.empty, default=p.empty if p.default is p.empty else "…")
        for p in inspect.signature(getattr(i18n_summit, name)).parameters.values()
    ]
    kept = [p for p in found if p.default is p.empty or p.name in promised]
    assert str(inspect.Signature(kept)) == f"({FUNCTIONS[name]})".replace("…", "'…'")


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_these_fields(name: str) -> None:
    value = getattr(i18n_summit, name)
    known = [field.name for field in fields(value)] if is_dataclass(value) else dir(value)
    assert [field for field in TYPES[name].split(", ") if field not in known] == []


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_caught_with_its_kin(name: str) -> None:
    assert getattr(i18n_summit, name).__base__.__name__ == ERRORS[name]


def test_the_document_lists_each_function_and_each_type() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)\((.*?)\)` \|", DOCUMENT, re.MULTILINE))
    without_values = {name: re.sub(r"=[^,]+", "=…", found) for name, found in rows.items()}
    assert without_values == FUNCTIONS
    types = re.findall(r"^\| `([A-Z][A-Za-z]+)` \| (.*) \|$", DOCUMENT, re.MULTILINE)
    written = {name: re.sub(r"\(.*?\)", "", found) for name, found in types}
    assert {n: ", ".join(re.findall("`([a-zA-Z_]+)`", f)) for n, f in written.items()} == TYPES
    assert set(re.findall(r"`([A-Z][A-Za-z]+Error)`", DOCUMENT)) == set(ERRORS)


@pytest.mark.parametrize("name", [name for name in library.__all__ if name[0].islower()])
def test_a_function_says_what_it_gives(name: str) -> None:
    first = inspect.getdoc(getattr(i18n_summit, name)) or ""
    assert first.split(" ")[0] in {"Bring", "Give", "Merge", "Read", "Run", "Split", "Write"}


def test_what_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError) as caught:
        i18n_summit.gather_sources  # type: ignore[attr-defined]  # noqa: B018
    assert str(caught.value) == "module 'i18n_summit' has no attribute 'gather_sources'"


def test_a_star_and_dir_give_the_public_names() -> None:
    script = (
        "import i18n_summit\n"
        "print(*sorted(name for name in dir(i18n_summit) if name[0] != '_'))\n"
        "del i18n_summit\n"
        "from i18n_summit import *\n"
        "print(*sorted(name for name in globals() if name[0] != '_' and name != 'script'))"
    )
    done = python("-c", script)
    assert (done.stdout, done.stderr) == (f"{' '.join(library.__all__)}\n" * 2, "")


def test_sides_without_a_base_are_merged() -> None:
    ours, theirs = (
        i18n_summit.read_catalog(
            f'msgid "{id}"\nmsgstr "{text}"\n'.encode(), PurePosixPath("ja.po")
        )
        for id, text in (("Close", "閉じる"), ("Open", "開く"))
    )
    merge = i18n_summit.merge_catalogs(None, ours, theirs)
    found = {message.id: message.translation for message in merge.catalog.messages}
    assert (found, merge.conflicts) == ({"Close": "閉じる", "Open": "開く"}, ())


def test_importing_the_package_loads_nothing_of_it() -> None:
    script = (
        "import sys, i18n_summit\n"
        "i18n_summit.__version__, getattr(i18n_summit, '__wrapped__', None)\n"
        "print(*sorted(name for name in sys.modules if name.startswith('i18n_summit')))"
    )
    assert python("-c", script).stdout == "i18n_summit\n"
