"""The glossary and the catalogs to counts of terms."""

from collections.abc import Sequence

from i18n_summit.errors import FileError
from i18n_summit.glossary import TermCount
from i18n_summit.project import Project
from i18n_summit.workflow.stored import project_glossary, read_catalogs


def count_project_terms(project: Project, locales: Sequence[str]) -> dict[str, list[TermCount]]:
    """Count the terms of the project's glossary in its catalogs, by locale.

    Raises FileError where the project has no glossary, and ProblemsError for a
    glossary or a catalog that cannot be read.
    """
    from i18n_summit.checks.glossaries import count_terms
    from i18n_summit.checks.register import Brief

    glossary = project_glossary(project)
    if glossary is None:
        raise FileError(
            f"{project.shown(project.glossary)}: there is no glossary. Write one, with a first"
            " line such as en,ja,forbidden,note."
        )
    return {
        locale: count_terms(Brief(locale, catalog, glossary))
        for locale, catalog in read_catalogs(project, locales).items()
    }
