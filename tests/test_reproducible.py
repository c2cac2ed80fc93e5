"""Catalogs are the same on every machine, and their dates change with their content alone."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.projects import EN, EN_PO, JA_PO, PAGE, PROJECT, make, program, run, snapshot, translate

MACHINES = {
    "Tokyo": {"TZ": "Asia/Tokyo", "LANG": "ja_JP.UTF-8", "PYTHONHASHSEED": "1"},
    "San Francisco": {"TZ": "America/Los_Angeles", "LANG": "C", "PYTHONHASHSEED": "2"},
    "Chatham": {"TZ": "Pacific/Chatham", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "3"},
    "nowhere": {"TZ": "", "LC_ALL": "POSIX", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
}


def built(folder: Path, machine: str) -> dict[str, bytes | None]:
    """Give what stands in a project that a machine has extracted, updated and compiled."""
    make(folder, PROJECT)
    environment = MACHINES[machine]
    assert program(folder, "extract", **environment).returncode == 0
    translate(folder, EN_PO, **EN)
    make(folder, {"source/index.html": PAGE.replace("before you come", "before you leave")})
    assert program(folder, "extract", **environment).returncode == 0
    assert program(folder, "compile", **environment).returncode == 0
    return snapshot(folder)


@pytest.mark.parametrize("machine", [name for name in MACHINES if name != "Tokyo"])
def test_two_machines_write_the_same_bytes(machine: str, tmp_path: Path) -> None:
    assert built(tmp_path / "one", machine) == built(tmp_path / "two", "Tokyo")


def test_a_date_is_the_time_in_utc_without_an_epoch(tmp_path: Path) -> None:
    make(tmp_path, PROJECT)
    before = datetime.now(UTC).replace(second=0, microsecond=0)
    done = run(tmp_path, "extract", SOURCE_DATE_EPOCH=None, TZ="Asia/Tokyo")
    assert done.exit_code == 0
    text = (tmp_path / JA_PO).read_text("utf-8")
    (found,) = re.findall(r'"POT-Creation-Date: (.*)\\n"', text)
    assert found.endswith("+0000")
    assert before <= datetime.strptime(found, "%Y-%m-%d %H:%M%z") <= datetime.now(UTC)


def dates(folder: Path) -> dict[str, list[str]]:
    return {
        path.relative_to(folder).as_posix(): re.findall(r"Date: (.*)\\n", path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.po*"))
    }


# A change of the page, and the catalogs whose dates change.
CHANGES = {
    "nothing": ("</html>", "</html>", set[str]()),
    "markup": ('class="kip"', 'class="kip new"', set[str]()),
    "an English text": ("Needs no Keeper", "needs no keeper", {"ja/LC_MESSAGES/summit.po"}),
    "a Japanese text": ("話します", "話す", {"en/LC_MESSAGES/summit.po"}),
}


@pytest.mark.parametrize("case", CHANGES)
def test_a_date_changes_with_its_catalog_alone(case: str, tmp_path: Path) -> None:
    old, new, changed = CHANGES[case]
    make(tmp_path, PROJECT)
    assert run(tmp_path, "extract").exit_code == 0
    before = dates(tmp_path / "locales")
    make(tmp_path, {"source/index.html": PAGE.replace(old, new)})
    assert run(tmp_path, "extract", SOURCE_DATE_EPOCH="1600000000").exit_code == 0
    after = dates(tmp_path / "locales")
    assert before.keys() == after.keys()
    stale = {name for name in after if after[name] != before[name]}
    assert stale == changed | ({"summit.pot"} if changed else set())
    assert {after[name][0] for name in stale} <= {"2020-09-13 12:26+0000"}
