"""What goes to which stream: data, words, colours and the progress bar; and streams that fail."""

import contextlib
import json
import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from tests.projects import (
    JA_PO,
    NOTES,
    PAGE,
    POT,
    PROGRAM,
    clean_environment,
    make,
    make_half,
    program,
    run,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project whose English is complete and whose Japanese is empty."""
    return make_half(tmp_path)


# The commands in their order on a project whose page was edited, and what they say.
STREAMS = [
    (
        ["extract", "--check"],
        1,
        "",
        (
            f"{POT}: is stale, 9 messages\n"
            f"{JA_PO}: is stale, 6 messages, 6 to translate\n"
            "1 file unchanged\n"
            "The catalogs are stale. Run i18n-summit extract.\n"
        ),
    ),
    (
        ["-q", "extract", "--check"],
        1,
        "",
        "The catalogs are stale. Run i18n-summit extract.\n",
    ),
    (
        ["extract"],
        0,
        "",
        (
            f"{POT}: updated, 9 messages\n"
            f"{JA_PO}: updated, 6 messages, 6 to translate\n"
            "1 file unchanged\n"
        ),
    ),
    (
        ["render", "-l", "en"],
        0,
        "",
        (
            "build/en/index.html: created\n"
            "build/en/notes.txt: created\n"
            "build/en/css/style.css: created\n"
        ),
    ),
    (["-q", "render"], 0, "", ""),
    (["check", "-l", "en"], 0, "", "no findings\n"),
    (["-q", "check", "-l", "en"], 0, "", ""),
]


def test_data_goes_to_stdout_and_all_else_to_stderr(folder: Path) -> None:
    make(folder, {"source/index.html": PAGE.replace("Needs no Keeper", "Has no Keeper")})
    for arguments, code, stdout, stderr in STREAMS:
        done = program(folder, *arguments)
        assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == (
            code,
            stdout,
            stderr,
        )


# The environment, and the colours of what is no terminal: of the table, findings, errors.
COLOURS: list[tuple[dict[str, str], list[str]]] = [
    ({}, []),
    ({"FORCE_COLOR": "1"}, ["bold", "green", "red", "yellow"]),
    ({"FORCE_COLOR": ""}, []),
    ({"NO_COLOR": "1"}, []),
    ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, []),
]
CODES = {"1": "bold", "32": "green", "31": "red", "33": "yellow"}


@pytest.mark.parametrize(("environment", "colours"), COLOURS)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(
    folder: Path, environment: dict[str, str], colours: list[str]
) -> None:
    shown = run(folder, "status", **environment).stdout + run(folder, "check", **environment).stdout
    said = run(folder, "status", "-l", "jp", **environment).stderr
    assert sorted({CODES[code] for code in re.findall(r"\x1b\[([1-9]+)m", shown)}) == colours
    assert ("\x1b[31merror\x1b[0m: " in said) is bool(colours)
    assert "\x1b[" not in run(folder, "check", "--format", "json", **environment).stdout


def on_terminal(folder: Path, *arguments: str, **environment: str) -> tuple[str, str]:
    """Run the program with its streams on two terminals; give what each shows, stdout first."""
    (out, its_out), (err, its_err) = pty.openpty(), pty.openpty()
    child = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=folder,
        env=clean_environment(TERM="xterm", COLUMNS="80", **environment),
        stdout=its_out,
        stderr=its_err,
    )
    os.close(its_out)
    os.close(its_err)
    said, shown = _read_all(err), _read_all(out)
    assert child.wait() == 0
    return shown, said


def _read_all(terminal: int) -> str:
    pieces: list[bytes] = []
    with contextlib.suppress(OSError):  # Linux says so when the other end is closed.
        while piece := os.read(terminal, 1 << 16):
            pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode().replace("\r\n", "\n")


@pytest.fixture
def crowd(folder: Path) -> Path:
    """A project with many pages."""
    return make(folder, {f"source/{n}.txt": "Welcome to San Francisco.\n" for n in range(25)})


def test_many_pages_show_a_progress_bar_on_a_terminal(crowd: Path) -> None:
    shown, said = on_terminal(crowd, "status", "-l", "en")
    assert "reading" in said
    assert "100%" in said
    assert shown.startswith("\x1b[1mlocale  role")
    assert "reading" not in shown


def test_no_color_holds_on_a_terminal(folder: Path) -> None:
    shown, _ = on_terminal(folder, "status", "-l", "en", NO_COLOR="1")
    assert shown.startswith("locale  role")
    assert "\x1b[" not in shown


# Why there is no bar: the project, options and the environment.
NO_BAR: dict[str, tuple[str, list[str], dict[str, str]]] = {
    "few pages": ("folder", [], {}),
    "quiet": ("crowd", ["-q"], {}),
    "continuous integration": ("crowd", [], {"CI": "true"}),
}


@pytest.mark.parametrize("case", NO_BAR)
def test_no_progress_bar_where_it_is_in_the_way(case: str, request: pytest.FixtureRequest) -> None:
    fixture, options, environment = NO_BAR[case]
    project: Path = request.getfixturevalue(fixture)
    _, said = on_terminal(project, *options, "status", "-l", "en", **environment)
    assert said == ""


def test_no_progress_bar_without_a_terminal(crowd: Path) -> None:
    done = program(crowd, "status", "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["locales"]["ja"]["total"] == 7


# What a stream's encoding makes of a full block: click takes ASCII for an oversight.
BLOCKS = [("ascii", "█".encode()), ("iso-8859-1", rb"\u2588"), ("utf-8", "█".encode())]


@pytest.mark.parametrize(("encoding", "block"), BLOCKS)
def test_a_stream_of_any_encoding_stops_nothing(folder: Path, encoding: str, block: bytes) -> None:
    make(folder, {"source/notes.txt": f"😀 closing words\n\n{NOTES}"})
    shown = program(folder, "status", PYTHONIOENCODING=encoding)
    assert (shown.returncode, shown.stderr) == (0, b"")
    assert block in shown.stdout
    found = program(folder, "check", "--format", "json", PYTHONIOENCODING=encoding)
    assert found.returncode == 1
    assert "«😀 closing words»" in found.stdout.decode()  # JSON is UTF-8 everywhere.
    assert json.loads(found.stdout)["errors"] == 1


def test_a_reader_who_leaves_early_gets_no_traceback(folder: Path) -> None:
    with subprocess.Popen(
        [PROGRAM, "status"],
        cwd=folder,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.close()
        assert child.stderr.read() == b""
    assert child.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_stdout_is_a_complaint(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [PROGRAM, "status"],
            cwd=folder,
            env=clean_environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    first, *others = done.stderr.decode().splitlines()
    assert first.startswith("error: [Errno 28] No space left on device.")
    assert "Traceback" not in "".join(others)


CLOSED = "error: stdout is closed. Leave it open, or send it to a file.\n"
# What a shell is asked for, its exit code, and what is said on stderr.
CLOSINGS = {
    "status": (2, CLOSED),
    "-q check": (2, CLOSED),
    "status --format json": (2, CLOSED),
    "explain fuzzy": (2, CLOSED),
    "diff a.po b.po": (2, CLOSED),
    "extract --help": (2, CLOSED),
    "--version": (2, CLOSED),
    "extract": (0, "3 files unchanged\n"),
}


@pytest.mark.parametrize("arguments", CLOSINGS)
def test_a_command_whose_stdout_is_closed_says_so_where_it_writes(
    folder: Path, arguments: str
) -> None:
    code, said = CLOSINGS[arguments]
    make(folder, {"a.po": 'msgid "a"\nmsgstr ""\n', "b.po": 'msgid "a"\nmsgstr "b"\n'})

    def closed(redirection: str) -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", f'"$0" {arguments} {redirection}', PROGRAM],
            cwd=folder,
            env=clean_environment(),
            capture_output=True,
            check=False,
            text=True,
        )
        return done.returncode, done.stderr

    assert closed(">&-") == (code, said)
    assert closed(">&- 2>&-") == (code, "")
    assert closed("2>&-")[1] == ""
