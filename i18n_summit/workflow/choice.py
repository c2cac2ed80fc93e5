"""Which checks run, and by which style: what the settings and the command line ask for."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from i18n_summit.errors import ConfigurationError, nearest
from i18n_summit.language import UNKNOWN, country_language, stated_language

if TYPE_CHECKING:
    from i18n_summit.checks.japanese.profiles import Profile
    from i18n_summit.project import Project

ALL, DEFAULT = "all", "default"
"""What stands for many codes where checks are selected."""
_GROUPS = (ALL, DEFAULT)


def project_checks(
    project: "Project", *, select: Sequence[str] | None = None, ignore: Sequence[str] = ()
) -> frozenset[str]:
    """Give the codes of the checks that a project has chosen.

    What the command line selects is chosen whatever the settings say; what it
    ignores, beside what they ignore. Raises ConfigurationError for a code that no
    check has.
    """
    settings = project.settings
    place = f"{project.configuration}: checks"
    _know(settings.failing_checks, place)
    chosen = chosen_checks(settings.selected_checks, settings.ignored_checks, place)
    if select is None and not ignore:
        return chosen
    asked = chosen_checks(select, ignore)
    return asked if select is not None else chosen.difference(ignore)


def chosen_checks(
    select: Sequence[str] | None = None, ignore: Sequence[str] = (), place: str | None = None
) -> frozenset[str]:
    """Give the codes of the checks that are selected, and not ignored.

    Without *select*, those that run by default; "default" stands for these, and
    "all" for all. Raises ConfigurationError, at its place, for a code that no check has.
    """
    from i18n_summit.checks import CHECKS, DEFAULT_CHECKS

    _know(select or (), place, _GROUPS)
    _know(ignore, place)
    if select is None:
        chosen = DEFAULT_CHECKS
    else:
        chosen = frozenset(select).intersection(CHECKS)
        chosen |= frozenset(CHECKS) if ALL in select else frozenset()
        chosen |= DEFAULT_CHECKS if DEFAULT in select else frozenset()
    return chosen.difference(ignore)


def told_language(name: str) -> str:
    """Give the tag of the language that PO files are said to be in, ``pt_BR`` or ``pt-BR``.

    Raises ConfigurationError for the name of none.
    """
    from babel import Locale

    tag = stated_language(name)
    if tag is None:
        near = stated_language(name.lower())
        remedy = f'Did you mean "{near}"?' if near else "Write one such as ja or pt-BR."
        raise ConfigurationError(f'"{name}" is no language tag. {remedy}')
    primary = tag.partition("-")[0]
    if primary != UNKNOWN and primary not in Locale("en").languages:
        remedy = "Write one such as ja or pt-BR."
        if near := country_language(primary):
            remedy = f'Did you mean "{near}"?'
        raise ConfigurationError(f'there is no language "{primary}". {remedy}')
    return tag


def project_profile(project: "Project") -> "Profile":
    """Give the style that a project's Japanese is held to.

    Raises ConfigurationError for one in the settings that does not exist.
    """
    from i18n_summit.checks.japanese.profiles import DEFAULT, profile_named

    try:
        asked = project.settings.japanese
        return profile_named(DEFAULT if asked is None else asked)
    except ConfigurationError as error:
        raise ConfigurationError(f"{project.configuration}: checks: japanese: {error}") from error


def refuse_unexplained(codes: Iterable[str]) -> None:
    """Raise ConfigurationError for a code that neither a check nor rendering has."""
    from i18n_summit.checks import RENDERED

    _know(codes, None, RENDERED)


def _know(codes: Iterable[str], place: str | None, others: Collection[str] = ()) -> None:
    """Raise ConfigurationError, at its place, for what is neither a check's code nor another."""
    from i18n_summit.checks import CHECKS, RENDERED

    where = f"{place}: " if place else ""
    for code in codes:
        if code in CHECKS or code in others:
            continue
        if code in RENDERED:
            complaint = f'"{code}" is found by render and build, and by no check. Take it out.'
        elif code in _GROUPS:
            complaint = f'"{code}" stands for many checks, and can only be selected. Name each.'
        else:
            complaint = f'there is no check "{code}". {nearest(code, sorted({*CHECKS, *others}))}'
        raise ConfigurationError(f"{where}{complaint}")
