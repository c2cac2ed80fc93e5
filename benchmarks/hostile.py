"""Pages made to break a reader: the cost of each must double when its size does."""

from collections.abc import Callable

from benchmarks.processes import Job, alternated
from benchmarks.projects import page_project
from benchmarks.tables import MEGABYTE, Table
from benchmarks.tools import Bench

_SENTENCE = b"Brokers keep what producers send, and <b>consumers</b> read it. "
_LIMIT = 300
_STEPS = ("extract", "render", "check")

HOSTILE: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "elements inside one another": (100_000, lambda n: b"<div>" * n + _SENTENCE + b"</div>" * n),
    "bytes of page, in paragraphs": (
        10 * MEGABYTE,
        lambda n: (b"<p>" + _SENTENCE + b"</p>\n") * (n // (len(_SENTENCE) + 8)),
    ),
    "bytes of one paragraph": (
        2 * MEGABYTE,
        lambda n: b"<p>" + _SENTENCE * (n // len(_SENTENCE)) + b"</p>",
    ),
    "`<a>` inside one another": (100_000, lambda n: b"<a>Kafka " * n),
    "`<b>` inside one another": (100_000, lambda n: b"<p>" + b"<b>Kafka " * n + b"</b>" * n),
    "`<svg>` inside one another": (100_000, lambda n: b"<svg>Kafka" * n),
    "tables inside one another": (30_000, lambda n: b"<table><tr><td>Kafka " * n),
    "`<object>` in sentences of one another": (
        50_000,
        lambda n: b"On <object>" * n + b"Kafka" + b"</object> it runs" * n,
    ),
    "paragraphs that never end": (100_000, lambda n: b"<p>Kafka " * n),
    "attributes on one tag": (100_000, lambda n: b"<p" + b" a=b" * n + b">Kafka"),
    "messages under a note as long as they are together": (
        20_000,
        lambda n: (
            b"<div its-loc-note='"
            + b"Kafka " * n
            + b"'>"
            + b"".join(b"<p>%d talks" % number for number in range(n))
        ),
    ),
    "bytes of `<a `": (1_000_000, lambda n: b"<p>Kafka</p>" + b"<a " * (n // 3)),
    'bytes of `<a b="`': (1_000_000, lambda n: b"<p>Kafka</p>" + b'<a b="' * (n // 6)),
    "bytes of `<!--`": (1_000_000, lambda n: b"<p>Kafka</p>" + b"<!--" * (n // 4)),
    "times `<`": (400_000, lambda n: b"<p>Kafka" + b"<" * n + b"</p>"),
}
"""By what is counted: how many, and the page of so many."""


def hostile(bench: Bench) -> list[Table]:
    """CPU seconds of extract, render and check, at a size and at twice that."""
    start, _ = _seconds(bench, "hostile", b"<p>Kafka</p>")
    rows = []
    for number, (name, (most, page)) in enumerate(HOSTILE.items()):
        count = most // 10 if bench.is_quick else most
        once, is_same = _seconds(bench, f"hostile-{number}", page(count))
        twice, is_twice_same = _seconds(bench, f"hostile-{number}-twice", page(2 * count))
        rows.append(
            (
                f"{count:,} {name}",
                _shown(once),
                _shown(twice),
                _growth(start, once, twice),
                "yes" if is_same and is_twice_same else "no",
            )
        )
    return [
        Table(
            "Hostile pages",
            ("page", "CPU s", "at twice the size", "growth", "came back byte for byte"),
            tuple(rows),
            notes=(_note(start),),
            commands=tuple(" ".join(("i18n-summit", *_arguments(step))) for step in _STEPS),
        )
    ]


def _note(start: float | None) -> str:
    return (
        f"Extract, render and check together; a page of one word takes {_shown(start)} s. The"
        " growth is that of the time above these: 2 is linear, and – says that the page took"
        " less than a tenth of a second more."
    )


def _seconds(bench: Bench, name: str, page: bytes) -> tuple[float | None, bool]:
    """Give the CPU seconds of all steps, None where one met its limit; tell whether the page
    came back byte for byte.
    """
    page = b'<!DOCTYPE html><html lang="en"><title>Kafka</title><body>' + page
    folder = page_project(bench, name, page)
    jobs = [
        Job(f"{name}: {step}", bench.summit(*_arguments(step)), folder, limit=_LIMIT)
        for step in _STEPS
    ]
    costs = alternated(jobs, bench.runs)
    rendered = folder / "build" / "ja" / "page.html"
    is_same = rendered.exists() and rendered.read_bytes() == page
    return sum(c.cpu for c in costs) if all(c.is_whole for c in costs) else None, is_same


def _arguments(step: str) -> tuple[str, ...]:
    return ("-q", step, "--keep-lang") if step == "render" else ("-q", step)


def _shown(cpu: float | None) -> str:
    return f"> {_LIMIT}" if cpu is None else f"{cpu:.2f}"


def _growth(start: float | None, once: float | None, twice: float | None) -> str:
    if start is None or once is None or twice is None or once - start < 0.1:
        return "–"
    return f"{(twice - start) / (once - start):.1f}"
