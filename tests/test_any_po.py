"""PO files of any origin, checked without a project."""

import gc
import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from i18n_summit.catalogs.store import CatalogText
from i18n_summit.checks import DEFAULT_CHECKS
from i18n_summit.workflow.check import check_files
from tests.projects import make, run

OWN = "X-Source-Language: en"
TYPE = "Content-Type: text/plain; charset=UTF-8"
LOST = 'msgid "Read <a>it</a>"\nmsgstr "<b>読む</b>"\n'
JAPANESE = 'msgid "View Description"\nmsgstr "説明を見る"\n'
LONG = "Uber runs one of the largest deployments of Apache Kafka"
SAME = f'msgid "{LONG}"\nmsgstr "{LONG}"\n'


def po(entries: str, *fields: str) -> str:
    lines = "".join(f'"{field}\\n"\n' for field in (*fields, TYPE))
    return f'msgid ""\nmsgstr ""\n{lines}\n{entries}'


# A file, what is in it, and the locale and code of each finding.
FILES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "ja/LC_MESSAGES/own.po": (
        po(LOST, OWN, "Language: ja"),
        [("ja", "placeholder")] * 4,
    ),
    "ja/LC_MESSAGES/django.po": (po(LOST, "Language: ja"), []),
    "header.po": (po(JAPANESE, "Language: en_US"), [("en-US", "language")]),
    "en.po": (po(JAPANESE), [("en", "header"), ("en", "language")]),
    "en/LC_MESSAGES/path.po": (po(JAPANESE), [("en", "header"), ("en", "language")]),
    "unknown.po": (po(JAPANESE), [("und", "header")]),
    "sr@latin.po": (po(JAPANESE, "Language: sr@latin"), [("sr-Latn", "language")]),
    "none.po": (JAPANESE, [("und", "header")]),
    "ja.po": (po(SAME, "Language: ja"), [("ja", "copy")]),
    # Most American words stay in a British catalog.
    "en_GB.po": (po(SAME, "Language: en_GB"), []),
    "variables.po": (
        po(
            '#, python-format\nmsgid "%(a_name)s {the_name} &#8212; %(and_all)s"\n'
            'msgstr "%(a_name)s {the_name} &#8212; %(and_all)s"\n',
            "Language: ja",
        ),
        [],
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_catalog_is_checked_in_its_language_as_far_as_it_is_ours(
    name: str, tmp_path: Path
) -> None:
    text, expected = FILES[name]
    make(tmp_path, {name: text})
    found = check_files([tmp_path / name], progress=plainly, checks=DEFAULT_CHECKS)
    assert [(d.locale, d.code) for d in found.diagnostics] == expected
    assert found.unread == {}


def plainly(paths: Sequence[Path], _: str) -> Sequence[Path]:
    return paths


def test_a_file_is_checked_and_fixed_once_whatever_its_names(tmp_path: Path) -> None:
    make(tmp_path, {"a.po": po('msgid "Read it"\nmsgstr "読む 。"\n', "Language: ja")})
    (tmp_path / "b.po").symlink_to("a.po")
    names = [str(tmp_path / "b.po"), f"{tmp_path}/./a.po", str(tmp_path)]
    found = run(tmp_path, "check", "--japanese", "jtf", *names).stdout
    assert found.count(".po:") == found.count("b.po:") == 1, found
    fixed = run(tmp_path, "check", "--japanese", "jtf", "--fix", *names)
    assert (fixed.exit_code, fixed.output.count("b.po")) == (0, 1), fixed.output
    assert 'msgstr "読む。"' in (tmp_path / "a.po").read_text(encoding="utf-8")


def test_the_language_that_is_told_goes_first(tmp_path: Path) -> None:
    make(tmp_path, {"a.po": po(JAPANESE, "Language: ja")})
    assert run(tmp_path, "check", str(tmp_path / "a.po")).stdout == ""
    told = run(tmp_path, "check", "-l", "en", str(tmp_path / "a.po")).stdout
    assert "warning language: the translation is in Japanese. Translate it into en." in told


def test_the_path_names_the_language_from_wherever_it_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, {"en/LC_MESSAGES/a.po": po(JAPANESE)})
    monkeypatch.chdir(tmp_path / "en" / "LC_MESSAGES")
    found = check_files([Path("a.po")], progress=plainly, checks=["language"])
    assert [(d.locale, d.code) for d in found.diagnostics] == [("en", "language")]


