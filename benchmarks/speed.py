"""Extraction and rendering beside the peers, and how the cost grows."""

from pathlib import Path

from benchmarks.processes import Job, alternated
from benchmarks.projects import manual_pages, messages, named, page_project, project, size
from benchmarks.tables import MEGABYTE, Table, megabytes, ratio, seconds, speed
from benchmarks.tools import RULES, Bench

SIMPLE = """
[roles]
code = "div.sect1 pre"
term = "dl.variablelist > dt"
title = "title, h1, h2"
"""
TREE = """
[roles]
code = "p:not(.x)"
"""
_CATALOG = "locales/ja/LC_MESSAGES/messages.po"
_TOOLKIT = "i18n-summit"


def extraction(bench: Bench) -> list[Table]:
    """Pages to catalogs, beside html2po and xgettext."""
    pages = named(manual_pages(bench))
    extract = bench.summit("-q", "extract")
    made = ("locales",)
    again = Job(f"{_TOOLKIT}, nothing changed", extract, project(bench, "extract-again", pages))
    alternated([again], 1)
    peer = project(bench, "extract-html2po", pages)
    gettext = project(bench, "extract-xgettext", pages)
    (gettext / RULES.name).write_bytes(RULES.read_bytes())
    listed = "".join(f"source/{name}\n" for name in pages)
    (gettext / "pages.txt").write_text(listed, encoding="utf-8")
    jobs = [
        Job(_TOOLKIT, extract, project(bench, "extract", pages), made),
        again,
        Job(
            f"{_TOOLKIT}, three roles by simple selectors",
            extract,
            project(bench, "extract-simple", pages, SIMPLE),
            made,
        ),
        Job(
            f"{_TOOLKIT}, `p:not(.x)`: needs a tree",
            extract,
            project(bench, "extract-tree", pages, TREE),
            made,
        ),
        Job("html2po, a catalog a page", bench.html2po(), peer, ("po",)),
        Job("xgettext --its", bench.xgettext(), gettext, ("messages.po",)),
    ]
    costs = alternated(jobs, bench.runs)
    counts = [messages(job.folder / _CATALOG) for job in jobs[:4]]
    counts += [messages(*(peer / "po").rglob("*.po")), messages(gettext / "messages.po")]
    total = size(pages)
    return [
        Table(
            f"Extraction of {len(pages):,} pages, {megabytes(total)} MB",
            ("tool", "CPU s", "MB/s", "peak MB", "messages", f"CPU against {_TOOLKIT}"),
            tuple(
                (
                    job.name,
                    seconds(c),
                    speed(total, c),
                    megabytes(c.peak),
                    f"{n:,}",
                    ratio(c, costs[0]),
                )
                for job, c, n in zip(jobs, costs, counts, strict=True)
            ),
            commands=tuple(job.shown for job in jobs),
        )
    ]


def rendering(bench: Bench) -> list[Table]:
    """Pages and full catalogs to pages in one locale, beside po2html."""
    pages = named(manual_pages(bench))
    ours = project(bench, "render", pages)
    tree = project(bench, "render-tree", pages, TREE)
    peer = project(bench, "render-po2html", pages)
    extract = bench.summit("-q", "extract")
    preparing = [Job("extract", extract, ours), Job("extract", extract, tree)]
    alternated([*preparing, Job("html2po", bench.html2po(), peer)], 1)
    catalogs = [ours / _CATALOG, tree / _CATALOG, *sorted((peer / "po").rglob("*.po"))]
    bench.answers("pseudo", catalogs)
    render = bench.summit("-q", "render", "-l", "ja")
    jobs = [
        Job(_TOOLKIT, render, ours, ("build",)),
        Job(f"{_TOOLKIT}, `p:not(.x)`: needs a tree", render, tree, ("build",)),
        Job("po2html", bench.po2html(), peer, ("pages",)),
    ]
    costs = alternated(jobs, bench.runs)
    made = [job.folder / job.made[0] for job in jobs]
    total = size(pages)
    return [
        Table(
            f"Rendering of {len(pages):,} pages, {megabytes(total)} MB, all messages translated",
            ("tool", "CPU s", "MB/s", "peak MB", "pages written", f"CPU against {_TOOLKIT}"),
            tuple(
                (
                    job.name,
                    seconds(c),
                    speed(total, c),
                    megabytes(c.peak),
                    f"{_translated_pages(folder):,}",
                    ratio(c, costs[0]),
                )
                for job, c, folder in zip(jobs, costs, made, strict=True)
            ),
            commands=tuple(job.shown for job in jobs),
        )
    ]


