"""What is said, and where: colours, findings, complaints."""

import errno
import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from i18n_summit.model import Diagnostic


def echo_errors(lines: Iterable[str]) -> None:
    """Say on stderr what stops a command, or what it could not read."""
    from i18n_summit.errors import visible

    for line in lines:
        click.echo(f"{paint('error', 'red', sys.stderr)}: {visible(line)}", err=True, color=True)


def echo_diagnostics(diagnostics: Iterable["Diagnostic"]) -> None:
    """Write findings to stdout, each with a frame where it has a place in a text."""
    from i18n_summit.reports.terminal import diagnostic_lines

    columns = terminal_columns()
    for line in diagnostic_lines(diagnostics, painter(sys.stdout), columns=columns):
        click.echo(line, color=True)


def terminal_columns() -> int:
    """Give the width of the terminal, or what COLUMNS says; 100 where there is neither."""
    return shutil.get_terminal_size((100, 24)).columns


def deliver(report: str | None, output: Path | None) -> None:
    """Write a report, if there is one, to a file or to stdout: in UTF-8 on every terminal."""
    if report is None:
        return
    if output is None:
        click.echo(report.encode("utf-8"), nl=False)
        return
    from i18n_summit.files import write_file

    write_file(output, report.encode("utf-8"))


def open_streams() -> None:
    """Put something in the place of streams that are closed, for which Python has None: words are
    lost without stderr, and what is written to stdout is an error.
    """
    if sys.stdout is not None and sys.stderr is not None:
        return
    from i18n_summit.files import closed_stream, deaf_stream

    sys.stdout = sys.stdout or closed_stream()
    sys.stderr = sys.stderr or deaf_stream()


def complaint_about(error: OSError) -> str:
    """Say what could not be read or written."""
    if error.errno == errno.EBADF:
        return "stdout is closed. Leave it open, or send it to a file."
    return f"{error}. Check the name and its permissions."


def forget_output() -> None:
    """Drop what stdout could not take: Python would try again at its end, and fail."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = io.StringIO()


def painter(stream: Any) -> Callable[[str, str], str]:
    """Give what colours a text for a stream."""
    return lambda text, colour: paint(text, colour, stream)


def paint(text: str, colour: str, stream: Any) -> str:
    """Give a text in colour where the stream is a terminal, or the environment says so."""
    if os.environ.get("NO_COLOR"):
        return text
    if not os.environ.get("FORCE_COLOR") and not stream.isatty():
        return text
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)
