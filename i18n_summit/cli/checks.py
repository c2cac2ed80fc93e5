"""The commands that say what is missing or wrong."""

import sys
from pathlib import Path

import click

from i18n_summit.cli.output import deliver, echo_diagnostics, painter
from i18n_summit.cli.session import (
    CLEAN,
    Session,
    code_of,
    ends_with_code,
    locale_option,
    pass_session,
)


@click.command(epilog="Example: i18n-summit check -l ja --format json --fail-under 90")
@click.argument(
    "files", nargs=-1, metavar="[FILE.po]...", type=click.Path(dir_okay=False, path_type=Path)
)
@locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How findings are written.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the findings to this file. [default: standard output]",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="N",
    help="Exit 1 if less than N % of a locale is translated.",
)
@click.option(
    "--glossary",
    "glossary_path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Hold the translations to this glossary. [default: the project's; none for FILE.po]",
)
@pass_session
@ends_with_code
def check(
    session: Session,
    files: tuple[Path, ...],
    locales: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_under: int | None,
    glossary_path: Path | None,
) -> int:
    """Find what is missing or wrong in the catalogs; given PO FILEs, in those alone."""
    from i18n_summit.reports import terminal
    from i18n_summit.workflow.check import check_files, check_project
    from i18n_summit.workflow.stored import glossary_at, project_glossary, read_texts

    glossary = glossary_at(glossary_path, glossary_path) if glossary_path else None
    if files:
        if fail_under is not None:
            raise click.UsageError("--fail-under needs the pages: leave it out, or the files.")
        if len(locales) > 1:
            raise click.UsageError(
                "--locale may be given once with files: it says what they are in."
            )
        diagnostics = check_files(files, next(iter(locales), None), glossary=glossary)
    else:
        workspace = session.workspace()
        project = workspace.project
        chosen = project.chosen_locales(locales)
        glossary = glossary or project_glossary(project)
        survey = session.survey(workspace)
        texts = read_texts(project, chosen)
        diagnostics = check_project(
            project, survey, texts, glossary=glossary, fail_under=fail_under
        )
    if form == "json":
        from i18n_summit.reports.document import diagnostics_document

        report = diagnostics_document(diagnostics)
    elif output is not None:
        report = "".join(line + "\n" for line in terminal.diagnostic_lines(diagnostics))
    else:
        report = None
        echo_diagnostics(diagnostics)
    deliver(report, output)
    session.say(terminal.summary_line(diagnostics))
    return code_of(diagnostics)


@click.command(epilog="Example: i18n-summit status --format json")
@locale_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How coverage is written.",
)
@pass_session
@ends_with_code
def status(session: Session, locales: tuple[str, ...], form: str) -> int:
    """Show how much of each locale is translated, by role."""
    from i18n_summit.workflow.check import measure_project
    from i18n_summit.workflow.stored import read_catalogs

    workspace = session.workspace()
    chosen = workspace.project.chosen_locales(locales)
    survey = session.survey(workspace)
    coverages = measure_project(survey, read_catalogs(workspace.project, chosen))
    if form == "json":
        from i18n_summit.reports.document import coverage_document

        deliver(coverage_document(coverages), None)
    else:
        from i18n_summit.reports.terminal import coverage_lines

        for line in coverage_lines(coverages, painter(sys.stdout)):
            click.echo(line, color=True)
    return CLEAN
