"""What libraries do with a PO file: one operation of one of them, to be measured.

    python -m benchmarks.libraries LIBRARY read|write|compile FILE
    python -m benchmarks.libraries gather NUMBER FOLDER

The second writes a catalog of so many messages to stdout, out of all catalogs of a folder.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from benchmarks.wheels import all_catalogs, language


def by_toolkit(operation: str, path: Path) -> None:
    from i18n_summit.catalogs.mo import format_mo
    from i18n_summit.catalogs.store import format_catalog, read_catalog

    text = read_catalog(path.read_bytes(), path, "ja")
    if operation == "write":
        Path("out.po").write_bytes(format_catalog(text.catalog))
    elif operation == "compile":
        Path("out.mo").write_bytes(format_mo(text.catalog, path))


def by_polib(operation: str, path: Path) -> None:
    import polib

    catalog = polib.pofile(str(path), encoding="utf-8")
    if operation == "write":
        catalog.save("out.po")
    elif operation == "compile":
        catalog.save_as_mofile("out.mo")


def by_babel(operation: str, path: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    catalog = read_po(BytesIO(path.read_bytes()), locale="ja")
    data = BytesIO()
    if operation == "write":
        write_po(data, catalog)
        Path("out.po").write_bytes(data.getvalue())
    elif operation == "compile":
        write_mo(data, catalog)
        Path("out.mo").write_bytes(data.getvalue())


LIBRARIES: dict[str, Callable[[str, Path], None]] = {
    "i18n-summit": by_toolkit,
    "polib": by_polib,
    "Babel": by_babel,
}


def gather(number: int, folder: Path) -> bytes:
    """Make one catalog of the first translated messages of many, each in a context of its own."""
    from i18n_summit.catalogs.store import format_catalog, read_catalog
    from i18n_summit.model import Catalog, Key, Message

    found: dict[Key, Message] = {}
    for path in all_catalogs(folder):
        place = f"{path.relative_to(folder).parts[0]} {language(path)}"
        for message in read_catalog(path.read_bytes(), path, None).catalog.messages:
            if message.is_translated and message.id_plural is None:
                context = f"{place} {message.context or ''}".strip()
                found.setdefault((context, message.id), message._replace(context=context))
    header = {"Language": "ja", "Content-Type": "text/plain; charset=UTF-8"}
    return format_catalog(Catalog("ja", header, tuple(found.values())[:number]))


if __name__ == "__main__":
    name, operation, path = sys.argv[1:]
    if name == "gather":
        sys.stdout.buffer.write(gather(int(operation), Path(path)))
    else:
        LIBRARIES[name](operation, Path(path))
