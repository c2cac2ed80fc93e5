"""Catalogs brought up to date: cost, and how right the guesses are, beside the peers."""

import json
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.corpora import MissingError, cache_folder, corpora_folder, some_pages
from benchmarks.processes import Cost, Job, alternated
from benchmarks.tables import Table, ratio, seconds
from benchmarks.tools import ROOT, Bench

_CORPORA = ("postgresql", "sqlite")
_PEERS = {
    1_000: ("msgmerge", "pot2po", "pybabel update"),
    10_000: ("msgmerge", "pot2po"),
    50_000: ("msgmerge", "pot2po"),
}
"""By the number of messages, the peers that come to an end in minutes, or nearly so."""
_LIMIT = 400
_RELEASES = ("4.2.16", "5.2")
_PART = "topics"
"""The guides: with all of the documentation msgmerge did not end in 400 s."""
_SHARES = "5 % edited, 2 % split, 2 % new, 2 % deleted"


def updating(bench: Bench) -> Iterator[Table]:
    """Real texts with known edits, at three sizes, and two releases of real documentation."""
    small, *large = _PEERS
    yield _revision_table(bench, small)
    if not bench.is_quick:
        yield _release_table(bench)
        for size in large:
            yield _revision_table(bench, size)


def _revision_table(bench: Bench, size: int) -> Table:
    folder = bench.folder(f"update-{size}")
    pages = [path for name in _CORPORA for path in some_pages(corpora_folder() / name, 1_000)]
    command = (*bench.python("revised"), str(folder), str(corpora_folder()), str(size))
    subprocess.run(command, cwd=ROOT, input="\n".join(map(str, pages)), text=True, check=True)
    jobs = _jobs(bench, folder, _PEERS[size])
    costs = alternated(jobs, bench.runs)
    rows = []
    for job, cost in zip(jobs, costs, strict=True):
        cells = ("–",) * 4
        if cost.is_whole:
            found = _judged(bench, folder / job.made[0])
            cells = (
                f"{found['guesses']:,}",
                _share(found.get("right", 0), found["guesses"]),
                _share(found.get("edited found", 0), found["edited"]),
                _share(found.get("split found", 0), found["split"]),
            )
        rows.append((job.name, seconds(cost), ratio(cost, costs[0]), *cells))
    return Table(
        f"Updating {size:,} messages: {_SHARES}",
        ("tool", "CPU s", "CPU against ours", "guesses", "precision", "edits", "split halves"),
        tuple(rows),
        notes=(f"A run is ended after {_LIMIT} s on the clock: `>` says so.",),
        commands=tuple(job.shown for job in jobs),
    )


def _release_table(bench: Bench) -> Table:
    folder = bench.folder("update-releases")
    before, after = (_release(version) / "docs" / _PART for version in _RELEASES)
    command = (*bench.python("released"), str(folder), str(before), str(after))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    old, new, changed = map(int, done.stdout.split())
    jobs = _jobs(bench, folder, ("msgmerge", "pot2po"))
    costs = alternated(jobs, bench.runs)
    rows = [_release_row(bench, folder, *pair, costs[0]) for pair in zip(jobs, costs, strict=True)]
    return Table(
        f"Updating from the guides of Django {_RELEASES[0]} to those of {_RELEASES[1]}:"
        f" {old:,} messages to {new:,}, {changed:,} of them new",
        ("tool", "CPU s", "CPU against ours", "guesses", "likeness, median", "below .5"),
        tuple(rows),
        notes=("Likeness is the share of words in the same order, of the guess and its origin.",),
        commands=tuple(job.shown for job in jobs),
    )


def _release_row(bench: Bench, folder: Path, job: Job, cost: Cost, ours: Cost) -> tuple[str, ...]:
    cells = ("–",) * 3
    if cost.is_whole:
        found = _judged(bench, folder / job.made[0])
        cells = (
            f"{found['guesses']:,}",
            _decimal(found["likeness"]),
            f"{found['unlike']:,} ({_share(found['unlike'], found['guesses'])})",
        )
    return (job.name, seconds(cost), ratio(cost, ours), *cells)


def _jobs(bench: Bench, folder: Path, chosen: Sequence[str]) -> list[Job]:
    """Give the tools on ``old.po`` and ``new.pot`` of a folder, each with its own result."""
    ours = (str(bench.toolkit / "python"), str(ROOT / "benchmarks" / "updated.py"))
    gnu = ("msgmerge", "-q", "--previous", "-o", "msgmerge.po", "old.po", "new.pot")
    peer = (str(bench.peers / "pot2po"), "--progress=none", "-t", "old.po", "new.pot")
    # It writes into the catalog that it reads.
    script = 'cp old.po babel.po && exec "$0" -q update -i new.pot -o babel.po -l ja'
    babel = ("sh", "-c", script, str(bench.toolkit / "pybabel"))
    peers = (
        Job("msgmerge", gnu, folder, ("msgmerge.po",), limit=_LIMIT),
        Job("pot2po", (*peer, "pot2po.po"), folder, ("pot2po.po",), limit=_LIMIT),
        Job("pybabel update", babel, folder, ("babel.po",), limit=_LIMIT),
    )
    job = Job("i18n-summit", (*ours, "old.po", "new.pot", "ours.po"), folder, ("ours.po",))
    return [job, *(peer for peer in peers if peer.name in chosen)]


def _judged(bench: Bench, result: Path) -> dict[str, float]:
    (line,) = bench.answers("judged", [result])
    found: dict[str, float] = json.loads(line)
    return found


def _share(part: float, whole: float) -> str:
    return _decimal(part / whole) if whole else "–"


def _decimal(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _release(version: str) -> Path:
    """Give the documentation of a release of Django, from its source distribution."""
    place = cache_folder() / "releases" / f"django-{version}"
    if place.is_dir():
        return place
    print(f"fetching Django {version}", file=sys.stderr)
    packages = cache_folder() / "packages"
    wanted = ("--no-deps", "--no-binary", ":all:", "-d", str(packages), f"Django=={version}")
    pip = (str(ROOT / ".venv" / "bin" / "python"), "-m", "pip", "download", "-q", *wanted)
    subprocess.run(pip, check=True, stdout=sys.stderr)
    archives = list(packages.glob(f"[Dd]jango-{version}.tar.gz"))
    if not archives:
        raise MissingError(f"updating: pip gives no source distribution of Django {version}.")
    partial = place.with_name(f".{place.name}")
    shutil.rmtree(partial, ignore_errors=True)
    with tarfile.open(archives[0]) as archive:
        members = [m for m in archive if "/docs/" in m.name and m.name.endswith(".txt")]
        archive.extractall(partial, members, filter="data")
    (folder,) = partial.iterdir()
    folder.rename(place)
    partial.rmdir()
    return place
