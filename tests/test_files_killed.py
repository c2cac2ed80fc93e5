"""Runs that are killed, that run out of room, and that meet others: each catalog is old or new."""

import errno
import fcntl
import os
import platform
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from i18n_summit.files import held
from tests.projects import (
    HOLDER,
    JA_PO,
    PAGE,
    POT,
    PROGRAM,
    clean_environment,
    lock_of,
    make,
    make_half,
    program,
    run,
    snapshot,
    start,
    translate,
)

OWN, LOCK = ".i18n-summit.", "locales/.i18n-summit.lock"
Catalogs = dict[str, bytes | None]


def catalogs(folder: Path) -> Catalogs:
    return snapshot(folder / "locales")


def restore(folder: Path, state: Catalogs) -> None:
    shutil.rmtree(folder / "locales")
    for name, data in state.items():
        if data is not None:
            make(folder / "locales", {name: data})


def refuse_damage(folder: Path, old: Catalogs, new: Catalogs) -> None:
    """See that each catalog is old or new, and that nothing is left after the next run."""
    now = catalogs(folder)
    assert {name for name in now if OWN not in name} == {*old} | {*new}
    for name, data in now.items():
        if OWN not in name:
            assert data in {old[name], new[name]}, name
            if data and shutil.which("msgfmt"):
                subprocess.run(["msgfmt", "-c", "-o", os.devnull, "-"], input=data, check=True)
    assert program(folder, "extract").returncode == 0
    assert catalogs(folder) == new


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Catalogs, Catalogs]:
    """A project of 3,000 messages of which a tenth was edited; its catalogs before and after."""
    folder = tmp_path_factory.mktemp("crowd")
    for room in range(20):
        talks = "".join(
            f"<p>Talk {room}-{talk} shows how cluster {talk * 7} streams the events of a city.\n"
            for talk in range(150)
        )
        make(folder, {f"source/{room}.html": f"<!DOCTYPE html><html lang=en>{talks}"})
    assert run(folder, "extract").exit_code == 0
    old = catalogs(folder)
    for page in (folder / "source").iterdir():
        edited = re.sub(r"(Talk \d+-\d*3) shows how", r"\1 explains why", page.read_text())
        page.write_text(edited)
    assert run(folder, "extract").exit_code == 0
    return folder, old, catalogs(folder)


def test_a_kill_at_a_random_moment_damages_no_catalog(
    crowd: tuple[Path, Catalogs, Catalogs],
) -> None:
    folder, old, new = crowd
    restore(folder, old)
    began = time.monotonic()
    assert program(folder, "extract").returncode == 0
    usual = time.monotonic() - began
    moments = random.Random(20190930)  # noqa: S311
    for _ in range(int(os.environ.get("I18N_SUMMIT_KILLS", "3"))):
        restore(folder, old)
        with start(folder, "extract") as child:
            time.sleep(moments.uniform(0.1, 1.1) * usual)
            child.kill()
        assert child.returncode in {0, -signal.SIGKILL}
        refuse_damage(folder, old, new)


# Goes through the steps of the files room in an extract; kills itself at the given one.
KILLED = """\
import contextlib, os, signal, sys
from i18n_summit.cli import command

def extract(*options):
    with contextlib.suppress(SystemExit):
        command(["-q", "extract", *options])

def step(frame, event, argument):
    global steps
    if f"{os.sep}files{os.sep}" not in frame.f_code.co_filename:
        return None
    steps -= event == "line"
    if not steps:
        os.kill(os.getpid(), signal.SIGKILL)
    return step

extract("--check")
for last in range(1, 10_000, int(sys.argv[1])):
    child = os.fork()
    if not child:
        steps = last
        sys.settrace(step)
        extract()
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    input()
"""


def test_a_kill_at_any_step_of_a_write_damages_no_catalog(tmp_path: Path) -> None:
    folder = make_half(tmp_path)
    old = catalogs(folder)
    make(folder, {"source/index.html": PAGE.replace("Needs no Keeper", "Has no Keeper")})
    assert run(folder, "extract").exit_code == 0
    new = catalogs(folder)
    restore(folder, old)
    leftovers = set[str]()
    codes: list[int] = []
    stride = os.environ.get("I18N_SUMMIT_STRIDE", "17")
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, stride],
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        while not codes or codes[-1]:
            codes.append(int(child.stdout.readline().split()[-1]))
            now = catalogs(folder)
            leftovers |= {name for name in now if OWN in name}
            assert {name for name in now if OWN not in name} == {*new}
            assert all(data in {old[name], new[name]} for name, data in now.items() if name in new)
            assert run(folder, "extract").exit_code == 0
            assert catalogs(folder) == new
            restore(folder, old)
            child.stdin.write("\n")
            child.stdin.flush()
        child.kill()
    assert {*codes} == {-signal.SIGKILL, 0}
    assert leftovers  # Else no kill met a write.


