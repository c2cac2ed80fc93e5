"""The files that a check reads: nothing it writes may take their place."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from i18n_summit.errors import FileError
from i18n_summit.workflow.check import listed_files

if TYPE_CHECKING:
    from i18n_summit.workflow.workspace import Workspace


def project_inputs(workspace: "Workspace") -> Iterator[Path]:
    """Give the pages of a project, its catalogs and their template, its glossary and its
    configuration.
    """
    project = workspace.project
    yield from workspace.pages
    yield from map(project.catalog, project.settings.locales)
    yield project.template
    yield project.glossary
    if project.configuration is not None:
        yield project.root / project.configuration


def file_inputs(paths: Iterable[Path]) -> list[Path]:
    """Give the PO files that are named, and those below folders."""
    return listed_files(paths, {})


def refuse_input(output: Path, inputs: Iterable[Path]) -> None:
    """Raise FileError where a file is to be written that is read."""
    if os.path.realpath(output) in map(os.path.realpath, inputs):
        raise FileError(
            f"{output}: check reads this file, and writes nothing over it. Name another."
        )
