"""The commands that say what is missing or wrong."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from i18n_summit.cli.findings import FORMATS, MARKDOWN, TEXT, WITH_COVERAGE, write_findings
from i18n_summit.cli.fixes import find_fixes, make_fixes, show_fixes
from i18n_summit.cli.output import deliver, echo_errors, painter
from i18n_summit.cli.session import (
    CLEAN,
    UNUSABLE,
    Session,
    code_of,
    ends_with_code,
    format_option,
    locale_option,
    pass_session,
)

if TYPE_CHECKING:
    from i18n_summit.model import Coverage, Diagnostic

_ALL_FOUND = (
    "--write-baseline is for all that is found: leave --baseline, --since and --locale out."
)
_NO_REPORT = "{} writes no report: leave --output and --format out."


class _File(click.Path):
    """A file that is named: an unset variable of a script would name the folder."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail("this is empty. Name a file, or leave the option out.", param, ctx)
        return super().convert(value, param, ctx)


@click.command(epilog="Example: i18n-summit check -l ja --format json --fail-under 90")
@click.argument("files", nargs=-1, metavar="[FILE.po|DIR]...", type=click.Path(path_type=Path))
@locale_option
@format_option(FORMATS, "How findings are written.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=_File(dir_okay=False, path_type=Path),
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
    type=_File(dir_okay=False, path_type=Path),
    help="Hold the translations to this glossary. [default: the project's; none for FILE.po]",
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    help="Run these checks only, with commas between; all and default stand for many.",
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Leave these checks out.")
@click.option(
    "--since",
    metavar="REVISION",
    help="Speak only of messages that have changed since this revision in git.",
)
@click.option(
    "--baseline",
    "baseline_path",
    metavar="FILE",
    type=_File(dir_okay=False, path_type=Path),
    help="Leave out what this file says was found before.",
)
@click.option(
    "--write-baseline",
    "new_baseline",
    metavar="FILE",
    type=_File(dir_okay=False, path_type=Path),
    help="Write what is found to this file, as a baseline, and end with 0.",
)
@click.option(
    "--japanese",
    metavar="PROFILE",
    help="Hold Japanese to this style. [default: the project's, else what a catalog mostly does]",
)
@click.option("--fix", is_flag=True, help="First write what has one right answer.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and exit 1 if anything.")
@click.option("--list", "is_list", is_flag=True, help="List the checks, and run none.")
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
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    baseline_path: Path | None,
    new_baseline: Path | None,
    japanese: str | None,
    fix: bool,
    diff: bool,
    is_list: bool,
) -> int:
    """Find what is missing or wrong in the catalogs; given PO FILEs, or DIRs of them, in those
    alone.
    """
    from i18n_summit.checks.japanese.profiles import profile_named
    from i18n_summit.workflow.baselines import baseline_at, compare_with_baseline, write_baseline
    from i18n_summit.workflow.check import (
        PageChecks,
        check_files,
        check_project,
        measure_project,
        told,
    )
    from i18n_summit.workflow.choice import chosen_checks, project_checks, told_language
    from i18n_summit.workflow.stored import glossary_at, project_glossary, read_texts

    if is_list:
        return _list_checks(form, output)
    is_new = new_baseline is not None
    _refuse(
        {
            _ALL_FOUND: is_new and bool(baseline_path or since or locales),
            _NO_REPORT.format("--write-baseline"): is_new and _is_given("output", "form"),
            _NO_REPORT.format("--diff"): diff and _is_given("output", "form"),
            "--fail-under needs the pages: leave it out, or the files.": (
                bool(files) and fail_under is not None
            ),
            "--locale may be given once with files: it says what they are in.": (
                bool(files) and len(locales) > 1
            ),
            "--fix and --diff are for all that is found: leave --since and baselines out.": (
                (fix or diff) and bool(baseline_path or is_new or since)
            ),
        }
    )
    _refuse_inputs(
        session,
        files,
        report=output,
        new_baseline=new_baseline,
        others=(glossary_path, baseline_path),
    )
    language = told_language(locales[0]) if files and locales else None
    baseline = baseline_at(baseline_path) if baseline_path else None
    selected, ignored = _codes(select) if select else None, _codes(ignore)
    folder, coverages = Path(), list["Coverage"]()
    style = None if japanese is None else profile_named(japanese)
    if fix or diff:
        fixes = find_fixes(session, files, locales, select=selected, ignore=ignored, japanese=style)
        if diff:
            return show_fixes(fixes)
        make_fixes(session, fixes)
    if files:
        checked = check_files(
            files,
            language,
            progress=session.progress,
            checks=chosen_checks(selected, ignored),
            glossary=glossary_at(glossary_path, glossary_path) if glossary_path else None,
            japanese=style,
            since=since,
        )
    else:
        workspace = session.workspace()
        project = workspace.project
        chosen = project.chosen_locales(locales)
        checks = project_checks(project, select=selected, ignore=ignored)
        glossary = (
            glossary_at(glossary_path, glossary_path)
            if glossary_path
            else project_glossary(project)
        )
        watch = PageChecks(checks)
        survey = session.survey(workspace, watch)
        texts = read_texts(project, chosen)
        folder = project.root
        if form in WITH_COVERAGE:
            catalogs = {locale: text.catalog for locale, text in texts.items()}
            coverages = measure_project(survey, catalogs)
        checked = check_project(
            project,
            survey,
            texts,
            checks=checks,
            glossary=glossary,
            japanese=style,
            fail_under=fail_under,
            since=since,
            in_pages=watch.found,
        )
    session.complain(checked.unread)
    diagnostics = checked.diagnostics
    if new_baseline and session.unread:
        # What cannot be read now had findings that nobody has mended.
        echo_errors([f"{new_baseline}: not written, for not all could be read. Mend that first."])
        return UNUSABLE
    if new_baseline:
        count = write_baseline(new_baseline, diagnostics)
        session.say(f"{new_baseline}: {count} finding{'' if count == 1 else 's'}")
        return CLEAN
    if baseline is not None:
        compared = compare_with_baseline(checked, baseline)
        diagnostics = compared.new
        gone = 0 if since or session.unread else sum(compared.gone.values())
        session.say(f"{baseline_path}: {_compared(compared.known, gone)}")
    diagnostics = told(diagnostics)
    write_findings(
        diagnostics, form, output, folder=folder, checks=checked.checks, coverages=coverages
    )
    _say_summary(session, diagnostics, has_read=bool(checked.locales))
    return code_of(diagnostics)


