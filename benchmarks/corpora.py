"""Public documentation as corpora, out of Debian packages.

    python3 benchmarks/corpora.py [--small]

Fetches what is not there yet, as any user, and prints the folder that holds
a folder for each corpus.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class MissingError(Exception):
    """Something the benchmarks need is not on this machine."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The pages of one package."""

    name: str
    generator: str
    """What wrote the pages."""
    packages: tuple[str, ...]
    """The package's name, release by release; the first that there is counts."""
    most: int = 500
    """How many of its pages are read, spread evenly over all."""
    is_small: bool = False
    """It is quickly fetched, for every run of the tests."""


CORPORA = (
    Corpus(
        "postgresql",
        "DocBook XSL, XHTML",
        ("postgresql-doc-15", "postgresql-doc-17"),
        most=1_000,
        is_small=True,
    ),
    Corpus("aptitude-ja", "DocBook XSL, XHTML", ("aptitude-doc-ja",)),
    Corpus("python", "Sphinx", ("python3.11-doc", "python3.13-doc")),
    Corpus("jdk", "javadoc 17, HTML5", ("openjdk-17-doc", "openjdk-21-doc")),
    Corpus("jlha-ja", "javadoc 1, HTML 4", ("libjlha-java-doc-ja",), is_small=True),
    Corpus("gtk", "gi-docgen", ("libgtk-4-doc",)),
    Corpus("glib", "gtk-doc", ("libglib2.0-doc",)),
    Corpus("eigen", "doxygen", ("libeigen3-doc",)),
    Corpus("lilypond-ja", "texi2html", ("lilypond-doc-html-ja",)),
    Corpus("apache", "Apache's own XSLT", ("apache2-doc",), most=1_000, is_small=True),
    Corpus("sqlite", "SQLite's own Tcl", ("sqlite3-doc",)),
    Corpus("w3m", "by hand", ("w3m",)),
)


def cache_folder() -> Path:
    """Give the folder, outside the repository, for all that is fetched and installed."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "i18n-summit-benchmarks"


def corpora_folder() -> Path:
    """Give the folder that holds a folder for each corpus."""
    return cache_folder() / "corpora"


def all_pages(folder: Path) -> list[Path]:
    """List the HTML files of a folder and those below it, in the order of their names."""
    found = folder.rglob("*.html")
    return sorted(path for path in found if path.is_file() and not path.is_symlink())


def some_pages(folder: Path, most: int) -> list[Path]:
    """List at most so many pages of a folder, spread evenly over all."""
    pages = all_pages(folder)
    if len(pages) <= most:
        return pages
    # From the middle of each share: an index of everything often comes first.
    return [pages[(2 * number + 1) * len(pages) // (2 * most)] for number in range(most)]


def fetch(corpora: Iterable[Corpus]) -> None:
    """Fetch each corpus that is not there yet.

    Raises MissingError where the system has no Debian packages, or not this one.
    """
    missing = [corpus for corpus in corpora if not (corpora_folder() / corpus.name).is_dir()]
    if missing and not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise MissingError(
            f"corpora: there is no apt-get or no dpkg-deb here, and {corpora_folder()} has no"
            f" {missing[0].name}. Run this on Debian, or copy that folder from there."
        )
    for corpus in missing:
        print(f"fetching {corpus.name}", file=sys.stderr)
        _unpack(_package(corpus), corpora_folder() / corpus.name)


def _package(corpus: Corpus) -> Path:
    """Download the package of a corpus; give the file."""
    folder = cache_folder() / "packages" / corpus.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if not _download(corpus, folder) and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-q"], check=False, stdout=sys.stderr)
        _download(corpus, folder)
    found = list(folder.glob("*.deb"))
    if not found:
        raise MissingError(
            f"corpora: apt-get gives no package {' or '.join(corpus.packages)}."
            " Run apt-get update, or see which release of Debian this is."
        )
    return found[0]


def _download(corpus: Corpus, folder: Path) -> bool:
    for name in corpus.packages:
        command = ["apt-get", "download", "-q", name]
        if subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 0:
            return True
    return False


def _unpack(package: Path, folder: Path) -> None:
    """Unpack a package into a folder, which is there as a whole or not at all."""
    partial = folder.with_name(f".{folder.name}.{os.getpid()}")
    partial.mkdir(parents=True)
    try:
        subprocess.run(["dpkg-deb", "-x", package, partial], check=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    package.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description="Fetch the corpora of the benchmarks.")
    parser.add_argument("--small", action="store_true", help="only the few that CI reads")
    chosen = parser.parse_args()
    try:
        fetch(corpus for corpus in CORPORA if corpus.is_small or not chosen.small)
    except MissingError as error:
        print(error, file=sys.stderr)
        return 2
    print(corpora_folder())
    return 0


if __name__ == "__main__":
    sys.exit(main())
