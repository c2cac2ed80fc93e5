"""Cut PO text into entries, strictly: what polib lets through is caught here.

An entry in its plain form has no flaw and is taken as it is; the others are looked
at line by line. The blocks and the tail, joined, are the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from i18n_summit.catalogs.entries import Entry, plain_entry

_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"')
_ESCAPE = re.compile(r"\\(.)")
_KNOWN_ESCAPES = frozenset('abfnrtv"\\')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]+)\])?)(?![a-z_\[])[ \t]*")
_OBSOLETE = re.compile(r"(?:#~(?!\|)[ \t]*+)++")
_PREVIOUS = re.compile(r"#~?\|[ \t]*")
_CONFLICT = re.compile(r"(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)(?: |$)")
_NEVER = re.compile("[\\0\x04]+")
"""In an MO file NUL ends a string, and EOT a context."""
_MEND = "Mend the entry, or restore the file."
_WRITE_OUT = "Write the character itself."
_DELETE = "Delete it, or restore the file."
_RESOLVE = "Resolve the conflict and delete the markers."
_PADDING = " \t\r\v\f"


class _State(IntEnum):
    START = 0
    CONTEXT = 1
    ID = 2
    PLURAL = 3
    STRING = 4
    FORMS = 5


_AFTER = {
    "msgctxt": ({_State.START}, _State.CONTEXT),
    "msgid": ({_State.START, _State.CONTEXT}, _State.ID),
    "msgid_plural": ({_State.ID}, _State.PLURAL),
    "msgstr": ({_State.ID}, _State.STRING),
    "msgstr[]": ({_State.PLURAL, _State.FORMS}, _State.FORMS),
}
_COMPLETE = (_State.STRING, _State.FORMS)
_EXPECTED = {
    _State.START: "msgid",
    _State.CONTEXT: "msgid",
    _State.ID: "msgstr",
    _State.PLURAL: "msgstr[0]",
    _State.STRING: "the next entry",
    _State.FORMS: "the next entry",
}


@dataclass(frozen=True, slots=True)
class Block:
    """The text of an entry that is not plain."""

    raw: str
    """From after the entry before it to the end of its own last string."""
    id_line: int
    translation_line: int
    """The line of ``msgstr`` or ``msgstr[0]``, from 1."""
    is_header: bool
    """Live, without context, and with an empty id."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that makes a PO file unreadable."""

    line: int
    column: int
    complaint: str
    remedy: str


@dataclass(slots=True)
class Scan:
    """A PO file, cut."""

    entries: list[Entry | Block] = field(default_factory=list)
    """Those without a flaw."""
    tail: str = ""
    flaws: list[Flaw] = field(default_factory=list)
    """In the order of their places."""


def scan(text: str) -> Scan:
    """Cut PO text into blocks, and find all that is wrong with it."""
    found = _Scanner().scan(text)
    found.flaws += impossible_characters(text)
    found.flaws.sort(key=lambda flaw: (flaw.line, flaw.column))
    return found


def impossible_characters(text: str) -> Iterator[Flaw]:
    """Give the places of characters that no message can hold."""
    if "\0" not in text and "\x04" not in text:
        return  # The expression takes many times as long to say so.
    line, at = 1, 0
    for found in _NEVER.finditer(text):
        line += text.count("\n", at, found.start())
        at = found.start()
        column = at - text.rfind("\n", 0, at)
        name = f"U+{ord(found[0][0]):04X}"
        yield Flaw(line, column, f"a character that no message can hold, {name}", _DELETE)


