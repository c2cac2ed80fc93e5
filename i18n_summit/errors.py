"""What can go wrong so badly that a command stops: input that cannot be read or used.

A doubtful translation is no error here but a Diagnostic. Each message says the
place, the complaint and the remedy; only the command line turns an error into
an exit code.
"""

import re
from collections.abc import Iterable, Sequence

_CONTROL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2066-\\u2069]")
"""What ends a line, moves the cursor or turns the direction of writing."""


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


class GlossaryError(SummitError):
    """A glossary cannot be read."""


class BaselineError(SummitError):
    """A baseline cannot be read."""


class FileError(SummitError):
    """A file or folder cannot be read or written."""


class GitError(SummitError):
    """Git is not here, or cannot do what it is asked."""


class ProblemsError(SummitError):
    """Several errors at once, so that one run names them all."""

    def __init__(self, errors: Sequence[SummitError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(single for error in errors for single in single_errors(error))


def single_errors(error: SummitError) -> tuple[SummitError, ...]:
    """Give the errors that one stands for: itself, or all of a ProblemsError."""
    return error.errors if isinstance(error, ProblemsError) else (error,)


def nearest(name: str, known: Iterable[str]) -> str:
    """Give the remedy for a name that does not exist: the one that is most like it, else all."""
    from difflib import get_close_matches

    names = list(known)
    lower = {known.lower(): known for known in names}
    near = [lower[key] for key in get_close_matches(name.lower(), lower, n=1, cutoff=0.5)]
    return f'Did you mean "{near[0]}"?' if near else f"Known: {', '.join(names)}."


def visible(text: str) -> str:
    """Write what a terminal would obey or could not show, as in the name of a file, as escapes."""
    text = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
