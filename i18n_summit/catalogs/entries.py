"""One PO entry as text: how its plain form is read, and how it is written.

Nearly all entries that tools write are in the plain form. polib reads the others, and
the tests hold both directions to it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.model import Message

_REFERENCE = re.compile(r"\u2068[^\u2068\u2069\n]*\u2069(?::[0-9]+)?|\S+", re.ASCII)
_NO_ISOLATES = {0x2068: None, 0x2069: None}
_SPACED = re.compile(r"(.*\s.*?)(:[0-9]+)?", re.ASCII)
_ESCAPE = re.compile(r"\\(.)")
_FLAG = re.compile(r"range:\s*[0-9]+\.\.[0-9]+|\S+", re.ASCII)
_FLAG_NAME = re.compile(r"[a-z][a-z+-]*")
_CONTINUED = re.compile(r"\\$", re.MULTILINE)
_CHARACTERS = dict(zip(r"abfnrtv\"", '\a\b\f\n\r\t\v\\"', strict=True))


class Entry(NamedTuple):
    """One entry as it stands in a file, and what it says."""

    message: Message
    raw: str
    """Its text, from after the entry before it to the end of its own last string."""
    id_line: int
    """The line of ``msgid``, from 1."""
    is_header: bool = False
    """Live, without context, and with an empty id."""


def _plain_form(mark: str, previous: str) -> re.Pattern[str]:
    """Give the form of an entry, live or obsolete, without plural.

    Nothing in it can be matched in two ways, so that matching is linear.
    """

    def lines(mark: str) -> str:
        return rf"(?:{mark}((?:[^\n]++|\n{mark})*+)\n)?+"

    def field(mark: str, keyword: str) -> str:
        return rf'{mark}{keyword} "((?:[^"\\\n]++|\\[abfnrtv"\\]|"\n{mark}")*+)"\n'

    return re.compile(
        r"\n*+((?:#(?: [^\n]*+)?+\n)*+)"
        + "".join(map(lines, [r"#\. ", "#: ", "#, "]))
        + f"(?:(?:{field(previous, 'msgctxt')})?+{field(previous, 'msgid')})?+"
        + f"(?:{field(mark, 'msgctxt')})?+{field(mark, 'msgid')}{field(mark, 'msgstr')}"
        + r"(?=\n|\Z)"
    )


_LIVE = _plain_form("", r"#\| ")
_OBSOLETE = _plain_form("#~ ", r"#~\| ")
_ID = 8
"""The group of a form that begins on the line of msgid."""


def plain_entry(text: str, start: int, line: int) -> Entry | None:
    """Read the entry that begins at an offset, and at a line; None where it is not plain."""
    found, mark, previous = _LIVE.match(text, start), "", "#| "
    if found is None:
        found, mark, previous = _OBSOLETE.match(text, start), "#~ ", "#~| "
    if found is None:
        return None
    notes, comments, places, marks, old_context, old_id, context, id, translation = found.groups()
    id_line = line + text.count("\n", start, found.start(_ID))
    # By position, which takes half the time that names take.
    message = Message(
        _string(id, mark) if "\n" in id or "\\" in id else id,
        context and _string(context, mark),
        _string(translation, mark) if "\n" in translation or "\\" in translation else translation,
        None,  # No plural,
        (),  # and no forms of it.
        _notes(notes) if notes else "",
        _comments(comments) if comments else (),
        references(places.replace("\n#: ", "\n")) if places else (),
        flags(marks.replace("\n#, ", ",")) if marks else (),
        old_id and _string(old_id, previous),
        old_context and _string(old_context, previous),
        None,
        bool(mark),
        id_line + id.count("\n") + 1,
    )
    if not (message.id or mark or context is not None):
        return None
    return Entry(message, found[0], id_line)


@lru_cache(maxsize=64)  # Neighbours are mostly of one page.
def references(text: str) -> tuple[str, ...]:
    """Give the names of files; those with spaces stand between U+2068 and U+2069."""
    names = _REFERENCE.findall(text)
    if "\u2068" in text or "\u2069" in text:
        return tuple(name.translate(_NO_ISOLATES) for name in names)
    return tuple(names)


def _string(raw: str, mark: str) -> str:
    if "\n" in raw:
        raw = raw.replace(f'"\n{mark}"', "")
    if "\\" in raw:
        raw = _ESCAPE.sub(lambda escape: _CHARACTERS[escape[1]], raw)
    return raw


def _notes(raw: str) -> str:
    lines = (line[2:].rstrip() for line in raw[:-1].split("\n"))
    # polib begins with the first line that says something.
    return "\n".join(lines).lstrip("\n")


@lru_cache(maxsize=64)
def _comments(raw: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.rstrip, raw.split("\n#. "))))


@lru_cache(maxsize=64)
def flags(text: str) -> tuple[str, ...]:
    """Give flags, which stand between commas, or between spaces as GNU reads them: what only
    looks like several of them is one.
    """
    found: list[str] = []
    for piece in text.split(","):
        words = _FLAG.findall(piece)
        are_several = "fuzzy" in words or all(map(_FLAG_NAME.fullmatch, words))
        found += words if are_several else [piece.strip()]
    return tuple(found)


def entry_text(message: Message) -> str:
    """Write one entry, unwrapped: a line of the file is a line of the text."""
    # By position, which takes half the time that names take.
    id, context, _, id_plural, _, note, comments, places, marks = message[:9]
    old_id, old_context, old_id_plural, is_obsolete, _ = message[9:]
    mark, previous = ("#~ ", "#~| ") if is_obsolete else ("", "#| ")
    pieces: list[str] = []
    if note:
        pieces.append(_comment("# ", note))
    if not is_obsolete:
        if said := "\n".join(comments):
            pieces.append(_comment("#. ", said))
        if places:
            pieces.append(_comment("#: ", _joined(places)))
    if marks:
        pieces.append(_comment("#, ", ", ".join(marks)))
    if old_context is not None:
        pieces.append(_field(previous, "msgctxt", old_context))
    if old_id is not None:
        pieces.append(_field(previous, "msgid", old_id))
    if old_id_plural is not None:
        pieces.append(_field(previous, "msgid_plural", old_id_plural))
    if context is not None:
        pieces.append(_field(mark, "msgctxt", context))
    pieces.append(_field(mark, "msgid", id))
    if id_plural is not None:
        pieces.append(_field(mark, "msgid_plural", id_plural))
    pieces.append(translation_text(message, mark))
    return "".join(pieces)


def translation_text(message: Message, mark: str = "") -> str:
    """Write the translation of an entry, each line behind a mark."""
    forms = message.plural_translations
    if not forms:
        translation = message.translation
        return _field(mark, "msgstr", translation) if translation else f'{mark}msgstr ""\n'
    return "".join(_field(mark, f"msgstr[{number}]", form) for number, form in enumerate(forms))


def _comment(mark: str, text: str) -> str:
    if "\\" in text:
        # gettext takes a line that ends in a backslash for one with the line below.
        text = _CONTINUED.sub(r"\\ ", text)
    text = text.replace("\n", f"\n{mark}")
    return f"{mark}{text}\n"


def _joined(references: Sequence[str]) -> str:
    text = " ".join(references)
    if text.split() == [*references]:
        return text
    return " ".join(map(_isolated, references))


def _isolated(reference: str) -> str:
    spaced = _SPACED.fullmatch(reference)
    return f"\u2068{spaced[1]}\u2069{spaced[2] or ''}" if spaced else reference


def _field(mark: str, keyword: str, text: str) -> str:
    text = (
        text.replace("\\", r"\\")
        .replace('"', r"\"")
        .replace("\t", r"\t")
        .replace("\r", r"\r")
        .replace("\v", r"\v")
        .replace("\b", r"\b")
        .replace("\f", r"\f")
    )
    if "\n" in text:
        inside, last = text[:-1], text[-1]
        if "\n" in inside:
            joint = f'"\n{mark}"'
            inside = joint + inside.replace("\n", rf"\n{joint}")
        text = inside + last.replace("\n", r"\n")
    return f'{mark}{keyword} "{text}"\n'
