"""What a file keeps when it is replaced, and what a run that was killed has left."""

import errno
import fcntl
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from i18n_summit.errors import FileError
from i18n_summit.files import Replacement, remove_leftovers, replace_files, write_file
from i18n_summit.files.exchange import put
from tests.projects import JA_PO, POT, PROGRAM, make, make_half, run, snapshot

LEFTOVER, LOCK = ".i18n-summit.0badcafe", ".i18n-summit.lock"
FOLDER, LINK, HELD = (f".i18n-summit.{number}" for number in ("00000001", "00000002", "00000003"))


def test_a_group_of_files_is_replaced(tmp_path: Path) -> None:
    make(tmp_path, {"summit.pot": "old", "ja.po": "訳"})
    assert replace_files(
        [
            Replacement(tmp_path / "summit.pot", b"old", b"new"),
            Replacement(tmp_path / "ja.po", "訳".encode(), b""),
            Replacement(tmp_path / "en" / "summit.po", None, b"created"),
        ]
    )
    assert snapshot(tmp_path) == {
        "en": None,
        "en/summit.po": b"created",
        "ja.po": b"",
        "summit.pot": b"new",
    }


# What became of a file since it was read, and what had been read of it.
CHANGED: dict[str, tuple[str | None, bytes | None]] = {
    "another wrote it": ("theirs", b"read"),
    "another wrote as many bytes": ("daer", b"read"),
    "another made it": ("theirs", None),
    "another made it empty": ("", None),
    "another removed it": (None, b"read"),
}


@pytest.mark.parametrize("case", CHANGED)
def test_a_group_of_which_a_file_changed_since_it_was_read_stays_as_it_is(
    tmp_path: Path, case: str
) -> None:
    now, read = CHANGED[case]
    make(tmp_path, {"first.po": "old", "third.po": "old"})
    if now is not None:
        make(tmp_path, {"second.po": now})
    before = snapshot(tmp_path)
    assert not replace_files(
        [
            Replacement(tmp_path / "first.po", b"old", b"new"),
            Replacement(tmp_path / "second.po", read, b"ours"),
            Replacement(tmp_path / "third.po", b"old", b"new"),
        ]
    )
    assert snapshot(tmp_path) == before


# What stands in a place, what was read of it, and whether a new file may be put there.
PLACES: dict[str, tuple[str | None, bytes | None, bool]] = {
    "as it was read": ("read", b"read", True),
    "nothing, as before": (None, None, True),
    "saved since": ("saved", b"read", False),
    "made since": ("saved", None, False),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_save_at_the_last_moment_stays(tmp_path: Path, case: str) -> None:
    now, before, is_put = PLACES[case]
    make(tmp_path, {LEFTOVER: "new"} | ({"ja.po": now} if now else {}))
    assert put(tmp_path / LEFTOVER, tmp_path / "ja.po", before) is is_put
    assert (tmp_path / "ja.po").read_text() == ("new" if is_put else now)


@pytest.mark.parametrize("place", range(3))
def test_a_full_disk_changes_none_of_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int
) -> None:
    names = ("a.po", "b.po", "c.po")
    make(tmp_path, dict.fromkeys(names, "old"))
    before = snapshot(tmp_path)
    synced: list[int] = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > place:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as caught:
        replace_files(Replacement(tmp_path / name, b"old", b"new") for name in names)
    assert str(caught.value) == (
        f"{tmp_path / names[place]}: No space left on device. Nothing was changed; make room or"
        " check permissions."
    )
    assert snapshot(tmp_path) == before


def test_a_replaced_file_keeps_its_owner_and_what_is_noted_on_it(tmp_path: Path) -> None:
    path = tmp_path / "ja.po"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.editor", b"Poedit")
    except (AttributeError, OSError):
        pytest.skip("this disk has no extended attributes")
    if os.geteuid() == 0:
        os.chown(path, 4711, 815)
    path.chmod(0o640)
    old = path.stat()
    assert write_file(path, b"new")
    new = path.stat()
    assert (new.st_uid, new.st_gid, new.st_mode) == (old.st_uid, old.st_gid, old.st_mode)
    assert os.getxattr(path, "user.editor") == b"Poedit"
    assert new.st_ino != old.st_ino


