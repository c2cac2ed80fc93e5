"""What all commands share: the project, progress, exit codes."""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from i18n_summit.cli.output import complaint_about, echo_errors, forget_output

if TYPE_CHECKING:
    from i18n_summit.model import Diagnostic, Page, Survey
    from i18n_summit.project import Project
    from i18n_summit.workflow.render import Rendering
    from i18n_summit.workflow.workspace import Workspace, Written


T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., None])
CLEAN, FAILED, UNUSABLE = 0, 1, 2
"""The exit codes."""
_MANY = 20
"""Fewer items than this need no progress bar."""


def ends_with_code(function: Callable[..., int]) -> Callable[..., None]:
    """Turn a command's result, or its error, into an exit code."""

    @wraps(function)
    def run(session: "Session", *args: Any, **options: Any) -> None:
        from i18n_summit.errors import SummitError, single_errors

        try:
            code = function(session, *args, **options)
            sys.stdout.flush()
        except SummitError as error:
            echo_errors(map(str, single_errors(error)))
            code = UNUSABLE
        except BrokenPipeError:
            raise  # The reader has had enough: click ends quietly.
        except OSError as error:
            forget_output()
            echo_errors([complaint_about(error)])
            code = UNUSABLE
        sys.exit(UNUSABLE if session.unread else code)

    return run


class Session:
    """What all commands share."""

    def __init__(self, folder: Path, *, is_quiet: bool) -> None:
        self.folder = folder
        self.unread: dict[PurePosixPath, str] = {}
        """The complaint about each file that could not be read; the others were worked on."""
        self._is_quiet = is_quiet

    def project(self) -> "Project":
        """Find the project."""
        from i18n_summit.project import find_project

        return find_project(self.folder)

    def workspace(self) -> "Workspace":
        """Find the project and list its files."""
        from i18n_summit.workflow.workspace import open_workspace

        # Pages leave no cycles, and a catalog that polib has read leaves one.
        gc.disable()
        return open_workspace(self.project())

    def survey(
        self, workspace: "Workspace", watch: "Callable[[Page], None] | None" = None
    ) -> "Survey":
        """Read the pages, show each to *watch*, and name those that cannot be read."""
        from i18n_summit.workflow.workspace import survey_pages

        survey = survey_pages(workspace, self.progress, watch)
        self.complain(survey.unread)
        return survey

    def complain(self, unread: "Mapping[PurePosixPath, str]") -> None:
        """Name what could not be read, once."""
        echo_errors(unread[path] for path in unread if path not in self.unread)
        self.unread.update(unread)

    def progress(self, items: Sequence[T], doing: str) -> Iterable[T]:
        """Show a bar on a terminal, when there is much to do."""
        if len(items) < _MANY or self._is_quiet or not sys.stderr.isatty() or "CI" in os.environ:
            return items
        return self._bar(items, doing)

    def _bar(self, items: Sequence[T], doing: str) -> Iterator[T]:
        with click.progressbar(items, label=doing, file=sys.stderr) as bar:
            yield from bar

    def say(self, line: str) -> None:
        """Say a line on stderr, unless quiet."""
        if not self._is_quiet:
            from i18n_summit.errors import visible

            click.echo(visible(line), err=True)

    def say_written(self, written: Iterable["Written"], *, is_check: bool = False) -> None:
        """Name the files that a command wrote, or would write."""
        from i18n_summit.files import Change
        from i18n_summit.reports.terminal import catalog_words

        unchanged = 0
        for item in written:
            if item.change is Change.UNCHANGED:
                unchanged += 1
                continue
            verb = item.change.value
            if is_check:
                verb = "is missing" if item.change is Change.CREATED else "is stale"
            words = catalog_words(item.catalog) if item.catalog else ""
            self.say(f"{item.path}: {verb}{words}")
        if unchanged:
            self.say(f"{unchanged} file{'s' if unchanged > 1 else ''} unchanged")

    def say_rendered(self, rendering: "Rendering") -> None:
        """Name the pages that were written, and what could not be read."""
        self.complain(rendering.unread)
        if rendering.unread:
            click.echo("What was rendered earlier of unreadable files stays as it is.", err=True)
        self.say_written(rendering.written)
        for path in rendering.kept:
            self.say(f"{path}: not written by i18n-summit, so it stays")


pass_session = click.make_pass_decorator(Session)


def code_of(diagnostics: Iterable["Diagnostic"]) -> int:
    """Give the exit code of findings."""
    return FAILED if any(d.severity.value == "error" for d in diagnostics) else CLEAN


def locale_option(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command be asked for some of the locales."""
    return click.option(
        "-l",
        "--locale",
        "locales",
        multiple=True,
        metavar="LOCALE",
        help="Only this locale; may be given several times. [default: all of the project]",
    )(function)


def format_option(names: Sequence[str], help: str) -> Callable[[F], F]:
    """Let a command be asked for a format; a wrong name is refused with the nearest."""

    def chosen(_context: click.Context, _parameter: click.Parameter, name: str) -> str:
        from i18n_summit.errors import nearest

        if name not in names:
            raise click.BadParameter(f'there is no format "{name}". {nearest(name, names)}')
        return name

    def complete(_context: click.Context, _parameter: click.Parameter, start: str) -> list[str]:
        return [name for name in names if name.startswith(start)]

    return click.option(
        "--format",
        "form",
        metavar=f"[{'|'.join(names)}]",
        default=names[0],
        show_default=True,
        callback=chosen,
        shell_complete=complete,
        help=help,
    )
