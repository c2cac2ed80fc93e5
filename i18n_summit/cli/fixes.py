"""What check writes itself: its --fix and --diff."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from i18n_summit.cli.output import deliver
from i18n_summit.cli.session import CLEAN, FAILED, Session

if TYPE_CHECKING:
    from i18n_summit.checks.japanese.profiles import Profile
    from i18n_summit.workflow.fix import Fix


def find_fixes(
    session: Session,
    files: Sequence[Path],
    locales: Sequence[str],
    *,
    select: Sequence[str] | None,
    ignore: Sequence[str],
    japanese: "Profile | None",
) -> "list[Fix]":
    """Give what can be fixed in the files, else in the catalogs of the project."""
    from i18n_summit.workflow.choice import chosen_checks, project_checks, told_language
    from i18n_summit.workflow.fix import file_fixes, project_fixes

    if files:
        checks = chosen_checks(select, ignore)
        language = told_language(locales[0]) if locales else None
        return file_fixes(files, language, checks=checks, japanese=japanese)
    project = session.workspace().project
    checks = project_checks(project, select=select, ignore=ignore)
    chosen = project.chosen_locales(locales)
    return project_fixes(project, chosen, checks=checks, japanese=japanese)


def show_fixes(fixes: "Sequence[Fix]") -> int:
    """Write to stdout what would change; give the exit code."""
    report = "".join(fix.diff for fix in fixes)
    deliver(report or None, None)
    return FAILED if report else CLEAN


def make_fixes(session: Session, fixes: "Sequence[Fix]") -> None:
    """Write the catalogs that change, and name them."""
    from i18n_summit.workflow.fix import write_fixes

    write_fixes(fixes, session.say)
    session.say_written([fix.written for fix in fixes])
