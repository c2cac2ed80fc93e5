"""What a command costs: CPU seconds and peak memory of the whole process."""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

_LOG = "log.txt"
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


class FailedError(Exception):
    """A measured command did not do what it was to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """A command to measure."""

    name: str
    command: tuple[str, ...]
    folder: Path
    """Where it is run."""
    made: tuple[str, ...] = ()
    """What it makes in its folder: taken away before each run."""
    limit: float = 900
    """Seconds on the clock, after which it is ended."""
    codes: tuple[int, ...] = (0,)
    """The exit codes that mean it did its work."""

    @property
    def shown(self) -> str:
        """The command as one types it."""
        return " ".join((Path(self.command[0]).name, *self.command[1:]))


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    cpu: float
    """Seconds, user and system, of the process and the children it waited for."""
    wall: float
    """Seconds on the clock."""
    peak: int
    """Most bytes resident at once in its largest process."""
    is_whole: bool = True
    """It came to its end before the time limit."""


def alternated(jobs: Sequence[Job], runs: int) -> list[Cost]:
    """Run the jobs in turn, so many times; give the median cost of each.

    A job that once meets its time limit is not run again. Raises FailedError
    for one that fails.
    """
    found: list[list[Cost]] = [[] for _ in jobs]
    for number in range(runs):
        for job, costs in zip(jobs, found, strict=True):
            if all(cost.is_whole for cost in costs):
                print(f"  {job.name}, run {number + 1} of {runs}", file=sys.stderr)
                costs.append(measured(job))
    return [_median(costs) for costs in found]


def measured(job: Job) -> Cost:
    """Run a job once. Raises FailedError when it fails."""
    for name in job.made:
        path = job.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    log = job.folder / _LOG
    begin = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            job.command,
            cwd=job.folder,
            env=os.environ | _ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    timer = Timer(job.limit, _end, [process.pid])
    timer.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        timer.cancel()
        if process.returncode is None:
            _end(process.pid)
    wall = time.monotonic() - begin
    is_whole = process.returncode != -signal.SIGKILL
    if is_whole and process.returncode not in job.codes:
        last = log.read_bytes().decode("utf-8", "replace")[-600:]
        raise FailedError(f"{job.shown}: exit code {process.returncode}. It said:\n{last}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024, is_whole)


def _end(pid: int) -> None:
    """End a process that we started, with its children: it leads a session of its own."""
    os.killpg(pid, signal.SIGKILL)


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        int(statistics.median(cost.peak for cost in costs)),
        all(cost.is_whole for cost in costs),
    )
