"""The command line: options, words, exit codes."""

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

import click

from i18n_summit import __version__

# What a command needs is imported when it runs: --version and --help start at once.
if TYPE_CHECKING:
    from i18n_summit.model import Diagnostic, Survey
    from i18n_summit.project import Project
    from i18n_summit.workflow import Rendering, Workspace, Written

T = TypeVar("T")
CLEAN, FAILED, UNUSABLE = 0, 1, 2
_MANY = 20
"""Fewer items than this need no progress bar."""


def main() -> None:
    """Run the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or pipe that is not UTF-8 gets \\u3042, and no command dies of it.
            stream.reconfigure(errors="backslashreplace")
    # Messages stay, pages go: a collector that looks for cycles less often saves a sixth.
    gc.set_threshold(50_000, 10, 100)
    command(windows_expand_args=False)


def _ends_with_code(function: Callable[..., int]) -> Callable[..., None]:
    """Turn a command's result, or its error, into an exit code."""

    @wraps(function)
    def run(session: "_Session", *args: Any, **options: Any) -> None:
        from i18n_summit.errors import SummitError, single_errors

        try:
            code = function(session, *args, **options)
            sys.stdout.flush()
        except SummitError as error:
            _echo_errors(map(str, single_errors(error)))
            code = UNUSABLE
        except BrokenPipeError:
            raise  # The reader has had enough: click ends quietly.
        except OSError as error:
            _echo_errors([f"{error}. Check the name and its permissions."])
            _forget_output()
            code = UNUSABLE
        sys.exit(UNUSABLE if session.unread else code)

    return run


