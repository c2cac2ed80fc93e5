"""The commands that turn pages into catalogs, and back."""

import sys
from pathlib import Path

import click

from i18n_summit.cli.output import echo_diagnostics, painter
from i18n_summit.cli.session import (
    CLEAN,
    FAILED,
    Session,
    code_of,
    ends_with_code,
    locale_option,
    pass_session,
)


@click.command(epilog="Example: i18n-summit extract --check")
@click.option("--check", "is_check", is_flag=True, help="Write nothing; exit 1 if a file is stale.")
@click.option("--prune", is_flag=True, help="Drop obsolete messages, which are kept otherwise.")
@pass_session
@ends_with_code
def extract(session: Session, is_check: bool, prune: bool) -> int:
    """Bring the template and the catalogs up to date with the pages."""
    from i18n_summit.files import Change
    from i18n_summit.workflow.extract import extract_catalogs

    workspace = session.workspace()
    survey = session.survey(workspace)
    written = extract_catalogs(
        workspace.project,
        survey,
        is_check=is_check,
        keeps_obsolete=not prune,
        say=session.say,
    )
    session.say_written(written, is_check=is_check)
    is_stale = any(item.change is not Change.UNCHANGED for item in written)
    if is_check and is_stale:
        click.echo("The catalogs are stale. Run i18n-summit extract.", err=True)
        return FAILED
    return CLEAN


@click.command(epilog="Example: i18n-summit render -l ja -o public")
@locale_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write below this folder. [default: the project's output, build]",
)
@click.option("--keep-lang", is_flag=True, help="Leave every lang attribute as it is.")
@pass_session
@ends_with_code
def render(session: Session, locales: tuple[str, ...], output: Path | None, keep_lang: bool) -> int:
    """Write every page in every locale, with the translations there are; with all locales also an
    index that leads to each and, if base_url is set, a sitemap.
    """
    from i18n_summit.workflow.render import render_pages
    from i18n_summit.workflow.stored import read_texts

    workspace = session.workspace()
    rendering = render_pages(
        workspace,
        read_texts(workspace.project, workspace.project.chosen_locales(locales)),
        session.progress,
        output=output.resolve() if output else None,
        keeps_language=keep_lang,
    )
    session.say_rendered(rendering)
    echo_diagnostics(rendering.diagnostics)
    return code_of(rendering.diagnostics)


@click.command(epilog="Example: i18n-summit build")
@pass_session
@ends_with_code
def build(session: Session) -> int:
    """Extract, render, check and show the status: the main job in one command."""
    from i18n_summit.reports.terminal import coverage_lines, summary_line
    from i18n_summit.workflow.check import check_project, measure_project, told
    from i18n_summit.workflow.extract import extract_catalogs
    from i18n_summit.workflow.render import refuse_output, render_pages
    from i18n_summit.workflow.stored import project_glossary, read_texts

    workspace = session.workspace()
    project = workspace.project
    glossary = project_glossary(project)
    refuse_output(workspace, project.settings.locales, project.output)
    survey = session.survey(workspace)
    session.say_written(extract_catalogs(project, survey, say=session.say))
    texts = read_texts(project, project.settings.locales)
    catalogs = {locale: text.catalog for locale, text in texts.items()}
    rendering = render_pages(workspace, texts, session.progress)
    session.say_rendered(rendering)
    found = check_project(project, survey, texts, glossary=glossary).diagnostics
    # Rendering names the same defects.
    known = {(d.code, d.locale, d.id, d.message) for d in found}
    found += [d for d in rendering.diagnostics if (d.code, d.locale, d.id, d.message) not in known]
    found = told(found)
    echo_diagnostics(d for d in found if d.severity.value == "error")
    click.echo("")
    for line in coverage_lines(measure_project(survey, catalogs), painter(sys.stdout)):
        click.echo(line, color=True)
    click.echo("")
    click.echo(f"check: {summary_line(found)}")
    return code_of(found)
