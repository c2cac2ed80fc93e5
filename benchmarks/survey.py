"""Which pages can be read: for each path on stdin, its encoding or why it is refused, as JSON."""

import json
import sys
from pathlib import Path, PurePosixPath

from i18n_summit.errors import SummitError
from i18n_summit.model import Selectors
from i18n_summit.pages import read_page


def answer(path: Path) -> dict[str, str]:
    """Say of a page which encoding it is in, or why it is refused."""
    name = PurePosixPath(path.name)
    try:
        page = read_page(path.read_bytes(), name, latin="en", selectors=Selectors())
    except SummitError as error:
        return {"refusal": str(error)}
    return {"encoding": page.file_encoding}


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        print(json.dumps(answer(Path(line))))
