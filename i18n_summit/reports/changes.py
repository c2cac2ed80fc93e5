"""What differs between two states of the catalogs, for people: lines, and a table for reviews."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from i18n_summit.differences import Difference, Kind
from i18n_summit.errors import visible
from i18n_summit.model import Message
from i18n_summit.reports.markdown import escaped
from i18n_summit.reports.terminal import Paint, plain
from i18n_summit.reports.wording import Mark, mark_words

_LIKE_SPACES = re.compile(r"[^\S \n]")
_BRACKETS = {Mark.DELETED: ("[-", "-]", "red"), Mark.INSERTED: ("{+", "+}", "green")}
_NOTES = ("comment", "flags")
_ELEMENTS = {Mark.DELETED: "del", Mark.INSERTED: "ins"}


def difference_lines(differences: Iterable[Difference], paint: Paint = plain) -> list[str]:
    """Write each difference as a block: place and kinds, source, translation.

    Words that went and came are in colour, else in brackets: ``[-old-]{+new+}``.
    """

    def marked(before: str, after: str) -> str:
        return "".join(_painted(mark, text, paint) for mark, text in mark_words(before, after))

    lines: list[str] = []
    for difference in differences:
        line = difference.after.line if difference.after else 0
        place = visible(f"{difference.path}{f':{line}' if line else ''}")
        lines.append(f"{paint(place, 'bold')}: {kind_words(difference)}")
        lines += [f"  {name} {text}" for name, text in _fields(difference, marked)]
        lines.append("")
    return lines[:-1]


def differences_table(differences: Iterable[Difference]) -> str:
    """Write differences as Markdown for a review: a table for each catalog.

    What texts hold is shown as it is, and is neither markup nor a mention.
    """
    blocks: list[str] = []
    for path, group in groupby(differences, attrgetter("path")):
        listed = list(group)
        rows = [f"### {escaped(str(path))}: {summary_line(listed)}", ""]
        rows += ["| change | source | translation |", "|---|---|---|"]
        for difference in listed:
            cells = dict(_fields(difference, _marked_up))
            source = [cells[name] for name in ("msgctxt", "msgid", "msgid_plural") if name in cells]
            translation = [cells["msgstr"]] if "msgstr" in cells else []
            translation += [f"{name}: {cells[name]}" for name in _NOTES if name in cells]
            row = (escaped(kind_words(difference)), "<br>".join(source), "<br>".join(translation))
            rows.append(f"| {' | '.join(row)} |")
        blocks.append("\n".join(rows) + "\n")
    return "\n".join(blocks) or "No differences.\n"


def kind_words(difference: Difference) -> str:
    """Say what became of a message: ``source changed (number), fuzzy set``."""
    edit = difference.edit or "white space"
    return ", ".join(
        f"{kind.value} ({edit})" if kind is Kind.SOURCE else kind.value for kind in difference.kinds
    )


def summary_line(differences: Sequence[Difference]) -> str:
    """Say how many messages differ, and in what."""
    if not differences:
        return "no differences"
    kinds = Counter(kind for difference in differences for kind in difference.kinds)
    listed = ", ".join(f"{kinds[kind]} {kind.value}" for kind in Kind if kinds[kind])
    noun = "message differs" if len(differences) == 1 else "messages differ"
    return f"{len(differences)} {noun} ({listed})"


def all_forms(message: Message | None) -> str:
    """Give the translation of a message, its plural forms a line each."""
    if message is None:
        return ""
    return "\n".join(message.plural_translations) or message.translation


def _fields(difference: Difference, marked: Callable[[str, str], str]) -> Iterator[tuple[str, str]]:
    """Give the fields of a message that have text, with what changed in each marked; its comment
    and flags where they changed.
    """
    old, new = difference.before, difference.after
    pairs = {
        "msgctxt": ((old and old.context) or "", (new and new.context) or ""),
        "msgid": (old.id if old else "", new.id if new else ""),
        "msgid_plural": ((old and old.id_plural) or "", (new and new.id_plural) or ""),
        "msgstr": (all_forms(old), all_forms(new)),
    }
    comments = [message.translator_comment if message else "" for message in (old, new)]
    if comments[0] != comments[1]:
        pairs["comment"] = comments[0], comments[1]
    if Kind.FLAGS in difference.kinds and old and new:
        pairs["flags"] = ", ".join(old.flags), ", ".join(new.flags)
    for name, (before, after) in pairs.items():
        if before or after:
            yield name, marked(before, after)


def _painted(mark: Mark, text: str, paint: Paint) -> str:
    if mark is Mark.KEPT:
        return visible(text)
    text = _spaced(visible(text))
    opening, closing, colour = _BRACKETS[mark]
    painted = paint(text, colour)
    return painted if painted != text else f"{opening}{text}{closing}"


def _marked_up(before: str, after: str) -> str:
    return "".join(
        f"<{_ELEMENTS[mark]}>{escaped(_spaced(text))}</{_ELEMENTS[mark]}>"
        if mark in _ELEMENTS
        else escaped(text)
        for mark, text in mark_words(before, after)
    )


def _spaced(text: str) -> str:
    """Write spaces that look like another as escapes: they may be all that changed."""
    return _LIKE_SPACES.sub(lambda space: ascii(space[0])[1:-1], text)
