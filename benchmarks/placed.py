"""Whether segments are found, and translations put, where a browser sees them."""

import json
from collections import Counter

from benchmarks.corpora import CORPORA, corpora_folder, some_pages
from benchmarks.tables import Table
from benchmarks.tools import Bench

_SAMPLE = 60
_NOTE = (
    "Each text of a page is replaced by a token, and html5lib must find each once, in the place"
    " of the text, in a tree that is else the same; and it must find the same segments between"
    " the blocks of the page."
)


def placed(bench: Bench) -> list[Table]:
    """Pages with a token for each text, held to html5lib's tree."""
    rows: list[tuple[str, ...]] = []
    problems: list[tuple[str, ...]] = []
    totals: Counter[str] = Counter()
    for corpus in CORPORA:
        most = 3 if bench.is_quick else _SAMPLE
        paths = some_pages(corpora_folder() / corpus.name, most)
        count: Counter[str] = Counter()
        for path, line in zip(paths, bench.answers("tokens", paths), strict=True):
            answer = json.loads(line)
            if answer is None:  # A page that is refused: the table of identity lists it.
                continue
            count.update(pages=1, segments=answer["segments"], tokens=answer["tokens"])
            found: list[str] = answer["problems"]
            count["different"] += bool(found)
            problems += [(corpus.name, path.name, problem) for problem in found[:3]]
        totals += count
        rows.append((corpus.name, *_cells(count)))
    rows.append(("all", *_cells(totals)))
    tables = [
        Table(
            "A token for each text, read by html5lib",
            ("corpus", "pages", "segments", "tokens", "pages with a difference"),
            tuple(rows),
            notes=(_NOTE,),
        )
    ]
    if problems:
        columns = ("corpus", "page", "difference")
        tables.append(Table("Differences, three a page at most", columns, tuple(problems)))
    return tables


def _cells(count: Counter[str]) -> list[str]:
    return [f"{count[name]:,}" for name in ("pages", "segments", "tokens", "different")]
