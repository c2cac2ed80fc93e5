"""Whether pages come back byte for byte when nothing is translated."""

import filecmp
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import CORPORA, Corpus, corpora_folder, some_pages
from benchmarks.processes import Job, measured
from benchmarks.projects import named, project
from benchmarks.tables import Table
from benchmarks.tools import Bench

_SAMPLE = 100
_NOTE = (
    "A changed page need not be a wrong one: quotes, references and white space written in"
    " another way count as changes."
)


@dataclass(frozen=True, slots=True)
class _Read:
    """Which pages of a corpus can be read."""

    encodings: dict[str, str]
    """By the name of a page in its project."""
    refusals: dict[str, str]
    pages: dict[str, Path]
    """Those that can be read."""


def identity(bench: Bench) -> list[Table]:
    """All corpora through the toolkit, a sample of each through html2po and po2html."""
    rows: list[tuple[str, ...]] = []
    refusals: list[tuple[str, ...]] = []
    totals: Counter[str] = Counter()
    for corpus in CORPORA:
        most = 10 if bench.is_quick else corpus.most
        read = _read(bench, some_pages(corpora_folder() / corpus.name, most))
        rows += _our_rows(bench, corpus, read, totals)
        refusals += [(corpus.name, name, why) for name, why in read.refusals.items()]
    all_rows = ("all", "", "", *(f"{totals[name]:,}" for name in ("pages", "same")))
    return [
        Table(
            "Pages that come back byte for byte: i18n-summit",
            ("corpus", "generator", "encoding", "pages", "identical"),
            (*rows, all_rows),
            commands=("i18n-summit -q render -l ja --keep-lang",),
        ),
        *(
            [Table("Pages that i18n-summit refuses", ("corpus", "page", "reason"), tuple(refusals))]
            if refusals
            else []
        ),
        _peer_table(bench),
    ]


def _read(bench: Bench, paths: list[Path]) -> _Read:
    pages = named(paths)
    encodings: dict[str, str] = {}
    refusals: dict[str, str] = {}
    for name, line in zip(pages, bench.answers("survey", paths), strict=True):
        answer: dict[str, str] = json.loads(line)
        if "encoding" in answer:
            encodings[name] = answer["encoding"]
        else:
            refusals[name] = answer["refusal"]
    return _Read(encodings, refusals, {name: pages[name] for name in encodings})


def _our_rows(
    bench: Bench, corpus: Corpus, read: _Read, totals: Counter[str]
) -> list[tuple[str, ...]]:
    folder = project(bench, f"same-{corpus.name}", read.pages)
    command = bench.summit("-q", "render", "-l", "ja", "--keep-lang")
    measured(Job(f"render {corpus.name}", command, folder))
    count: Counter[str] = Counter(read.encodings.values())
    same: Counter[str] = Counter(
        read.encodings[name]
        for name, path in read.pages.items()
        if _outcome(path, folder / "build" / "ja" / name) == "identical"
    )
    totals["pages"] += count.total()
    totals["same"] += same.total()
    return [
        (corpus.name, corpus.generator, encoding, f"{number:,}", f"{same[encoding]:,}")
        for encoding, number in sorted(count.items())
    ]


def _peer_table(bench: Bench) -> Table:
    rows = []
    most = 3 if bench.is_quick else _SAMPLE
    commands: list[str] = []
    for corpus in CORPORA:
        pages = named(some_pages(corpora_folder() / corpus.name, most))
        folder = project(bench, f"same-peer-{corpus.name}", pages)
        jobs = [
            Job(f"{step} {corpus.name}", command, folder, codes=(0, 1))  # Their pages say it.
            for step, command in (("html2po", bench.html2po()), ("po2html", bench.po2html()))
        ]
        commands += [job.shown for job in jobs]
        count = Counter({"pages": len(pages)})
        for job in jobs:
            measured(job)
        count.update(_outcome(p, folder / "pages" / name) for name, p in pages.items())
        columns = ("pages", "identical", "changed", "failed")
        rows.append((corpus.name, *(str(count[column]) for column in columns)))
    return Table(
        "The same of html2po and po2html, on a sample",
        ("corpus", "pages", "identical", "changed", "no page, or an empty one"),
        tuple(rows),
        notes=(_NOTE,),
        commands=tuple(commands),
    )


def _outcome(source: Path, rendered: Path) -> str:
    if not rendered.is_file() or not rendered.stat().st_size:
        return "failed"
    return "identical" if filecmp.cmp(source, rendered, shallow=False) else "changed"
