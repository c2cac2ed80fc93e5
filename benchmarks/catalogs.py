"""Reading, writing and compiling catalogs beside polib, Babel and GNU gettext."""

import subprocess
from pathlib import Path

from benchmarks.libraries import LIBRARIES
from benchmarks.processes import Job, alternated
from benchmarks.tables import Table, megabytes, seconds
from benchmarks.tools import ROOT, Bench

_LIMIT = 600
_READ, _WRITE, _COMPILE = "read", "write", "compile"
_GNU = {
    _WRITE: ("msgcat", "-o", "out.po", "in.po"),
    _COMPILE: ("msgfmt", "-o", "out.mo", "in.po"),
}


def catalogs(bench: Bench) -> list[Table]:
    """A catalog of real messages, and one ten times as long."""
    done = subprocess.run(
        bench.python("wheels"), cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    sizes = (500, 5_000) if bench.is_quick else (10_000, 100_000)
    return [_table(bench, number, Path(done.stdout.strip())) for number in sizes]


def _table(bench: Bench, number: int, source: Path) -> Table:
    folder = bench.folder(f"catalogs-{number}")
    command = bench.python("libraries")
    gather = (*command, "gather", str(number), str(source))
    text = subprocess.run(gather, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    # As gettext writes it: most strings of more than a line are wrapped.
    path = folder / "in.po"
    subprocess.run(("msgcat", "-o", str(path), "-"), input=text, check=True)
    # The modules are found from the folder in which the tools run.
    (folder / "benchmarks").symlink_to(ROOT / "benchmarks")
    jobs = {
        (name, operation): Job(
            f"{name}, {operation} {number}",
            (*command, name, operation, "in.po"),
            folder,
            ("out.po", "out.mo"),
            _LIMIT,
        )
        for name in LIBRARIES
        for operation in (_READ, _WRITE, _COMPILE)
    }
    for operation, gnu in _GNU.items():
        made = ("out.po", "out.mo")
        jobs["GNU gettext", operation] = Job(f"GNU, {operation} {number}", gnu, folder, made)
    costs = dict(zip(jobs, alternated(list(jobs.values()), bench.runs), strict=True))
    peaks = {name: max(c.peak for (n, _), c in costs.items() if n == name) for name, _ in jobs}
    return Table(
        f"A catalog of {number:,} messages, {megabytes(path.stat().st_size)} MB: CPU s",
        ("tool", "read", "read and write anew", "read and compile", "peak MB"),
        tuple(
            (
                name,
                *(
                    seconds(costs[name, operation]) if (name, operation) in costs else ""
                    for operation in (_READ, _WRITE, _COMPILE)
                ),
                megabytes(peak),
            )
            for name, peak in peaks.items()
        ),
        commands=tuple(job.shown for job in jobs.values()),
    )
