"""What can go wrong so badly that a command stops: input that cannot be read or used.

A doubtful translation is no error here but a Diagnostic. Each message says the
place, the complaint and the remedy; only the command line turns an error into
an exit code.
"""

from collections.abc import Sequence


class SummitError(Exception):
    """Base of all errors of the toolkit."""


class ConfigurationError(SummitError):
    """The project's settings or folders cannot be used."""


class SelectorError(SummitError):
    """A rule's CSS selector cannot be used."""


class PageError(SummitError):
    """A page cannot be read."""


class CatalogError(SummitError):
    """A PO file cannot be read."""


class FileError(SummitError):
    """A file or folder cannot be read or written."""


class ProblemsError(SummitError):
    """Several errors at once, so that one run names them all."""

    def __init__(self, errors: Sequence[SummitError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(single for error in errors for single in single_errors(error))


def single_errors(error: SummitError) -> tuple[SummitError, ...]:
    """Give the errors that one stands for: itself, or all of a ProblemsError."""
    return error.errors if isinstance(error, ProblemsError) else (error,)
