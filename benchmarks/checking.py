"""The checks on published catalogs: what they say, what they find of seeds, and their speed."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import Job, alternated
from benchmarks.tables import Table, ratio, seconds
from benchmarks.tools import ROOT, Bench
from benchmarks.wheels import all_catalogs, language

_LANGUAGES = {"ja": "Japanese", "fr": "French"}
_SEEDS = 1_000
_LIVE, _TRANSLATED = "messages", "translated"


def checks(bench: Bench) -> Iterator[Table]:
    """What the default checks say of Japanese, seeded defects, and speed beside the peers."""
    folders = [_fetched(bench, *options) for options in ((), ("--more",))]
    paths = [path for folder in folders for path in all_catalogs(folder)]
    by_language = {tag: [p for p in paths if language(p) == tag] for tag in _LANGUAGES}
    chosen = by_language["ja"]
    yield _said(bench, chosen, "Japanese")
    yield _seeded(bench, chosen)
    for tag, name in _LANGUAGES.items():
        yield _speed(bench, by_language[tag], name, runs=bench.runs, tag=tag)
    if not bench.is_quick:
        yield _speed(bench, paths, "all languages", runs=1)
        yield _said(bench, paths, "all languages")


def _said(bench: Bench, paths: list[Path], name: str) -> Table:
    (line,) = bench.answers("findings", paths)
    counts: dict[str, int] = json.loads(line)
    live, translated = counts.pop(_LIVE), counts.pop(_TRANSLATED)
    totals = {
        f"all {severity}s": sum(n for key, n in counts.items() if key.startswith(f"{severity} "))
        for severity in ("error", "warning")
    }
    rows = (totals | dict(sorted(counts.items()))).items()
    return Table(
        f"The default checks on {name}: {len(paths):,} catalogs,"
        f" {live:,} messages, {translated:,} of them translated",
        ("finding", "number", "in 1,000 messages"),
        tuple((key, f"{n:,}", f"{1000 * n / live:.2f}") for key, n in rows),
    )


def _seeded(bench: Bench, paths: list[Path]) -> Table:
    number = 50 if bench.is_quick else _SEEDS
    done = subprocess.run(
        (*bench.python("seeded"), str(number)),
        cwd=ROOT,
        input="\n".join(map(str, paths)),
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        check=True,
    )
    tallies = [json.loads(line) for line in done.stdout.splitlines()]
    return Table(
        f"Defects put into real Japanese messages, up to {number:,} of a kind",
        ("defect", "check", "seeded", "found", "at its place"),
        tuple(
            (
                one["name"],
                one["code"],
                f"{one['seeded']:,}",
                _share(one["found"], one["seeded"]),
                _share(one["placed"], one["places"]),
            )
            for one in tallies
        ),
        notes=("The last column is of those that were found and stand in the translation.",),
    )


def _speed(bench: Bench, paths: list[Path], name: str, *, runs: int, tag: str = "") -> Table:
    """Measure catalogs of one language, of which pofilter is told the *tag*, or of any."""
    folder = _copied(bench, tag or "all", paths)
    (line,) = bench.answers("findings", all_catalogs(folder))
    number = json.loads(line)[_LIVE]
    ours = bench.summit("check", "--format", "json", "-o", "found.json", "po")
    told = (f"--language={tag}",) if tag else ()
    pofilter = (str(bench.peers / "pofilter"), "--progress=none", *told, "po", "out")
    # A file in which it finds something wrong is no failure of the run.
    script = "for file in $(find po -name '*.po'); do msgfmt -c -o /dev/null $file || :; done"
    jobs = [
        Job("i18n-summit check", ours, folder.parent, ("found.json",), codes=(0, 1)),
        Job("pofilter", pofilter, folder.parent, ("out",)),
        Job("msgfmt -c", ("sh", "-c", script), folder.parent),
    ]
    costs = alternated(jobs, runs)
    return Table(
        f"Checking {number:,} messages, {name}",
        ("tool", "CPU s", "messages a second", "CPU against ours"),
        tuple(
            (job.name, seconds(cost), f"{number / cost.cpu:,.0f}", ratio(cost, costs[0]))
            for job, cost in zip(jobs, costs, strict=True)
        ),
        notes=("msgfmt looks at headers, format strings and line breaks alone.",),
        commands=tuple(job.shown for job in jobs),
    )


def _fetched(bench: Bench, *options: str) -> Path:
    command = (*bench.python("wheels"), *options)
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return Path(done.stdout.strip())


def _copied(bench: Bench, name: str, paths: list[Path]) -> Path:
    """Copy catalogs below one folder; their paths go on to name their language."""
    folder = bench.folder(f"checks-{name}") / "po"
    for number, path in enumerate(paths):
        place = folder / str(number) / language(path) / "LC_MESSAGES"
        place.mkdir(parents=True)
        shutil.copy(path, place)
    return folder


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
