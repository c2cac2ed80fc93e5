"""The commands that work on catalogs alone."""

import sys
from pathlib import Path

import click

from i18n_summit.cli.output import deliver, painter
from i18n_summit.cli.session import CLEAN, Session, ends_with_code, locale_option, pass_session


@click.command(epilog="Example: i18n-summit compile -l ja")
@click.argument(
    "files", nargs=-1, metavar="[FILE.po]...", type=click.Path(dir_okay=False, path_type=Path)
)
@locale_option
@pass_session
@ends_with_code
def compile(session: Session, files: tuple[Path, ...], locales: tuple[str, ...]) -> int:
    """Write each catalog as an MO file beside it, for programs that use gettext; given PO FILEs,
    those alone.

    Fuzzy, empty and obsolete messages are left out, as msgfmt does: gettext then gives their
    source.
    """
    from i18n_summit.workflow.compile import compile_files, compile_project

    if files and locales:
        raise click.UsageError("--locale chooses among the project's: leave it out, or the files.")
    if files:
        written = compile_files(files, session.say)
    else:
        project = session.project()
        chosen = project.chosen_locales(locales)
        written = compile_project(project, chosen, session.say)
    session.say_written(written)
    return CLEAN


@click.command(epilog="Example: i18n-summit diff main -l ja --format markdown")
@click.argument("states", nargs=-1, metavar="[REV | FILE.po [FILE.po]]")
@locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How differences are written.",
)
@pass_session
@ends_with_code
def diff(session: Session, states: tuple[str, ...], locales: tuple[str, ...], form: str) -> int:
    """Show what changed in the catalogs, message by message, since a git REV (HEAD by default), or
    from one PO FILE to the project's or to another FILE.
    """
    from i18n_summit.reports.changes import difference_lines, differences_table, summary_line
    from i18n_summit.workflow.diff import diff_file, diff_files, diff_revision

    state, *others = states or ("HEAD",)
    if len(others) > 1:
        raise click.UsageError("diff compares two states: name one revision, or up to two files.")
    if others:
        if locales:
            raise click.UsageError("--locale needs the project: leave it out, or the second file.")
        differences = diff_files(Path(state), Path(others[0]))
    elif Path(state).is_file() or state.endswith(".po"):
        differences = diff_file(session.project(), Path(state), locales)
    else:
        project = session.project()
        differences = diff_revision(project, project.chosen_locales(locales), state)
    if form == "json":
        from i18n_summit.reports.document import differences_document

        deliver(differences_document(differences), None)
    elif form == "markdown":
        deliver(differences_table(differences), None)
    else:
        for line in difference_lines(differences, painter(sys.stdout)):
            click.echo(line, color=True)
    session.say(summary_line(differences))
    return CLEAN
