"""Catalogs of Python packages, out of their wheels.

    .venv/bin/python -m benchmarks.wheels [--more]

Fetches what is not there yet, and prints the folder that holds a folder for
each package; with --more, that of the packages that only the checks are run on.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from benchmarks.corpora import MissingError, cache_folder

PACKAGES = ("django", "sphinx", "wagtail", "wtforms")
"""Written by Transifex, Poedit, Babel and by hand, in more than a hundred languages."""
MORE_PACKAGES = (
    "cinder",
    "django-allauth",
    "django-cms",
    "django-oscar",
    "horizon",
    "keystone",
    "nova",
    "pretix",
)
"""With Japanese catalogs of other hands: Zanata and Weblate, of OpenStack and of a shop."""


def catalogs_folder() -> Path:
    """Give the folder that holds a folder for each package."""
    return cache_folder() / "catalogs"


def more_catalogs_folder() -> Path:
    """Give the folder that holds a folder for each package that only the checks are run on."""
    return cache_folder() / "more-catalogs"


def all_catalogs(folder: Path) -> list[Path]:
    """List the PO files of a folder and those below it, in the order of their names."""
    return sorted(folder.rglob("*.po"))


def language(path: Path) -> str:
    """Give the language of a catalog, as its path names it."""
    return path.parts[path.parts.index("LC_MESSAGES") - 1]


def fetch(names: Iterable[str], folder: Path) -> None:
    """Fetch the catalogs of each package that are not in the folder yet.

    Raises MissingError where pip cannot download one.
    """
    for name in names:
        if (folder / name).is_dir():
            continue
        print(f"fetching {name}", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=f".{name}.") as partial:
            _unpack(_wheel(name, Path(partial)), Path(partial) / name)
            (Path(partial) / name).rename(folder / name)


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
    has_more = sys.argv[1:] == ["--more"]
    names = MORE_PACKAGES if has_more else PACKAGES
    folder = more_catalogs_folder() if has_more else catalogs_folder()
    try:
        fetch(names, folder)
    except MissingError as error:
        print(error, file=sys.stderr)
        return 2
    print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