def test_another_name_of_a_file_keeps_the_old_bytes(tmp_path: Path) -> None:
    path, other = tmp_path / "ja.po", tmp_path / "backup.po"
    path.write_bytes(b"old")
    other.hardlink_to(path)
    assert write_file(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_a_group_keeps_links_and_writes_their_targets(tmp_path: Path) -> None:
    make(tmp_path, {"shared/ja.po": "old"})
    (tmp_path / "ja.po").symlink_to("shared/ja.po")
    (tmp_path / "en.po").symlink_to("shared/en.po")
    assert replace_files(
        [
            Replacement(tmp_path / "ja.po", b"old", b"new"),
            Replacement(tmp_path / "en.po", None, b"new"),
        ]
    )
    targets = [(tmp_path / name).readlink() for name in ("ja.po", "en.po")]
    assert targets == [Path("shared/ja.po"), Path("shared/en.po")]
    assert snapshot(tmp_path / "shared") == {"en.po": b"new", "ja.po": b"new"}


def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileError) as caught:
        replace_files([Replacement(tmp_path / "pipe", b"", b"new")])
    assert str(caught.value) == f"{tmp_path}/pipe: this is no regular file. Move it away."
    assert (tmp_path / "pipe").is_fifo()


def test_leftovers_are_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = {
        "ja.po": "訳",
        ".i18n-summit.toml": "",
        "i18n-summit.0badcafe": "",
        "x.i18n-summit.0badcafe": "",
    }
    make(tmp_path, {**kept, LEFTOVER: "half", LOCK: "process 1", f"{FOLDER}/a": ""})
    (tmp_path / LINK).symlink_to("ja.po")
    held = (tmp_path / HELD).open("wb")
    fcntl.flock(held, fcntl.LOCK_EX)
    with held:
        remove_leftovers(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
            [*kept, FOLDER, HELD, LINK]
        )
    remove_leftovers(tmp_path)
    assert not (tmp_path / HELD).exists()
    remove_leftovers(tmp_path / "nowhere")


def test_where_nothing_can_be_locked_leftovers_stay_and_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    folder = make_half(tmp_path)
    make(folder, {f"locales/{LEFTOVER}": "half", "source/new.html": "<p>A new page"})
    assert run(folder, "extract").exit_code == 0
    assert sorted(path.name for path in (folder / "locales").iterdir()) == [
        LEFTOVER,
        "en",
        "ja",
        "summit.pot",
    ]


@pytest.mark.parametrize("command", ["extract", "render", "build"])
def test_the_next_run_removes_what_was_left_where_it_writes(tmp_path: Path, command: str) -> None:
    folder = make_half(tmp_path)
    assert run(folder, "build").exit_code == 0
    before = snapshot(folder)
    catalogs = ["locales", "locales/en/LC_MESSAGES", "locales/ja/LC_MESSAGES"]
    pages = ["build/en", "build/ja", "build/ja/css"]
    cleaned = {"extract": catalogs, "render": pages, "build": catalogs + pages}[command]
    left = {f"{place}/{LEFTOVER}": "half" for place in catalogs + pages}
    make(folder, {**left, "locales/" + LOCK: "process 1 on example"})
    for arguments in (["extract", "--check"], ["check"], ["status"]):
        assert run(folder, *arguments).exit_code == 0
    assert {*snapshot(folder)} == {*before, *left, "locales/" + LOCK}
    assert run(folder, command).exit_code == 0
    stays = {name for name in left if name.removesuffix(f"/{LEFTOVER}") not in cleaned}
    if command == "render":
        stays.add("locales/" + LOCK)
    assert {*snapshot(folder)} == {*before, *stays}


