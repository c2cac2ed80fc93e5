"""A catalog of one release of a documentation, and the template of a later one.

    python -m benchmarks.released FOLDER OLD NEW

OLD and NEW are folders of plain-text pages. Writes ``old.po``, in which the msgstr of each
message is a number of its own, and ``new.pot``.
"""

import sys
from pathlib import Path

from benchmarks.revised import pool_of, write_states


def main() -> None:
    folder, *releases = map(Path, sys.argv[1:])
    before, after = (pool_of(sorted(path.rglob("*.txt")), path) for path in releases)
    write_states(folder, before, after)
    known = {message.key for message in before}
    print(len(before), len(after), sum(message.key not in known for message in after))


if __name__ == "__main__":
    main()
