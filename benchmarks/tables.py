"""Tables as the README shows them, and how figures are written in them."""

from dataclasses import dataclass

from benchmarks.processes import Cost

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    """What was measured, as one types it."""


def markdown(table: Table) -> str:
    """Write a table as Markdown, with its notes and commands below it."""
    lines = [f"### {table.title}", "", _line(table.columns), _line(["---"] * len(table.columns))]
    lines += [_line(row) for row in table.rows]
    for note in table.notes:
        lines += ["", note]
    if table.commands:
        lines += ["", *(f"    {command}" for command in dict.fromkeys(table.commands))]
    return "\n".join(lines) + "\n"


def seconds(cost: Cost) -> str:
    """Write the CPU seconds; a cost cut off by a time limit is a least one."""
    return f"{'' if cost.is_whole else '> '}{cost.cpu:.2f}"


def megabytes(size: float) -> str:
    """Write a size in bytes as MB."""
    return f"{size / MEGABYTE:.1f}" if size < 10 * MEGABYTE else f"{size / MEGABYTE:.0f}"


def speed(size: int, cost: Cost) -> str:
    """Write the MB of pages that were dealt with in a CPU second."""
    return f"{'' if cost.is_whole else '< '}{size / MEGABYTE / cost.cpu:.2f}"


def ratio(cost: Cost, ours: Cost) -> str:
    """Write how many times the CPU of ours something took."""
    return f"{'' if cost.is_whole else '> '}{cost.cpu / ours.cpu:.2f}"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
