"""Two texts, word by word: what stayed, what went, what came."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from i18n_summit.language import HIRAGANA, KANJI, KATAKANA

_PIECE = re.compile(
    rf"</?[a-z][a-z0-9-]*/?>|[{KANJI}]+|[{KATAKANA}]+|[{HIRAGANA}]+"
    rf"|(?:(?![{KANJI}{KATAKANA}{HIRAGANA}])\w)+|\s+|.",
    re.DOTALL,
)
_MOST_PAIRS = 100_000_000
"""Pairs of pieces up to which two texts are compared piece by piece."""


class Mark(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


Marked = list[tuple[Mark, str]]


def mark_words(before: str, after: str) -> Marked:
    """Give the pieces of two texts in order, joined where they have one mark.

    A piece is a word, a tag, a sign, white space, or a run of one Japanese script.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    marked: Marked = [(Mark.KEPT, "".join(old[:start]))]
    marked += _compared(old_middle, new_middle)
    marked.append((Mark.KEPT, "".join(old[len(old) - end :])))
    return list(_joined(marked))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the pieces that two texts begin with in common."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _compared(old: list[str], new: list[str]) -> Marked:
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return [(Mark.DELETED, "".join(old)), (Mark.INSERTED, "".join(new))]
    from rapidfuzz.distance import Indel

    marked: Marked = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            marked.append((Mark.KEPT, "".join(old[step.src_start : step.src_end])))
        else:
            marked.append((Mark.DELETED, "".join(old[step.src_start : step.src_end])))
            marked.append((Mark.INSERTED, "".join(new[step.dest_start : step.dest_end])))
    return marked


def _joined(marked: Marked) -> Iterator[tuple[Mark, str]]:
    """Join what has one mark; a space between two changes is a part of both."""
    deleted = inserted = kept = ""
    for number, (mark, text) in enumerate(marked):
        if mark is Mark.DELETED:
            deleted += text
        elif mark is Mark.INSERTED:
            inserted += text
        elif text:
            is_between = (deleted or inserted) and any(
                changed for later, changed in marked[number + 1 : number + 3] if later is not mark
            )
            if text.isspace() and is_between:
                deleted, inserted = deleted + text, inserted + text
                continue
            yield from _changed(kept, deleted, inserted)
            kept, deleted, inserted = text, "", ""
    yield from _changed(kept, deleted, inserted)


def _changed(kept: str, deleted: str, inserted: str) -> Iterator[tuple[Mark, str]]:
    """Give what stayed and the change behind it, without what is empty."""
    parts = ((Mark.KEPT, kept), (Mark.DELETED, deleted), (Mark.INSERTED, inserted))
    yield from (part for part in parts if part[1])
