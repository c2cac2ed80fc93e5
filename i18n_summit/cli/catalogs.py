"""The commands that work on catalogs alone."""

from pathlib import Path

import click

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
    from i18n_summit.workflow.compile import compile_catalogs

    if files and locales:
        raise click.UsageError("--locale chooses among the project's: leave it out, or the files.")
    if files:
        written = compile_catalogs(files)
    else:
        project = session.project()
        chosen = project.chosen_locales(locales)
        written = compile_catalogs(map(project.catalog, chosen), project.shown)
    session.say_written(written)
    return CLEAN