@pytest.mark.slow
def test_runs_at_once_end_well_and_leave_the_right_catalogs(
    crowd: tuple[Path, Catalogs, Catalogs],
) -> None:
    folder, old, new = crowd
    for command in ("extract", "build"):
        restore(folder, old)
        children = [start(folder, command) for _ in range(4)]
        for child in children:
            _, said = child.communicate()
            assert child.returncode == 0, said
        assert catalogs(folder) == new


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A project whose page was edited since its catalogs were written."""
    folder = make_half(tmp_path)
    return make(folder, {"source/index.html": PAGE.replace("Needs no Keeper", "Has no Keeper")})


# What the lock says of its holder, and what is said of it.
HOLDERS = {
    f"{HOLDER}\n": HOLDER,
    HOLDER.replace("tokyo", "\x1b[2J"): HOLDER.replace("tokyo", "\\x1b[2J"),
    "": "another process",
    "process 7 on tokyo (i18n-summ": "another process",
    "hanako:x:1000:1000::/home/hanako:/bin/sh\n": "another process",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOLDERS)
@pytest.mark.parametrize("command", ["extract", "build"])
def test_a_lock_is_waited_for_and_names_who_holds_it(
    changed: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    monkeypatch.setattr(held, "_SILENCE", 0.1)
    monkeypatch.setattr(held, "_PATIENCE", 0.3)
    with lock_of(changed / "locales", name):
        before = snapshot(changed)
        done = run(changed, command)
        assert snapshot(changed) == before
    holder = HOLDERS[name]
    assert (done.exit_code, done.stderr) == (
        2,
        (
            f"locales: waiting for {holder}, which is writing here\n"
            f"error: locales: {holder} is writing here. Wait for it or end it, and run this again;"
            " remove .i18n-summit.lock there if no such process is alive.\n"
        ),
    )
    assert run(changed, command).exit_code == 0
    assert not (changed / LOCK).exists()


@pytest.mark.parametrize("kind", ["link", "link to nothing", "folder"])
def test_what_is_no_lock_is_neither_read_nor_waited_for(changed: Path, kind: str) -> None:
    make(changed, {"secret": "key: 80 clusters\n"})
    lock = changed / LOCK
    if kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to("../secret" if kind == "link" else "nothing")
    before = snapshot(changed)
    done = run(changed, "extract")
    assert (done.exit_code, done.stdout, done.stderr) == (
        2,
        "",
        (
            "error: locales: .i18n-summit.lock is a link or a folder, and no lock of a process."
            " Nothing was changed; remove it, and run this again.\n"
        ),
    )
    assert snapshot(changed) == before


def test_a_lock_stops_nothing_that_writes_no_catalog(changed: Path) -> None:
    with lock_of(changed / "locales", "process 7 on tokyo"):
        codes = {
            command: run(changed, *command.split()).exit_code
            for command in ("check", "status", "render", "extract --check")
        }
        make(changed, {"source/index.html": PAGE})
        codes["extract"] = run(changed, "extract").exit_code
    assert codes == {"check": 1, "status": 0, "render": 0, "extract --check": 1, "extract": 0}


def test_the_lock_of_a_run_names_it(changed: Path) -> None:
    script = (
        "from pathlib import Path, PurePath\n"
        "from i18n_summit.files import locked\n"
        "with locked(Path('locales'), PurePath('locales'), 'extract'):\n"
        f"    print(Path({LOCK!r}).read_text(), flush=True)\n"
        "    input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=changed,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert re.fullmatch(
            rf"process {child.pid} on {re.escape(platform.node())} \(i18n-summit extract, since"
            r" \d{4}-\d\d-\d\d \d\d:\d\d:\d\d[+-]\d\d:\d\d\)\n",
            child.stdout.readline(),
        )
        waiting = start(changed, "extract")
        time.sleep(0.5)
        assert waiting.poll() is None
        child.kill()
    assert (changed / LOCK).exists()  # The holder is dead, and its lock does not block.
    _, said = waiting.communicate()
    assert waiting.returncode == 0, said
    assert not (changed / LOCK).exists()


def test_where_nothing_can_be_locked_an_old_lock_is_removed_by_hand(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    monkeypatch.setattr(held, "_PATIENCE", 0.1)
    make(changed, {LOCK: "process 7 on tokyo\n"})
    done = run(changed, "extract")
    assert done.exit_code == 2
    assert "remove .i18n-summit.lock there if no such process is alive" in done.stderr
    (changed / LOCK).unlink()
    assert run(changed, "extract").exit_code == 0
    assert not (changed / LOCK).exists()


def test_what_a_translator_saves_between_read_and_write_is_kept(changed: Path) -> None:
    with lock_of(changed / "locales", HOLDER):
        child = start(changed, "extract")
        assert child.stderr is not None
        said = child.stderr.readline()
        assert said == f"locales: waiting for {HOLDER}, which is writing here\n".encode()
        translate(changed, JA_PO, **{"Core Kafka": "コア Kafka"})
    _, said = child.communicate()
    assert (child.returncode, said.decode()) == (
        0,
        (
            f"{POT}: updated, 9 messages\n"
            f"{JA_PO}: updated, 6 messages, 5 to translate\n"
            "1 file unchanged\n"
        ),
    )
    text = (changed / JA_PO).read_text(encoding="utf-8")
    assert 'msgid "Core Kafka"\nmsgstr "コア Kafka"\n' in text
    assert 'msgid "Kafka Has no Keeper"\n' in text


def test_catalogs_that_never_rest_are_left_alone(
    changed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves: list[bytes] = []
    sync = os.fsync

    def save(handle: int) -> None:
        sync(handle)
        saves.append(f"# save {len(saves)}\n".encode() + (changed / POT).read_bytes())
        (changed / POT).write_bytes(saves[-1])

    monkeypatch.setattr(os, "fsync", save)
    ja = (changed / JA_PO).read_bytes()
    done = run(changed, "extract")
    assert (done.exit_code, done.stderr) == (
        2,
        (
            "error: locales: the catalogs are changed while they are worked on. End the other"
            " program, and run this again.\n"
        ),
    )
    assert ((changed / POT).read_bytes(), (changed / JA_PO).read_bytes()) == (saves[-1], ja)
    assert [name for name in snapshot(changed) if OWN in name] == []


def test_a_file_that_may_grow_no_further_changes_no_catalog(changed: Path) -> None:
    before = snapshot(changed)
    done = subprocess.run(
        [PROGRAM, "extract"],
        cwd=changed,
        env=clean_environment(PYTHONDONTWRITEBYTECODE="1"),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        (
            f"error: {changed / POT}: File too large. Nothing was changed; make room or check"
            " permissions.\n"
        ),
    )
    assert snapshot(changed) == before


def test_a_full_disk_changes_no_catalog_and_no_page(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["unshare", "-rm", "sh", "-ec"]
    tried = [*mount, 'mount -t tmpfs -o size=64k tmpfs "$0"', str(disk)]
    if not shutil.which("unshare") or subprocess.run(tried, check=False).returncode:
        pytest.skip("no disk of one's own can be mounted here")
    folder = make_half(tmp_path / "project")
    make(folder, {"source/index.html": PAGE.replace("Needs no Keeper", "Has no Keeper")})
    before = snapshot(folder)
    script = (
        'mount -t tmpfs -o size=64k tmpfs "$0"; cp -r "$1"/. "$0"; cd "$0"\n'
        "dd if=/dev/zero of=filling bs=1k 2>/dev/null || true\n"
        '"$2" extract || echo "code $?"; "$2" render 2>/dev/null || echo "code $?"\n'
        'rm filling; find . -type d -empty -delete; cp -r . "$3"\n'
    )
    done = subprocess.run(
        [*mount, script, disk, folder, PROGRAM, tmp_path / "after"],
        env=clean_environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert re.fullmatch(
        r"error: (locales|/\S+/locales/summit\.pot): No space left on device\. Nothing was"
        r" changed; make room or check permissions\.\n",
        done.stderr,
    )
    assert done.stdout == "code 2\ncode 2\n"
    assert snapshot(tmp_path / "after") == before


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_told_to_end_does_so_and_leaves_nothing(
    changed: Path, number: signal.Signals
) -> None:
    before = snapshot(changed)
    with lock_of(changed / "locales", HOLDER):
        child = start(changed, "extract")
        assert child.stderr is not None
        child.stderr.readline()
        child.send_signal(number)
        _, said = child.communicate()
    assert (child.returncode, said.decode()) == (128 + number, f"ended by {number.name}\n")
    assert snapshot(changed) == before


@pytest.mark.slow
def test_a_run_in_the_background_of_a_script_is_not_ended_by_its_ctrl_c(changed: Path) -> None:
    with lock_of(changed / "locales", HOLDER):
        child = subprocess.Popen(
            ["sh", "-c", 'trap "" INT; exec "$0" extract', PROGRAM],
            cwd=changed,
            stderr=subprocess.PIPE,
        )
        assert child.stderr is not None
        child.stderr.readline()
        child.send_signal(signal.SIGINT)
        time.sleep(0.2)
        assert child.poll() is None
    child.communicate()
    assert child.returncode == 0


def test_a_home_is_not_needed_and_a_low_priority_enough(changed: Path) -> None:
    done = subprocess.run(
        ["env", "-u", "HOME", "nice", "-n", "19", PROGRAM, "extract"],
        cwd=changed,
        env=clean_environment(),
        check=False,
    )
    assert done.returncode == 0
    assert program(changed, "extract", "--check").returncode == 0


def test_a_folder_that_is_gone_is_a_complaint(tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", 'mkdir gone; cd gone; rmdir ../gone; exec "$0" extract', PROGRAM],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        "error: .: this folder is gone. Go to one that is there.\n",
    )
