"""The command line: options, words, exit codes."""

import gc
import io
import signal
import sys
from pathlib import Path
from types import FrameType

import click

from i18n_summit import __version__
from i18n_summit.cli import catalogs, checks, merging, pages, terms
from i18n_summit.cli.output import complaint_about, echo_errors, forget_output, open_streams
from i18n_summit.cli.session import UNUSABLE, Session

__all__ = ["command", "main"]


def main() -> None:
    """Run the program."""
    open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or pipe that is not UTF-8 gets \\u3042, and no command dies of it.
            stream.reconfigure(errors="backslashreplace")
    # Messages stay, pages go: there is little for the collector of cycles to find.
    gc.set_threshold(50_000, 10, 100)
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)
    try:
        command(windows_expand_args=False)
    except _Ended as ended:
        click.echo(f"ended by {signal.Signals(ended.number).name}", err=True)
        raise
    except OSError as error:  # Help could not be written.
        forget_output()
        echo_errors([complaint_about(error)])
        sys.exit(UNUSABLE)
    finally:
        # All ends: what is left need not be looked through for cycles.
        gc.freeze()


class _Ended(SystemExit):
    """The program was told to end: by Ctrl-C, or by the system."""

    def __init__(self, number: int) -> None:
        super().__init__(128 + number)  # As shells count it.
        self.number = number


def _end(number: int, _frame: FrameType | None) -> None:
    """End by way of an exception, so that no file stays that is not whole."""
    raise _Ended(number)


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
    context.obj = Session(folder, is_quiet=quiet)


for _command in (
    pages.extract,
    pages.render,
    pages.build,
    checks.check,
    checks.explain,
    checks.status,
    terms.terms,
    catalogs.compile,
    merging.merge_driver,
    catalogs.diff,
):
    command.add_command(_command)
