"""Projects to measure with: a folder of pages, and settings."""

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpora import CORPORA, corpora_folder, some_pages
from benchmarks.tools import Bench

_SETTINGS = 'locales = ["ja"]\n'


def project(bench: Bench, name: str, pages: Mapping[str, Path], settings: str = "") -> Path:
    """Make a project of pages, named from its source folder; give its folder."""
    folder = bench.folder(name)
    (folder / "i18n-summit.toml").write_text(_SETTINGS + settings, encoding="utf-8")
    for page, path in pages.items():
        place = folder / "source" / page
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    return folder


def page_project(bench: Bench, name: str, data: bytes) -> Path:
    """Make a project of one page; give its folder."""
    folder = project(bench, name, {})
    (folder / "source").mkdir()
    (folder / "source" / "page.html").write_bytes(data)
    return folder


def named(pages: Sequence[Path]) -> dict[str, Path]:
    """Give pages by their paths below the folder that holds them all."""
    around = os.path.commonpath([path.parent for path in pages])
    return {path.relative_to(around).as_posix(): path for path in pages}


def manual_pages(bench: Bench) -> list[Path]:
    """Give the pages that all tools can read: 1,000 of the PostgreSQL manual."""
    corpus = CORPORA[0]
    most = 100 if bench.is_quick else corpus.most
    return some_pages(corpora_folder() / corpus.name, most)


def size(pages: Mapping[str, Path]) -> int:
    """Give the bytes of all pages together."""
    return sum(path.stat().st_size for path in pages.values())


def messages(*catalogs: Path) -> int:
    """Count the messages of PO files."""
    # The header is no message.
    return sum(path.read_bytes().count(b"\nmsgid ") - 1 for path in catalogs)
