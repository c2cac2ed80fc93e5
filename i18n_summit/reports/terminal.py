"""Reports for people: lines that editors can jump to, and a table of coverage."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from i18n_summit.errors import visible
from i18n_summit.model import Catalog, Count, Coverage, Diagnostic, Severity
from i18n_summit.reports.frames import frame

Paint = Callable[[str, str], str]
"""Give a text in a colour, named ``red``, ``yellow``, ``green`` or ``bold``."""
_BAR = 20
_HEADS = ("locale", "role", "", "done", "translated", "fuzzy", "missing")


def plain(text: str, _colour: str) -> str:
    """Paint nothing."""
    return text


def diagnostic_lines(
    diagnostics: Iterable[Diagnostic], paint: Paint = plain, *, columns: int | None = None
) -> list[str]:
    """Write each finding on a line: place, severity, code, what and remedy.

    With *columns*, those of the terminal, a frame below shows where in its text it is.
    """
    lines: list[str] = []
    for d in diagnostics:
        place = visible(f"{d.location.path}:{d.location.line}:{d.location.column}")
        message = visible(d.message)
        colour = "red" if d.severity is Severity.ERROR else "yellow"
        lines.append(
            f"{paint(place, 'bold')}: {paint(d.severity.value, colour)} {d.code}: {message}"
        )
        shown = frame(d, columns) if columns else None
        if shown:
            lines += [] if shown.source is None else [shown.source]
            lines += [shown.line, paint(shown.mark, colour)]
    return lines


def summary_line(diagnostics: Sequence[Diagnostic]) -> str:
    """Say how many findings there are, by severity and code."""
    if not diagnostics:
        return "no findings"
    parts: list[str] = []
    for severity in Severity:
        codes = Counter(d.code for d in diagnostics if d.severity is severity)
        if codes:
            total = codes.total()
            noun = severity.value + ("s" if total > 1 else "")
            listed = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
            parts.append(f"{total} {noun} ({listed})")
    return ", ".join(parts)


def catalog_words(catalog: Catalog) -> str:
    """Say what a catalog holds, and what is left to do in it."""
    live = catalog.by_key().values()
    words = f", {len(live)} message{'' if len(live) == 1 else 's'}"
    if catalog.locale is None:
        return words
    fuzzy = sum(message.is_fuzzy for message in live)
    empty = sum(not message.has_text for message in live)
    return (
        words + (f", {fuzzy} fuzzy" if fuzzy else "") + (f", {empty} to translate" if empty else "")
    )


def coverage_lines(coverages: Iterable[Coverage], paint: Paint = plain) -> list[str]:
    """Draw coverage as a table, a block a locale."""
    blocks = [
        [(coverage.locale, "all", coverage.all)]
        + [("", role, count) for role, count in coverage.roles.items()]
        for coverage in coverages
    ]
    rows = [row for block in blocks for row in block]
    widths = (
        max([len(_HEADS[0]), *(len(locale) for locale, _, _ in rows)]),
        max([len(_HEADS[1]), *(len(role) for _, role, _ in rows)]),
    )
    head = (
        f"{_HEADS[0]:<{widths[0]}}  {_HEADS[1]:<{widths[1]}}  {'':<{_BAR}}  {_HEADS[3]:>5}"
        f"  {_HEADS[4]:>13}  {_HEADS[5]:>5}  {_HEADS[6]:>7}"
    )
    lines = [paint(head, "bold")]
    for block in blocks:
        for locale, role, count in block:
            done = f"{count.translated} of {count.total}"
            lines.append(
                f"{paint(f'{locale:<{widths[0]}}', 'bold')}  {role:<{widths[1]}}"
                f"  {paint(_bar(count), _colour(count))}  {count.percent:>3} %  {done:>13}"
                f"  {count.fuzzy:>5}  {count.untranslated:>7}"
            )
    return lines


def _bar(count: Count) -> str:
    filled = _BAR * count.percent // 100
    return "█" * filled + "░" * (_BAR - filled)


def _colour(count: Count) -> str:
    return "green" if count.percent == 100 else "yellow" if count.percent >= 50 else "red"
