"""The command that merges catalogs, and sets git up to call it."""

import sys
from pathlib import Path, PurePosixPath

import click

from i18n_summit.cli.output import echo_diagnostics
from i18n_summit.cli.session import CLEAN, Session, code_of, ends_with_code, pass_session


@click.command(epilog="Example: i18n-summit merge-driver --install")
@click.argument(
    "files",
    nargs=-1,
    metavar="[BASE OURS THEIRS]",
    type=click.Path(dir_okay=False, path_type=Path),
)
@click.option(
    "--path",
    "shown",
    metavar="PATH",
    type=click.Path(path_type=PurePosixPath),
    help="Call the file so in messages. [default: OURS]",
)
@click.option(
    "--install",
    "is_install",
    is_flag=True,
    help="Have git merge PO files by this command, in the work tree that the folder is in.",
)
@pass_session
@ends_with_code
def merge_driver(
    session: Session, files: tuple[Path, ...], shown: PurePosixPath | None, is_install: bool
) -> int:
    """Merge what two branches have made of a PO file, message by message, into OURS.

    BASE is the file that both come from; an empty one is none. A message that both have
    translated in two ways keeps one translation, as fuzzy, and the other in its comment: the
    file stays valid, and the exit code is 1. If one of the three cannot be read, nothing is
    written, and the exit code is 2. By hand, on any PO files:

    i18n-summit merge-driver base.po ours.po theirs.po
    """
    from i18n_summit.errors import SummitError
    from i18n_summit.reports.terminal import catalog_words
    from i18n_summit.workflow.merge import hold_to_driver, install_driver, merge_files

    if is_install:
        if files or shown:
            raise click.UsageError("--install takes no files: leave them out.")
        # Without the folder it runs in, which anyone may have put modules into.
        done = install_driver(session.folder, [sys.executable, "-P", "-m", "i18n_summit"])
        for line in done:
            session.say(line)
        hold_to_driver(session.folder)
        if not done:
            session.say("There is nothing to do: git merges PO files by i18n-summit here.")
        return CLEAN
    if len(files) != 3:
        raise click.UsageError("give three files, BASE OURS THEIRS, or --install.")
    try:
        merged = merge_files(*files, shown, session.say)
    except SummitError:
        session.say(f"{shown or files[1]}: not merged; it stays as it is on our side.")
        raise
    echo_diagnostics(merged.diagnostics)
    conflicts = len(merged.diagnostics)
    words = f", {conflicts} conflict{'' if conflicts == 1 else 's'}" if conflicts else ""
    session.say(f"{merged.path}: merged{catalog_words(merged.catalog)}{words}")
    return code_of(merged.diagnostics)
