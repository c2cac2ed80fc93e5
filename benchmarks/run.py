"""Measure the toolkit beside its peers, and print the tables of the README.

    python3 benchmarks/run.py [--only NAME]… [--runs N] [--quick]

Needs nothing but Python, and Debian's apt-get and xgettext. Tables go to
stdout as Markdown, progress to stderr.
"""

import argparse
import datetime as dt
import os
import platform
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

# A script is given its own folder to import from; the modules are named from the one above.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.catalogs import catalogs
from benchmarks.checking import checks
from benchmarks.corpora import CORPORA, MissingError, fetch
from benchmarks.hostile import hostile
from benchmarks.identity import identity
from benchmarks.placed import placed
from benchmarks.processes import FailedError
from benchmarks.speed import extraction, growth, rendering
from benchmarks.tables import Table, markdown
from benchmarks.tools import Bench, open_bench, versions
from benchmarks.updating import updating

MEASURES: dict[str, Callable[[Bench], Iterable[Table]]] = {
    "extraction": extraction,
    "rendering": rendering,
    "growth": growth,
    "hostile": hostile,
    "identity": identity,
    "placed": placed,
    "catalogs": catalogs,
    "updating": updating,
    "checks": checks,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the toolkit beside its peers.")
    names = ", ".join(MEASURES)
    parser.add_argument(
        "--only", action="append", choices=MEASURES, metavar="NAME", help=f"one of {names}"
    )
    parser.add_argument("--runs", type=int, help="runs of each tool; the median counts (3)")
    parser.add_argument("--quick", action="store_true", help="few pages, one run: to see it work")
    chosen = parser.parse_args()
    runs = chosen.runs or (1 if chosen.quick else 3)
    try:
        fetch(CORPORA)
        with open_bench(runs=runs, is_quick=chosen.quick) as bench:
            print(_heading(bench), flush=True)
            for name, measure in MEASURES.items():
                if chosen.only and name not in chosen.only:
                    continue
                print(name, file=sys.stderr)
                for table in measure(bench):
                    print(markdown(table), flush=True)
    except (MissingError, FailedError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _heading(bench: Bench) -> str:
    today = dt.datetime.now(tz=dt.UTC).date()
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    median = f"median of {bench.runs} runs" if bench.runs > 1 else "one run"
    return f"Measured on {today}: {versions(bench)}; {machine}; {median}.\n"


if __name__ == "__main__":
    sys.exit(main())
