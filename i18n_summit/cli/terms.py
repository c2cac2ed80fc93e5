"""The command that shows how the words of a project are translated."""

import click

from i18n_summit.cli.output import deliver
from i18n_summit.cli.session import (
    CLEAN,
    Session,
    ends_with_code,
    format_option,
    locale_option,
    pass_session,
)


@click.command(epilog="Example: i18n-summit terms -l ja")
@locale_option
@format_option(["text", "json"], "How the terms are written.")
@pass_session
@ends_with_code
def terms(session: Session, locales: tuple[str, ...], form: str) -> int:
    """List the terms of the glossary that the catalogs use, with counts of messages."""
    from i18n_summit.reports.terms import terms_document, terms_lines
    from i18n_summit.workflow.terms import count_project_terms

    project = session.project()
    counts = count_project_terms(project, project.chosen_locales(locales))
    if form == "json":
        deliver(terms_document(counts), None)
    else:
        deliver("".join(f"{line}\n" for line in terms_lines(counts)), None)
    return CLEAN