class _Scanner:
    def __init__(self) -> None:
        self._found = Scan()
        self._number = 0
        self._begin_block()

    def scan(self, text: str) -> Scan:
        at = 0
        while at < len(text):
            entry = plain_entry(text, at, self._number + 1)
            if entry is None:
                at = self._block(text, at)
            else:
                self._found.entries.append(entry)
                self._number += entry.raw.count("\n")
                at += len(entry.raw)
        return self._found

    def _begin_block(self) -> None:
        self._state = _State.START
        self._is_obsolete: bool | None = None
        self._is_header = True
        self._previous = _State.START
        self._previous_place = (0, 0)
        self._previous_goes_on = False
        self._flaws_above = len(self._found.flaws)
        self._is_broken = False
        self._forms = 0
        self._id_line = self._translation_line = 0

    def _block(self, text: str, start: int) -> int:
        """Look at the lines of one entry, or of the tail; give the offset after them."""
        at = start
        while at < len(text):
            # Count only "\n": splitlines() also cuts at U+2028.
            end = text.find("\n", at) + 1 or len(text)
            line = text[at:end].removesuffix("\n")
            content = line.strip(_PADDING)
            obsolete = _OBSOLETE.match(content)
            body = content[obsolete.end() :] if obsolete else content
            is_entry = bool(body) and not body.startswith("#")
            starts_entry = not body.startswith(('"', "msgstr"))
            is_complete = self._state in _COMPLETE
            if (is_complete and (not is_entry or starts_entry)) or (
                self._is_broken and not is_entry
            ):
                self._end_block(text[start:at])
                return at
            self._number += 1
            at = end
            if is_entry:
                column = line.index(body[0], obsolete.end() if obsolete else 0) + 1
                self._obsolescence(column, is_obsolete=obsolete is not None)
                self._entry_line(body, column)
            else:
                self._comment(line, body)
        if self._state in _COMPLETE:
            self._end_block(text[start:])
            return at
        self._found.tail = text[start:]
        if self._state is not _State.START:
            self._number += text.endswith("\n")
            self._broken(1, f"the file ends inside an entry, before {_EXPECTED[self._state]}")
        elif self._previous is not _State.START and not self._is_broken:
            self._previous_flaw("a previous msgid with no entry below it")
        return at

    def _obsolescence(self, column: int, *, is_obsolete: bool) -> None:
        if self._is_obsolete not in (None, is_obsolete):
            self._broken(column, "an entry that is obsolete (#~) only in part")
        self._is_obsolete = is_obsolete
        if is_obsolete:
            self._is_header = False

    def _comment(self, line: str, body: str) -> None:
        if body and self._state is not _State.START:
            self._broken(1, f"a comment inside an entry, before its {_EXPECTED[self._state]}")
            return
        previous = _PREVIOUS.match(body)
        text = body[previous.end() :] if previous else ""
        goes_on, self._previous_goes_on = self._previous_goes_on, bool(text)
        if not text:
            return
        column = line.index(text) + 1
        keyword = _KEYWORD.match(text)
        if keyword and not keyword[1].startswith("msgstr"):
            allowed, state = _AFTER[keyword[1]]
            if self._previous not in allowed:
                self._flaw(column, f"a previous {keyword[1]} that does not belong here")
                return
            if self._previous is _State.START:
                self._previous_place = (self._number, column)
            self._previous = state
            text, column = text[keyword.end() :], column + keyword.end()
        elif not (text.startswith('"') and goes_on):
            self._flaw(column, "no previous msgid, though #| announces one")
            return
        self._string(text, column)

    def _entry_line(self, body: str, column: int) -> None:
        if self._previous is _State.CONTEXT:
            self._previous_flaw("a previous msgctxt without a previous msgid")
            self._previous = _State.START
        if keyword := _KEYWORD.match(body):
            self._keyword(keyword, column)
            body, column = body[keyword.end() :], column + keyword.end()
        elif _CONFLICT.match(body):
            self._flaw(column, "a conflict marker that a merge left behind", _RESOLVE)
            self._is_broken = True
            return
        elif not body.startswith('"'):
            self._broken(column, "neither a comment nor a keyword nor a string")
            return
        elif self._state is _State.START:
            self._broken(column, "a string without a keyword before it")
        self._string(body, column)

    def _keyword(self, keyword: re.Match[str], column: int) -> None:
        name = "msgstr[]" if keyword[2] is not None else keyword[1]
        allowed, state = _AFTER[name]
        if self._state is _State.STRING and name == "msgstr":
            self._broken(column, "this entry already has a msgstr")
        elif self._state not in allowed:
            self._broken(column, f"{keyword[1]} where {_EXPECTED[self._state]} was expected")
        if name == "msgstr[]":
            if int(keyword[2][:9]) != self._forms:
                self._broken(column, f"{keyword[1]} where msgstr[{self._forms}] was expected")
            self._forms += 1
        self._state = state
        if state is _State.CONTEXT:
            self._is_header = False
        elif state is _State.ID:
            self._id_line = self._number
        elif name in ("msgstr", "msgstr[]") and not self._translation_line:
            self._translation_line = self._number

    def _string(self, body: str, column: int) -> None:
        string = _STRING.match(body)
        if string is None:
            complaint = "this string does not end" if body.startswith('"') else "no string here"
            self._flaw(column, complaint)
            return
        if self._state is _State.ID and len(string[0]) > 2:
            self._is_header = False
        if string.end() != len(body):
            self._flaw(column + string.end(), "something stands after the end of the string")
        for escape in _ESCAPE.finditer(string[0]):
            if escape[1] not in _KNOWN_ESCAPES:
                place = column + escape.start()
                self._flaw(place, f"an escape that is not read here, {escape[0]}", _WRITE_OUT)

    def _end_block(self, raw: str) -> None:
        if len(self._found.flaws) == self._flaws_above:
            self._found.entries.append(
                Block(raw, self._id_line, self._translation_line, self._is_header)
            )
        self._begin_block()

    def _broken(self, column: int, complaint: str) -> None:
        """Note that an entry is not made as entries are: once, for the rest of it follows."""
        if not self._is_broken:
            self._flaw(column, complaint)
        self._is_broken = True

    def _previous_flaw(self, complaint: str) -> None:
        self._found.flaws.append(Flaw(*self._previous_place, complaint, _MEND))

    def _flaw(self, column: int, complaint: str, remedy: str = _MEND) -> None:
        self._found.flaws.append(Flaw(self._number, column, complaint, remedy))