def test_what_was_left_among_the_pages_is_neither_read_nor_published(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    make(folder, {f"source/{LEFTOVER}": "half", f"source/{LOCK}": "process 1"})
    assert run(folder, "extract", "--check").exit_code == 0
    assert run(folder, "build").exit_code == 0
    assert not [name for name in snapshot(folder / "build") if "i18n-summit" in name]


@pytest.fixture
def bound() -> Iterator[list[str]]:
    """Give what begins a command line that permissions bind, root's too."""
    if os.geteuid():
        yield []
    elif shutil.which("setpriv"):
        yield ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
    else:
        pytest.skip("nothing here makes permissions bind root")


# What cannot be written, and the complaint about it.
FORBIDDEN = {
    "a catalog": (
        "locales/ja/LC_MESSAGES/summit.po",
        0o444,
        "this file may not be written. Check its permissions.",
    ),
    "its folder": (
        "locales/ja/LC_MESSAGES",
        0o555,
        "nothing can be written into this folder. Check its permissions.",
    ),
}


@pytest.mark.parametrize("case", FORBIDDEN)
def test_what_may_not_be_written_stays_and_can_be_read(
    tmp_path: Path, bound: list[str], case: str
) -> None:
    place, mode, complaint = FORBIDDEN[case]
    folder = make_half(tmp_path)
    (folder / place).chmod(mode)
    make(folder, {"source/new.html": "<p>A new page"})
    before = snapshot(folder)
    try:
        done = subprocess.run(
            [*bound, PROGRAM, "extract"], cwd=folder, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (2, f"error: {folder / place}: {complaint}\n")
        assert snapshot(folder) == before
        (folder / "source/new.html").unlink()
        for arguments in (["extract"], ["extract", "--check"], ["check"], ["status"], ["render"]):
            subprocess.run(
                [*bound, PROGRAM, *arguments], cwd=folder, capture_output=True, check=True
            )
    finally:
        (folder / place).chmod(0o755)


def test_a_new_file_has_the_mode_that_the_umask_leaves_and_an_old_one_is_never_bared(
    tmp_path: Path,
) -> None:
    (tmp_path / "old.po").touch(mode=0o600)
    script = (
        "import os, stat\n"
        "from pathlib import Path\n"
        "from i18n_summit.files import write_file\n"
        "os.umask(0o027)\n"
        "sync, seen = os.fsync, []\n"
        "def watched(handle):\n"
        "    seen.append(oct(stat.S_IMODE(os.fstat(handle).st_mode)))\n"
        "    sync(handle)\n"
        "os.fsync = watched\n"
        "write_file(Path('new.po'), b'new')\n"
        "write_file(Path('old.po'), b'new')\n"
        "print(seen[0], seen[2])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "0o640 0o600\n"
    assert stat.S_IMODE((tmp_path / "new.po").stat().st_mode) == 0o640


GLOSSARY = "locales/glossary.csv"
JA_MO = JA_PO.replace(".po", ".mo")
# A pipe in the place of a project's own file, and the commands that would wait for it.
PIPES = [
    (POT, ["extract"]),
    (POT, ["build"]),
    *[
        (JA_PO, command)
        for command in (
            ["extract", "--check"],
            ["render"],
            ["check"],
            ["check", "--fix"],
            ["status"],
            ["compile"],
            ["terms"],
            ["diff", "other.po"],
        )
    ],
    (JA_MO, ["compile"]),
    (JA_MO, ["compile", JA_PO]),
    (GLOSSARY, ["check"]),
    (GLOSSARY, ["terms"]),
]


@pytest.mark.parametrize(("place", "command"), PIPES)
def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(
    tmp_path: Path, place: str, command: list[str]
) -> None:
    make_half(tmp_path)
    make(tmp_path, {GLOSSARY: "en,ja\n", "other.po": (tmp_path / JA_PO).read_bytes()})
    (tmp_path / place).unlink(missing_ok=True)
    os.mkfifo(tmp_path / place)
    done = subprocess.run(
        [PROGRAM, *command], cwd=tmp_path, capture_output=True, check=False, timeout=60
    )
    said = done.stderr.decode().replace(f"{tmp_path}/", "").splitlines()
    assert (done.returncode, said[-1]) == (
        2,
        f"error: {place}: this is no regular file. Move it away.",
    )
    assert (tmp_path / place).is_fifo()


def test_what_the_command_line_names_may_be_a_pipe(tmp_path: Path) -> None:
    file = make_half(tmp_path) / JA_PO
    for command, said in (
        (["diff", "/dev/stdin", JA_PO], file.read_bytes()),
        (["check", "--glossary", "/dev/stdin", JA_PO], b"en,ja\n"),
        (["check", "--select", "placeholder", "/dev/stdin"], file.read_bytes()),
    ):
        done = subprocess.run(
            [PROGRAM, *command], cwd=tmp_path, input=said, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stderr)
