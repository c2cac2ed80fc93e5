"""What the default checks say of published catalogs: counts, and a sample to look at.

    python -m benchmarks.findings < paths of catalogs
    python -m benchmarks.findings sample NUMBER < paths of catalogs

The first writes counts as a line of JSON; the second so many of the errors, the same at
every call, with their message.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from random import Random

from benchmarks.wheels import language
from i18n_summit.catalogs.headers import is_own_catalog
from i18n_summit.catalogs.store import read_catalog
from i18n_summit.checks import check_catalog
from i18n_summit.errors import SummitError
from i18n_summit.model import Catalog, Diagnostic, Severity

LIVE, TRANSLATED, UNREAD = "messages", "translated", "unread"


def counted(catalogs: Iterable[tuple[Path, Catalog]]) -> Counter[str]:
    """Count messages, and findings by severity and code: ``error number``."""
    counts: Counter[str] = Counter()
    for path, catalog in catalogs:
        live = [message for message in catalog.messages if not message.is_obsolete]
        counts[LIVE] += len(live)
        counts[TRANSLATED] += sum(message.is_translated for message in live)
        counts.update(f"{found.severity.value} {found.code}" for found in _found(path, catalog))
    return counts


def sampled(catalogs: Iterable[tuple[Path, Catalog]], size: int) -> Iterator[str]:
    """Show so many of the errors, or all of them: where, what, the source, the translation."""
    errors = [
        (path, catalog, found)
        for path, catalog in catalogs
        for found in _found(path, catalog)
        if found.severity is Severity.ERROR
    ]
    chosen = sorted(Random(1).sample(range(len(errors)), min(size, len(errors))))  # noqa: S311
    yield f"{len(chosen)} of {len(errors)} errors"
    for path, catalog, found in (errors[number] for number in chosen):
        messages = {message.key: message for message in catalog.messages}
        message = messages.get((found.context, found.id or ""))
        texts = message and (message.translation, *message.plural_translations)
        source = message and (message.id, message.id_plural)
        yield f"{path} {found.location.line} {found.code}: {found.message}\n  {source}\n  {texts}"


def read(paths: Sequence[Path]) -> Iterator[tuple[Path, Catalog]]:
    """Read those of the catalogs that can be read."""
    for path in paths:
        try:
            yield path, read_catalog(path.read_bytes(), path, language(path)).catalog
        except SummitError as error:
            print(f"  not read: {error}", file=sys.stderr)


def _found(path: Path, catalog: Catalog) -> list[Diagnostic]:
    name = PurePosixPath(path.as_posix())
    return check_catalog(catalog, name, language(path), is_own=is_own_catalog(catalog))


if __name__ == "__main__":
    given = [Path(line) for line in sys.stdin.read().splitlines()]
    if sys.argv[1:2] == ["sample"]:
        print("\n".join(sampled(read(given), int(sys.argv[2]))))
    else:
        print(json.dumps(counted(read(given))))
