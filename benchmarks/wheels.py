"""Catalogs of Python packages, out of their wheels.

    .venv/bin/python -m benchmarks.wheels

Fetches what is not there yet, and prints the folder that holds a folder for
each package.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from benchmarks.corpora import MissingError, cache_folder

PACKAGES = ("django", "sphinx", "wagtail", "wtforms")
"""Written by Transifex, Poedit, Babel and by hand, in more than a hundred languages."""


def catalogs_folder() -> Path:
    """Give the folder that holds a folder for each package."""
    return cache_folder() / "catalogs"


def all_catalogs(folder: Path) -> list[Path]:
    """List the PO files of a folder and those below it, in the order of their names."""
    return sorted(folder.rglob("*.po"))


def language(path: Path) -> str:
    """Give the language of a catalog, as its path names it."""
    return path.parts[path.parts.index("LC_MESSAGES") - 1]


def fetch() -> None:
    """Fetch the catalogs of each package that are not there yet.

    Raises MissingError where pip cannot download one.
    """
    for name in PACKAGES:
        folder = catalogs_folder() / name
        if folder.is_dir():
            continue
        print(f"fetching {name}", file=sys.stderr)
        catalogs_folder().mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=catalogs_folder(), prefix=f".{name}.") as partial:
            _unpack(_wheel(name, Path(partial)), Path(partial) / name)
            (Path(partial) / name).rename(folder)


def _wheel(name: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder)]
    command += ["--only-binary", ":all:", name]
    done = subprocess.run(command, check=False, stdout=sys.stderr)
    found = list(folder.glob("*.whl"))
    if done.returncode or not found:
        raise MissingError(f"wheels: pip gives no wheel of {name}. See what it says above.")
    return found[0]


def _unpack(wheel: Path, folder: Path) -> None:
    with ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.endswith(".po")]
        archive.extractall(folder, names)
    wheel.unlink()


def main() -> int:
    try:
        fetch()
    except MissingError as error:
        print(error, file=sys.stderr)
        return 2
    print(catalogs_folder())
    return 0


if __name__ == "__main__":
    sys.exit(main())