def _say_summary(session: Session, diagnostics: "Sequence[Diagnostic]", *, has_read: bool) -> None:
    """Say how many findings there are; that there are none, of what could be read alone."""
    from i18n_summit.reports.terminal import summary_line

    if diagnostics or not session.unread:
        session.say(summary_line(diagnostics))
    elif has_read:
        session.say("no findings in what could be read")


def _refuse(misuse: Mapping[str, bool]) -> None:
    """Name the first thing that is wrong with the options, if anything is."""
    for complaint, is_so in misuse.items():
        if is_so:
            raise click.UsageError(complaint)


def _refuse_inputs(
    session: Session,
    files: Sequence[Path],
    *,
    report: Path | None,
    new_baseline: Path | None,
    others: Iterable[Path | None],
) -> None:
    """Refuse to write where something stands that is read, or a baseline where another file is.

    *others* are read beside the files, or the project.
    """
    from i18n_summit.workflow.baselines import refuse_other_content
    from i18n_summit.workflow.inputs import file_inputs, project_inputs, refuse_input

    output = new_baseline or report
    if output is None:
        return
    inputs = file_inputs(files) if files else project_inputs(session.workspace())
    refuse_input(output, [*inputs, *filter(None, others)])
    if new_baseline:
        refuse_other_content(new_baseline)


def _is_given(*names: str) -> bool:
    """Tell whether the command line has one of these options or arguments."""
    context = click.get_current_context()
    return any(context.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in names)


def _list_checks(form: str, output: Path | None) -> int:
    others = set(click.get_current_context().params) - {"is_list", "form", "output"}
    if _is_given(*others):
        raise click.UsageError("--list lists all checks: leave all but --format and --output out.")
    if form not in {TEXT, "json"}:
        raise click.UsageError("--list has the formats text and json: leave --format out.")
    from i18n_summit.checks.manual import checks_document, checks_lines

    text = checks_document() if form == "json" else "".join(f"{x}\n" for x in checks_lines())
    deliver(text, output)
    return CLEAN


def _compared(known: int, gone: int) -> str:
    """Say how many findings a baseline knows, and how many of its own are no more."""
    fewer = f", and {gone} fewer than the baseline has. Write it anew with --write-baseline."
    return f"{known} found before{fewer if gone else ''}"


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    """Give the codes of options that may be repeated, and hold several with commas between."""
    codes = tuple(code for text in given for code in text.replace(",", " ").split())
    if given and not codes:
        # An unset variable of a script would leave nothing to fail on.
        raise click.UsageError("--select and --ignore need a code, or none of them: this is empty.")
    return codes


@click.command(epilog="Example: i18n-summit explain placeholder")
@click.argument("codes", nargs=-1, required=True, metavar="CODE...")
@pass_session
@ends_with_code
def explain(_session: Session, codes: tuple[str, ...]) -> int:
    """Show the manual of a check, or of what rendering finds: what that is, how bad, examples."""
    from i18n_summit.checks.manual import manual_text
    from i18n_summit.workflow.choice import refuse_unexplained

    refuse_unexplained(codes)
    click.echo("\n\n".join(map(manual_text, codes)))
    return CLEAN


@click.command(epilog="Example: i18n-summit status --format json")
@locale_option
@format_option([TEXT, "json", MARKDOWN], "How coverage is written.")
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
    elif form == MARKDOWN:
        from i18n_summit.reports.markdown import coverage_markdown

        deliver(coverage_markdown(coverages), None)
    else:
        from i18n_summit.reports.terminal import coverage_lines

        for line in coverage_lines(coverages, painter(sys.stdout)):
            click.echo(line, color=True)
    return CLEAN