def _forget_output() -> None:
    """Drop what stdout could not take: Python would try again at its end, and fail."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = io.StringIO()


def _echo_errors(lines: Iterable[str]) -> None:
    from i18n_summit.errors import visible

    for line in lines:
        click.echo(f"{_paint('error', 'red', sys.stderr)}: {visible(line)}", err=True, color=True)


@click.group(
    name="i18n-summit",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: i18n-summit build",
)
@click.version_option(__version__, message="i18n-summit %(version)s")
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="Look for the project from this folder upwards, instead of the current one.",
)
@click.option("-q", "--quiet", is_flag=True, help="Do not say what was written.")
@click.pass_context
def command(context: click.Context, folder: Path, quiet: bool) -> None:
    """Turn pages that mix English and Japanese into PO catalogs, and the catalogs into one page
    per locale.
    """
    context.obj = _Session(folder, is_quiet=quiet)


class _Session:
    """What all commands share."""

    def __init__(self, folder: Path, *, is_quiet: bool) -> None:
        self.folder = folder
        self.unread: dict[PurePosixPath, str] = {}
        """The complaint about each file that could not be read; the others were worked on."""
        self._is_quiet = is_quiet

    def project(self) -> "Project":
        from i18n_summit.project import find_project

        return find_project(self.folder)

    def workspace(self) -> "Workspace":
        from i18n_summit.workflow import open_workspace

        return open_workspace(self.project())

    def survey(self, workspace: "Workspace") -> "Survey":
        from i18n_summit.workflow import survey_pages

        survey = survey_pages(workspace, self.progress)
        self.complain(survey.unread)
        return survey

    def complain(self, unread: "Mapping[PurePosixPath, str]") -> None:
        """Name what could not be read, once."""
        _echo_errors(unread[path] for path in unread if path not in self.unread)
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
        if not self._is_quiet:
            from i18n_summit.errors import visible

            click.echo(visible(line), err=True)

    def say_written(self, written: Iterable["Written"], *, is_check: bool = False) -> None:
        """Name the files that a command wrote, or would write."""
        from i18n_summit.project import Change
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
        self.complain(rendering.unread)
        if rendering.unread:
            click.echo("What was rendered earlier of unreadable files stays as it is.", err=True)
        self.say_written(rendering.written)


_pass_session = click.make_pass_decorator(_Session)


def _locale_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "-l",
        "--locale",
        "locales",
        multiple=True,
        metavar="LOCALE",
        help="Only this locale; may be given several times. [default: all of the project]",
    )(function)


@command.command(epilog="Example: i18n-summit extract --check")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit 1 if a file is stale.")
@_pass_session
@_ends_with_code
def extract(session: _Session, is_check: bool) -> int:
    """Bring the template and the catalogs up to date with the pages."""
    from i18n_summit import workflow
    from i18n_summit.project import Change

    workspace = session.workspace()
    survey = session.survey(workspace)
    written = workflow.extract(workspace.project, survey, is_check=is_check)
    session.say_written(written, is_check=is_check)
    is_stale = any(item.change is not Change.UNCHANGED for item in written)
    if is_check and is_stale:
        click.echo("The catalogs are stale. Run i18n-summit extract.", err=True)
        return FAILED
    return CLEAN


@command.command(epilog="Example: i18n-summit render -l ja -o public")
@_locale_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write below this folder. [default: the project's output, build]",
)
@click.option("--keep-lang", is_flag=True, help="Leave every lang attribute as it is.")
@_pass_session
@_ends_with_code
def render(
    session: _Session, locales: tuple[str, ...], output: Path | None, keep_lang: bool
) -> int:
    """Write every page in every locale, with the translations there are."""
    from i18n_summit import workflow

    workspace = session.workspace()
    rendering = workflow.render(
        workspace,
        workflow.read_catalogs(workspace.project, workspace.project.chosen_locales(locales)),
        session.progress,
        output=output.resolve() if output else None,
        keeps_language=keep_lang,
    )
    session.say_rendered(rendering)
    _echo_diagnostics(rendering.diagnostics)
    return _code(rendering.diagnostics)


@command.command(epilog="Example: i18n-summit check -l ja --format json --fail-under 90")
@click.argument(
    "files", nargs=-1, metavar="[FILE.po]...", type=click.Path(dir_okay=False, path_type=Path)
)
@_locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the findings to this file. [default: standard output]",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Exit 1 if less than N % of a locale is translated.",
)
@_pass_session
@_ends_with_code
def check(
    session: _Session,
    files: tuple[Path, ...],
    locales: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_under: int | None,
) -> int:
    """Find what is missing or wrong in the catalogs; given PO FILEs, in those alone."""
    from i18n_summit import workflow
    from i18n_summit.reports import terminal

    if files:
        if fail_under is not None:
            raise click.UsageError("--fail-under needs the pages: leave it out, or the files.")
        if len(locales) > 1:
            raise click.UsageError(
                "--locale may be given once with files: it says what they are in."
            )
        diagnostics = workflow.check_files(files, next(iter(locales), None))
    else:
        workspace = session.workspace()
        project = workspace.project
        chosen = project.chosen_locales(locales)
        survey = session.survey(workspace)
        catalogs = workflow.read_catalogs(project, chosen)
        diagnostics = workflow.check(project, survey, catalogs, fail_under=fail_under)
    if form == "json":
        from i18n_summit.reports.document import diagnostics_document

        report = diagnostics_document(diagnostics)
    elif output is not None:
        report = "".join(line + "\n" for line in terminal.diagnostic_lines(diagnostics))
    else:
        report = None
        _echo_diagnostics(diagnostics)
    _deliver(report, output)
    session.say(terminal.summary_line(diagnostics))
    return _code(diagnostics)


@command.command(epilog="Example: i18n-summit status --format json")
@_locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How coverage is written.",
)
@_pass_session
@_ends_with_code
def status(session: _Session, locales: tuple[str, ...], form: str) -> int:
    """Show how much of each locale is translated, by role."""
    from i18n_summit import workflow

    workspace = session.workspace()
    chosen = workspace.project.chosen_locales(locales)
    survey = session.survey(workspace)
    coverages = workflow.status(survey, workflow.read_catalogs(workspace.project, chosen))
    if form == "json":
        from i18n_summit.reports.document import coverage_document

        _deliver(coverage_document(coverages), None)
    else:
        from i18n_summit.reports.terminal import coverage_lines

        for line in coverage_lines(coverages, _painter(sys.stdout)):
            click.echo(line, color=True)
    return CLEAN


@command.command(epilog="Example: i18n-summit build")
@_pass_session
@_ends_with_code
def build(session: _Session) -> int:
    """Extract, render, check and show the status: the main job in one command."""
    from i18n_summit import workflow
    from i18n_summit.reports.terminal import coverage_lines, summary_line

    workspace = session.workspace()
    project = workspace.project
    workflow.refuse_output(workspace, project.settings.locales, project.output)
    survey = session.survey(workspace)
    session.say_written(workflow.extract(project, survey))
    catalogs = workflow.read_catalogs(project, project.settings.locales)
    rendering = workflow.render(workspace, catalogs, session.progress)
    session.say_rendered(rendering)
    found = workflow.check(project, survey, catalogs)
    known = set(found)
    found += [diagnostic for diagnostic in rendering.diagnostics if diagnostic not in known]
    _echo_diagnostics(d for d in found if d.severity.value == "error")
    click.echo("")
    for line in coverage_lines(workflow.status(survey, catalogs), _painter(sys.stdout)):
        click.echo(line, color=True)
    click.echo("")
    click.echo(f"check: {summary_line(found)}")
    return _code(found)


def _echo_diagnostics(diagnostics: Iterable["Diagnostic"]) -> None:
    from i18n_summit.reports.terminal import diagnostic_lines

    for line in diagnostic_lines(diagnostics, _painter(sys.stdout)):
        click.echo(line, color=True)


def _deliver(report: str | None, output: Path | None) -> None:
    if report is None:
        return
    if output is None:
        click.echo(report.encode("utf-8"), nl=False)  # JSON is UTF-8 on every terminal.
        return
    from i18n_summit.project import write_file

    write_file(output, report.encode("utf-8"))


def _code(diagnostics: Iterable["Diagnostic"]) -> int:
    return FAILED if any(d.severity.value == "error" for d in diagnostics) else CLEAN


def _painter(stream: Any) -> Callable[[str, str], str]:
    return lambda text, colour: _paint(text, colour, stream)


def _paint(text: str, colour: str, stream: Any) -> str:
    """Give a text in colour where the stream is a terminal, or the environment says so."""
    if os.environ.get("NO_COLOR"):
        return text
    if not os.environ.get("FORCE_COLOR") and not stream.isatty():
        return text
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour)
