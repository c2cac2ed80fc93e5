"""Baselines as they stand on the disk, beside what was found now."""

from collections.abc import Iterable
from pathlib import Path

from i18n_summit.baseline import (
    Baseline,
    Comparison,
    compare,
    format_baseline,
    may_be_baseline,
    read_baseline,
)
from i18n_summit.errors import FileError
from i18n_summit.files import read_file, write_file
from i18n_summit.model import Diagnostic
from i18n_summit.workflow.check import Checked, is_of_a_message, is_of_a_page


def compare_with_baseline(checked: Checked, baseline: Baseline) -> Comparison:
    """Part findings into new ones, with all that are about a whole catalog, and known ones.

    What is gone is told of the checks that were run, in the locales and pages that were looked
    at.
    """
    compared = compare(filter(_may_be_known, checked.diagnostics), baseline)
    new = set(map(id, compared.new))
    left = [d for d in checked.diagnostics if id(d) in new or not _may_be_known(d)]
    gone = {
        key: count
        for key, count in compared.gone.items()
        if key.code in checked.checks
        and (checked.has_pages if key.page else key.locale in checked.locales)
    }
    return Comparison(left, compared.known, gone)


def write_baseline(path: Path, diagnostics: Iterable[Diagnostic]) -> int:
    """Write the findings about messages and pages as a baseline; tell how many there are."""
    listed = list(filter(_may_be_known, diagnostics))
    write_file(path, format_baseline(listed))
    return len(listed)


def refuse_other_content(path: Path) -> None:
    """Raise FileError where a baseline would take the place of something else."""
    if path.is_file() and (data := read_file(path)) and not may_be_baseline(data):
        raise FileError(
            f"{path}: this is no baseline, and would be lost."
            " Name another file, or remove this one."
        )


def _may_be_known(diagnostic: Diagnostic) -> bool:
    return is_of_a_page(diagnostic) or is_of_a_message(diagnostic)


def baseline_at(path: Path) -> Baseline:
    """Read a baseline. Raises FileError or BaselineError when it cannot be read."""
    if not path.exists():
        from difflib import get_close_matches

        names = sorted(other.name for other in path.parent.glob(f"*{path.suffix}"))
        if near := get_close_matches(path.name, names, n=1):
            raise FileError(f'{path}: there is no such file. Did you mean "{near[0]}"?')
    return read_baseline(read_file(path), path)
