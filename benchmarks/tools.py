"""The tools that are measured: where they are, and how each is called."""

import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpora import MissingError, cache_folder

ROOT = Path(__file__).resolve().parent.parent
RULES = Path(__file__).with_name("blocks.its")
_PEER = "translate-toolkit"


@dataclass(frozen=True, slots=True)
class Bench:
    """What every measure needs."""

    toolkit: Path
    """The folder with the toolkit's programs, and the Python it runs in."""
    peers: Path
    """The folder with the peers' programs."""
    work: Path
    """An empty folder."""
    runs: int
    is_quick: bool

    def summit(self, *arguments: str) -> tuple[str, ...]:
        return (str(self.toolkit / "i18n-summit"), *arguments)

    def html2po(self) -> tuple[str, ...]:
        program = str(self.peers / "html2po")
        return (program, "--progress=none", "-i", "source", "-o", "po")

    def po2html(self) -> tuple[str, ...]:
        program = str(self.peers / "po2html")
        return (program, "--progress=none", "-t", "source", "-i", "po", "-o", "pages")

    def xgettext(self) -> tuple[str, ...]:
        return ("xgettext", f"--its={RULES.name}", "--from-code=UTF-8", "-f", "pages.txt")

    def python(self, module: str) -> tuple[str, ...]:
        """Give the command for a module of this folder in the toolkit's Python."""
        return (str(self.toolkit / "python"), "-m", f"benchmarks.{module}")

    def folder(self, name: str) -> Path:
        """Make a new folder in the work folder."""
        path = self.work / name
        path.mkdir(parents=True)
        return path

    def answers(self, module: str, paths: Sequence[Path], *, limit: float = 3_600) -> list[str]:
        """Give what a module of this folder says of files: a line for each."""
        done = subprocess.run(
            self.python(module),
            cwd=ROOT,
            input="\n".join(map(str, paths)),
            text=True,
            encoding="utf-8",
            stdout=subprocess.PIPE,
            timeout=limit,
            check=True,
        )
        return done.stdout.splitlines()


@contextmanager
def open_bench(*, runs: int, is_quick: bool) -> Iterator[Bench]:
    """Install what is to be measured; give the bench, whose folder goes with it.

    Raises MissingError for what only the system's package manager can install.
    """
    _require_xgettext()
    cache = cache_folder()
    toolkit, peers = ROOT / ".venv" / "bin", cache / "peers" / "bin"
    if not (toolkit / "i18n-summit").exists():
        _install(toolkit.parent, "-e", f"{ROOT}[test]")
    if not (peers / "po2html").exists():
        # It guesses many times faster with rapidfuzz.
        _install(peers.parent, _PEER, "rapidfuzz")
    # The first run is not to pay for compiling.
    compiling = (str(toolkit / "python"), "-m", "compileall", "-q", "i18n_summit")
    subprocess.run(compiling, cwd=ROOT, check=True)
    with TemporaryDirectory(dir=cache, prefix="work.") as work:
        yield Bench(toolkit, peers, Path(work), runs, is_quick)


def versions(bench: Bench) -> str:
    """Name the tools with their versions."""
    commands = (bench.summit("--version"), (*bench.html2po()[:1], "--version"), ("xgettext", "-V"))
    done = [subprocess.run(c, check=True, capture_output=True, text=True) for c in commands]
    ours, peer, gettext = (run.stdout.splitlines()[0].split()[-1] for run in done)
    python = ".".join(map(str, sys.version_info[:3]))
    return f"i18n-summit {ours}, {_PEER} {peer}, gettext {gettext}, Python {python}"


def _install(folder: Path, *packages: str) -> None:
    print(f"installing {' '.join(packages)}", file=sys.stderr)
    folder.parent.mkdir(parents=True, exist_ok=True)
    venv.create(folder, with_pip=True)
    subprocess.run([folder / "bin" / "pip", "install", "-q", *packages], check=True)


def _require_xgettext() -> None:
    if shutil.which("xgettext") is None:
        raise MissingError("there is no xgettext on the PATH. Run: apt-get install gettext")