def growth(bench: Bench) -> list[Table]:
    """More pages, the same messages on more pages, and longer pages."""
    return [_more_pages(bench), _longer_pages(bench)]


def _more_pages(bench: Bench) -> Table:
    pages = named(manual_pages(bench))
    tenth = dict(list(pages.items())[::10])
    copies = {f"{copy}/{name}": path for copy in range(4) for name, path in pages.items()}
    rows = []
    for title, part in (("a tenth", tenth), ("all", pages), ("all, four times over", copies)):
        folder = project(bench, f"grow-{len(part)}", part)
        extract = Job(f"extract {len(part)}", bench.summit("-q", "extract"), folder, ("locales",))
        render = Job(
            f"render {len(part)}", bench.summit("-q", "render", "-l", "ja"), folder, ("build",)
        )
        costs = alternated([extract, render], bench.runs)
        rows.append(
            (
                title,
                f"{len(part):,}",
                megabytes(size(part)),
                f"{messages(folder / _CATALOG):,}",
                *(cell for cost in costs for cell in (seconds(cost), megabytes(cost.peak))),
            )
        )
    return Table(
        f"{_TOOLKIT} with more pages",
        (
            "pages",
            "number",
            "MB",
            "messages",
            "extract, CPU s",
            "extract, peak MB",
            "render, CPU s",
            "render, peak MB",
        ),
        tuple(rows),
    )


def _longer_pages(bench: Bench) -> Table:
    whole = [path.read_bytes() for path in manual_pages(bench)]
    limit = 10 if bench.is_quick else 120
    rows = []
    for megabyte in (1,) if bench.is_quick else (1, 2, 5, 10):
        folder = page_project(bench, f"long-{megabyte}", long_page(whole, megabyte * MEGABYTE))
        jobs = [
            Job(f"extract {megabyte} MB", bench.summit("-q", "extract"), folder, ("locales",)),
            Job(f"render {megabyte} MB", bench.summit("-q", "render"), folder, ("build",)),
            Job(f"html2po {megabyte} MB", bench.html2po(), folder, ("po",), limit=limit),
        ]
        costs = alternated(jobs, bench.runs)
        cells = (cell for cost in costs for cell in (seconds(cost), megabytes(cost.peak)))
        rows.append((str(megabyte), *cells))
    return Table(
        "One long page",
        (
            "MB",
            "extract, CPU s",
            "extract, peak MB",
            "render, CPU s",
            "render, peak MB",
            "html2po, CPU s",
            "html2po, peak MB",
        ),
        tuple(rows),
        notes=(f"A run is ended after {limit} s on the clock: `>` says so.",),
    )


def long_page(pages: list[bytes], least: int) -> bytes:
    """Make one page of what the bodies of pages hold, again and again until it is so long."""
    bodies = [_body(page) for page in pages]
    head = pages[0][: pages[0].index(bodies[0])]
    found: list[bytes] = []
    length = number = 0
    while length < least:
        found.append(bodies[number % len(bodies)])
        length += len(found[-1])
        number += 1
    return head + b"\n".join(found) + b"</body></html>\n"


def _body(page: bytes) -> bytes:
    start = page.index(b">", page.index(b"<body")) + 1
    return page[start : page.rindex(b"</body>")]


def _translated_pages(folder: Path) -> int:
    return sum("訳".encode() in path.read_bytes() for path in folder.rglob("*.html"))
