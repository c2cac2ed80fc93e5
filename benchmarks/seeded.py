"""How many defects, put into real Japanese messages, the checks find, and where.

    python -m benchmarks.seeded NUMBER [MISSES] < paths of catalogs

Writes a line of JSON for each kind: name, code, seeded, found, placed, and how many of
them have a place; to stderr so many of those that were not found. The same at every call.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from random import Random
from typing import NamedTuple

from benchmarks.defects import ANYWHERE, KINDS, Defect, Kind, turned
from benchmarks.findings import read
from benchmarks.style_defects import STYLE_KINDS
from i18n_summit.checks import check_catalog
from i18n_summit.checks.japanese.profiles import profile_named
from i18n_summit.model import Catalog, Diagnostic, Message
from i18n_summit.workflow.fix import fixed

PATH = PurePosixPath("seeded.po")
MISSED, MISPLACED = "not found", "elsewhere"


class Tally(NamedTuple):
    """What became of the defects of one kind."""

    name: str
    code: str
    seeded: int
    found: int
    placed: int
    """Found where they are, out of …"""
    places: int
    """… those that were found and are somewhere in the translation."""


def tally(
    kind: Kind,
    messages: Sequence[Message],
    most: int,
    tell: Callable[[str, Defect], None] | None = None,
) -> Tally:
    """Seed a kind into so many of the messages, and count what is found."""
    random = Random(kind.name)  # noqa: S311 - The same on every machine.
    seeded = found = placed = places = 0
    for message in random.sample(messages, len(messages)):
        if seeded == most:
            break
        if (defect := kind.seed(message, random)) is None or _found(kind, defect.sound):
            continue
        seeded += 1
        findings = _found(kind, defect.messages)
        if not findings:
            if tell:
                tell(MISSED, defect)
            continue
        found += 1
        if defect.at is not None:
            places += 1
            if any(_is_at(one, defect.at) for one in findings):
                placed += 1
            elif tell:
                tell(MISPLACED, defect)
    return Tally(kind.name, kind.code, seeded, found, placed, places)


def _found(kind: Kind, messages: tuple[Message, ...]) -> list[Diagnostic]:
    return check_catalog(
        Catalog(kind.locale, {}, messages),
        PATH,
        kind.locale,
        checks=[kind.code],
        glossary=kind.glossary,
        japanese=profile_named(kind.profile) if kind.profile else None,
    )


def _is_at(found: Diagnostic, at: int) -> bool:
    """Tell whether what a finding underlines has the place, or ends at it where nothing is left."""
    if found.at is None:
        return False
    return at == ANYWHERE or found.at <= at < found.at + max(found.length, 1)


def in_style(catalog: Catalog, profile: str) -> Catalog:
    """Bring a catalog to a style, as far as that has one right answer."""
    find = partial(check_catalog, path=PATH, locale="ja", japanese=profile_named(profile))
    return fixed(catalog, find)


def sources(kind: Kind, catalogs: Iterable[Catalog]) -> list[Message]:
    """Give the messages that a kind is put into: translated, and without plural forms."""
    styled = (in_style(one, kind.profile) if kind.profile else one for one in catalogs)
    messages = [
        message
        for catalog in styled
        for message in catalog.messages
        if message.is_translated and not message.plural_translations and not message.is_obsolete
    ]
    return [turned(message) for message in messages] if kind.locale == "en" else messages


def main() -> None:
    most, misses = int(sys.argv[1]), int((sys.argv[2:] or ["0"])[0])
    paths = [Path(line) for line in sys.stdin.read().splitlines()]
    catalogs = [catalog for _, catalog in read(paths)]
    pools: dict[tuple[str, str | None], list[Message]] = {}
    for kind in (*KINDS, *STYLE_KINDS):
        told: list[str] = []

        def tell(what: str, defect: Defect, told: list[str] = told) -> None:
            if len(told) < misses:
                wrong = defect.messages[-1]
                told.append(f"  {what}: {wrong.id!r} {wrong.translation!r} {defect.at}")

        if (kind.locale, kind.profile) not in pools:
            pools[kind.locale, kind.profile] = sources(kind, catalogs)
        done = tally(kind, pools[kind.locale, kind.profile], most, tell)
        print(json.dumps(done._asdict(), ensure_ascii=False), flush=True)
        print("\n".join(told), file=sys.stderr)


if __name__ == "__main__":
    main()