def test_all_below_a_folder_is_checked_once_and_what_is_broken_named(tmp_path: Path) -> None:
    empty = po('msgid "A"\nmsgstr ""\n', "Language: ja")
    make(
        tmp_path,
        {
            "z/ja.po": empty,
            "a/ja/LC_MESSAGES/b.po": empty,
            "a/broken.po": 'msgid "A"\n',
            "a/template.pot": 'msgid "A"\n',
            "a/.tox/ja.po": 'msgid "A"\n',
        },
    )
    result = run(tmp_path, "check", str(tmp_path), str(tmp_path / "z" / "ja.po"))
    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        f"{tmp_path}/a/ja/LC_MESSAGES/b.po",
        f"{tmp_path}/z/ja.po",
    ]
    assert result.stderr == (
        f"error: {tmp_path}/a/broken.po:2:1: the file ends inside an entry, before msgstr."
        " Mend the entry, or restore the file.\n2 warnings (2 missing)\n"
    )


def test_of_one_message_and_check_the_first_findings_are_told_and_the_others_counted(
    tmp_path: Path,
) -> None:
    tags = "".join(f"<b{number}/>" for number in range(5000))
    entries = f'msgid "Close"\nmsgstr "閉じる{tags}"\n\nmsgid "Open"\nmsgstr "開く<b/>"\n'
    make(tmp_path, {"ja.po": po(entries, OWN, "Language: ja")})
    result = run(tmp_path, "check", str(tmp_path / "ja.po"))
    lines = [line for line in result.stdout.splitlines() if line.startswith(str(tmp_path))]
    more = "error placeholder: and 4980 more in this message. Mend the others first."
    assert (result.exit_code, len(lines)) == (1, 22)
    assert lines[20] == f"{tmp_path}/ja.po:8:{12 + 10 * 5 + 10 * 6}: {more}"
    assert "<b/> is not in the source" in lines[21]


def test_a_folder_without_a_po_file_is_named(tmp_path: Path) -> None:
    result = run(tmp_path, "check", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"error: {tmp_path}: there is no PO file below. Name another folder.\n"


def test_a_catalog_is_dropped_before_the_next_but_one_is_read(tmp_path: Path) -> None:
    make(tmp_path, {f"{number}/ja.po": po(JAPANESE, "Language: ja") for number in range(9)})
    alive: list[int] = []

    def watched(paths: Sequence[Path], _: str) -> Iterator[Path]:
        for path in paths:
            alive.append(sum(isinstance(one, CatalogText) for one in gc.get_objects()))
            yield path

    check_files([tmp_path], progress=watched, checks=DEFAULT_CHECKS)
    assert (len(alive), max(alive)) == (9, 0)


def test_a_duplicate_is_refused_by_msgfmt_and_by_us(tmp_path: Path) -> None:
    make(tmp_path, {"ja.po": po(JAPANESE + "\n" + JAPANESE, "Language: ja")})
    path = tmp_path / "ja.po"
    result = run(tmp_path, "check", str(path))
    assert result.exit_code == 2
    assert f"{path}:9:1: this msgid already stands at line 6. Keep one" in result.stderr
    done = subprocess.run(["msgfmt", "-o", "/dev/null", path], capture_output=True, check=False)
    assert done.returncode


def test_what_is_no_file_below_a_folder_is_named_and_not_waited_for(tmp_path: Path) -> None:
    make(tmp_path, {"a.po": po(JAPANESE, "Language: ja")})
    os.mkfifo(tmp_path / "b.po")
    result = run(tmp_path, "check", str(tmp_path))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"error: {tmp_path}/b.po: this is no regular file. Move it away.\n"
        "no findings in what could be read\n"
    )
