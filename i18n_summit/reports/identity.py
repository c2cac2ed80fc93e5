"""What programs know a finding and its file by, from one run to the next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from i18n_summit.model import Diagnostic


def writable(text: str) -> str:
    r"""Give the name of a file in characters that a report can hold: ``\xff`` for a stray byte."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def path_uri(path: PurePosixPath) -> str:
    """Give the URI of a path, relative for a relative one (RFC 3986)."""
    uri = quote(str(path).encode("utf-8", "surrogateescape"))
    return f"file://{uri}" if path.is_absolute() else uri


def fingerprints(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Give each finding a name of its own that stays when lines move, or words of complaints.

    Findings of one check on equal text of one message are told apart by their order.
    """
    from hashlib import sha256

    met: Counter[str] = Counter()
    for d in diagnostics:
        wrong = "" if d.text is None or d.at is None else d.text[d.at : d.at + d.length]
        parts = (d.code, str(d.location.path), d.locale, d.context, d.id, wrong)
        name = sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        met[name] += 1
        yield f"{name}:{met[name]}"
