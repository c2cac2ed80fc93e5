"""Merge two catalogs that come from one: nothing that a translator wrote is lost.

The sides stand in an order of their own, the newer template first, so that it makes no
difference which of them is ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from i18n_summit.catalogs.edits import seen_text
from i18n_summit.catalogs.entries import Entry
from i18n_summit.catalogs.matching import Stand, find_origins
from i18n_summit.catalogs.store import CatalogText
from i18n_summit.catalogs.three_way import (
    CONFLICT,
    forms,
    merge_message,
    pick,
    pick_lines,
    shaped,
    undecided,
    was_undecided,
    with_rival,
)
from i18n_summit.catalogs.update import carried, holds_translation, update_catalog, with_plural
from i18n_summit.model import Catalog, Key, Message

HEADER_KEY: Key = (None, "")
_TEMPLATE_DATE = "POT-Creation-Date"
_REVISION = ("PO-Revision-Date", "Last-Translator")
"""Fields that belong together."""
_EDITOR = "X-Generator"
_CONTENT = "Content-Type"
_PLURALS = "Plural-Forms"
_ONE_TRUTH = ("Language", _PLURALS)
"""Fields that only a person can decide."""
_COUNT = re.compile(r"nplurals\s*=\s*([0-9]{1,2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Merge:
    """What has become of two catalogs."""

    catalog: Catalog
    before: CatalogText
    """What is to be written byte for byte of each side."""
    conflicts: tuple[Key, ...]
    """The messages, and HEADER_KEY for the header, that a person has to decide about."""


def merge_catalogs(base: CatalogText | None, ours: CatalogText, theirs: CatalogText) -> Merge:
    """Merge what two sides have made of a catalog, message by message and field by field.

    A *base* of None is none: each side has begun the catalog by itself. A field that one
    side has changed is that side's; where both have changed where a message stands, the
    newer template says it. What both have translated in two ways is a conflict: one
    translation stays, as fuzzy, and the other one is in the comment.
    """
    sides = sorted(map(_Side, (ours, theirs)), key=_Side.age, reverse=True)
    if base is None:
        base = CatalogText(ours.path, Catalog(None, {}, ()), "", (), "", "utf-8", "\n")
    return _Merger(_Side(base), *sides).merge()


class _Side:
    """A catalog as it came out of one branch."""

    def __init__(self, text: CatalogText) -> None:
        self.text = text
        self.header = text.catalog.header
        self.entries = {entry.message.key: entry for entry in text.entries}
        self.messages = {key: entry.message for key, entry in self.entries.items()}
        lines = text.header.split("\n")
        self.comments = "\n".join(line for line in lines if line.startswith("#"))
        self.template = _moment(self.header.get(_TEMPLATE_DATE, ""))
        self.revision = _moment(self.header.get(_REVISION[0], ""))

    def age(self) -> tuple[object, ...]:
        """Template, then revision; then all that may not be the same on both sides."""
        text = self.text
        content = (text.header, *(entry.raw for entry in text.entries), text.tail)
        return self.template, self.revision, content, text.newline, text.encoding

    def holds(self, key: Key) -> bool:
        """Tell whether the side has a message live."""
        message = self.messages.get(key)
        return message is not None and not message.is_obsolete

    def live(self) -> list[Key]:
        return [key for key, message in self.messages.items() if not message.is_obsolete]

    def all(self) -> list[tuple[Key, bool]]:
        return [(key, message.is_obsolete) for key, message in self.messages.items()]

    def origins(self, base: "_Side") -> dict[Key, Key]:
        """Give for messages that are new since the base the one that each comes from.

        It has gone, and has the same words, or a translation made for the same previous text;
        or it is itself named as the previous one.
        """
        new = [message for key, message in self.messages.items() if key not in base.messages]
        if not new:
            return {}
        stay = set(self.live())
        gone = [base.messages[key] for key in base.live() if key not in stay]
        by_words = {(m.context, seen_text(m.id)): m.key for m in gone}
        made_for: dict[tuple[str | None, str | None], list[Stand]] = {}
        for m in gone:
            if m.is_fuzzy:
                made_for.setdefault((m.previous_context, m.previous_id), []).append(Stand(m))
        found: dict[Key, Key] = {}
        for message in new:
            if message.previous_id is None:
                origin = by_words.get((message.context, seen_text(message.id)))
            else:
                named = message.previous_context, message.previous_id
                likely = made_for.get(named, [])
                if len(likely) > 1:  # The parts of one that was split.
                    likely = list(map(Stand, find_origins([Stand(message)], likely).values()))
                origin = likely[0].message.key if likely else named
            if origin in base.messages:
                found[message.key] = origin
        return found

    def name(self) -> str:
        """Say whose side it is, as its header does."""
        date, person = (self.header.get(field, "") for field in _REVISION)
        said = ", ".join(filter(None, (" ".join(person.split()), date)))
        return f"the other side ({said})" if said else "the other side"


class _Merger:
    def __init__(self, base: _Side, first: _Side, second: _Side) -> None:
        self._base, self._first, self._second = base, first, second
        self._is_first_later = first.revision >= second.revision
        self._first_origins = first.origins(base)
        self._second_origins = second.origins(base)
        self._given_to_first = _alone(self._first_origins, second)
        self._given_to_second = _alone(self._second_origins, first)
        self._conflicts: dict[Key, None] = {}

    def merge(self) -> Merge:
        base, first, second = self._base, self._first, self._second
        header, comments = self._header()
        counts = _COUNT.search(header.get(_PLURALS, ""))
        count = int(counts[1]) if counts else None
        has_one_count = first.header.get(_PLURALS) == second.header.get(_PLURALS)
        merged: dict[Key, Message] = {}
        for key in {**first.messages, **second.messages}:
            message = self._message(key)
            if message is not None:
                is_right = message.is_obsolete or (has_one_count and message.plural_translations)
                merged[key] = self._shaped(message, None if is_right else count)
        self._suggest(merged)
        written = [self._written(merged[key]) for key in self._order(merged)]
        texts = base.text, first.text, second.text
        encodings = ((text.encoding, text.catalog.header.get(_CONTENT)) for text in texts)
        newline = pick(*(text.newline for text in texts))
        before = CatalogText(
            path=first.text.path,
            catalog=Catalog(None, {}, ()),
            header=comments + "\n" if comments else "",
            header_text=first.text.header_text,
            entries=tuple(entry for entry in written if entry.raw),
            tail=pick_lines(*(text.tail for text in texts)),
            encoding=pick(*encodings)[0],
            newline=newline,
        )
        same = [s for s in (first, second) if (s.header, s.comments) == (header, comments)]
        if same:
            raw = pick(base.text.header, same[0].text.header, same[-1].text.header)
            before = replace(before, catalog=Catalog(None, header, ()), header=raw)
        if newline == "\r\n":
            before = _with_whole_lines(before)
        messages = tuple(entry.message for entry in written)
        return Merge(Catalog(None, header, messages), before, tuple(self._conflicts))

    def _message(self, key: Key) -> Message | None:
        base = self._base.messages.get(key)
        first, second = self._first.messages.get(key), self._second.messages.get(key)
        was_live = base is not None and not base.is_obsolete
        if first is not None and second is not None:
            if base is not None and was_undecided(*map(undecided, (base, first, second))):
                base = base._replace(translation="", plural_translations=(), flags=())
            if first in (base, second) or second == base:
                return pick(base, first, second)
            if base is None:
                base = self._common_origin(first, second) or Message(first.id)
            plural = pick(base.id_plural, first.id_plural, second.id_plural)
            base, first, second = (with_plural(m, plural) for m in (base, first, second))
            obsolete = first.is_obsolete, second.is_obsolete
            return self._joined(
                base, first, second, is_obsolete=any(obsolete) if was_live else all(obsolete)
            )
        message = first or second
        assert message is not None, "a key is that of a message"
        if base is None:
            return self._carried(message, is_first=second is None)
        if message.is_obsolete or not was_live:
            return message
        # Its translation has gone where the message has.
        is_carried = key in (self._given_to_second if second is None else self._given_to_first)
        if is_carried or not (any(forms(message)) or message.translator_comment):
            return None
        return message._replace(is_obsolete=True, comments=(), references=())

    def _common_origin(self, first: Message, second: Message) -> Message | None:
        """Give what two sides have made the translations of a new message of."""
        if not any(forms(first)) or not any(forms(second)):
            return None
        # The one that names its previous text knows best.
        sides = [(first, self._first_origins), (second, self._second_origins)]
        for message, origins in sorted(sides, key=lambda side: side[0].previous_id is None):
            if message.key in origins:
                return _before(message, self._base.messages[origins[message.key]])
        return None

    def _carried(self, message: Message, *, is_first: bool) -> Message:
        """Give a message that one side alone has what the other did to the one it comes from."""
        key = (self._first_origins if is_first else self._second_origins).get(message.key)
        other = self._second if is_first else self._first
        origin, edited = (side.messages.get(key) if key else None for side in (self._base, other))
        if origin is None or edited is None or edited == origin:
            return message
        base, late = _before(message, origin), carried(message, edited)
        if not holds_translation(edited):
            late = late._replace(translator_comment=edited.translator_comment)
        first, second = (message, late) if is_first else (late, message)
        return self._joined(base, first, second, is_obsolete=message.is_obsolete)

    def _suggest(self, merged: dict[Key, Message]) -> None:
        """Give a first translation of a text that has changed since to the changed one.

        An extractor names no previous text where there was no translation to keep.
        """
        for side in self._first, self._second:
            late: list[Message] = []
            new: list[Message] = []
            for key, message in merged.items():
                base = self._base.messages.get(key)
                if base is None and key in side.messages:
                    plain = message._replace(translator_comment="", flags=())
                    new += [message] if plain == _untouched(message) else []
                elif base is not None and not side.holds(key) and message.is_obsolete:
                    # It vanishes with this merge: the changed one takes its words along.
                    is_late = any(forms(message)) and not any(forms(base))
                    late += [message._replace(is_obsolete=False)] if is_late else []
            found = update_catalog(Catalog(None, {}, tuple(late)), new).messages if late else ()
            for message in late:
                del merged[message.key]
            for message in found:
                merged[message.key] = _beside(message, merged.get(message.key, message))

    def _joined(
        self, base: Message, first: Message, second: Message, *, is_obsolete: bool
    ) -> Message:
        message, rival = merge_message(
            base, first, second, is_obsolete=is_obsolete, is_first_later=self._is_first_later
        )
        if rival is None:
            return message
        self._conflicts[message.key] = None
        side = self._first if rival is first else self._second
        return with_rival(message, rival, side.name())

    def _shaped(self, message: Message, count: int | None) -> Message:
        """Give a message as many forms as the header says."""
        found, rival = shaped(message, count)
        if rival is None:
            return found
        self._conflicts[message.key] = None
        return with_rival(found, rival, "the other side")

    def _order(self, merged: dict[Key, Message]) -> Iterator[Key]:
        """Give the order of one side, each other message behind the one that it stood behind.

        What has become obsolete comes last.
        """
        sides = self._base, self._first, self._second
        orders = [side.live() for side in sides]
        if orders[1] == orders[2]:
            is_first = pick(*(side.all() for side in sides)) == self._first.all()
        else:
            is_first = pick(*orders) == orders[1]
        lead, other = sides[1:] if is_first else sides[:0:-1]
        stay = {
            key: message.is_obsolete
            for key, message in lead.messages.items()
            if key in merged and merged[key].is_obsolete == message.is_obsolete
        }
        behind: dict[Key | None, list[Key]] = {}
        last: Key | None = None
        for key in other.messages:
            if key not in merged or merged[key].is_obsolete:
                continue
            if key in stay:
                last = key
            else:
                behind.setdefault(last, []).append(key)
        yield from behind.get(None, ())
        for key in stay:
            yield key
            yield from behind.get(key, ())
        for key in {**other.messages, **lead.messages}:
            if key not in stay and key in merged and merged[key].is_obsolete:
                yield key

    def _written(self, message: Message) -> Entry:
        """Give a message with its raw text, where one of the sides has it as it is."""
        key = message.key
        sides = [s for s in (self._first, self._second) if s.messages.get(key) == message]
        if not sides:
            return Entry(message, "", 0)
        base = self._base.entries.get(key)
        one, two = sides[0].entries[key], sides[-1].entries[key]
        raw = pick(base.raw if base else "", one.raw, two.raw)
        return Entry(one.message, raw, 0)

    def _header(self) -> tuple[dict[str, str], str]:
        """Give the fields of the header, and its comments."""
        sides = self._base, self._first, self._second
        by_revision = sides if self._is_first_later else (sides[0], sides[2], sides[1])
        encoding = pick(*((side.text.encoding, side.header.get(_CONTENT)) for side in sides))
        revision = pick(*(tuple(map(side.header.get, _REVISION)) for side in by_revision))
        fixed = {
            _CONTENT: encoding[1],
            **dict(zip(_REVISION, revision, strict=True)),
            _EDITOR: pick(*(side.header.get(_EDITOR) for side in by_revision)),
        }
        comments = pick_lines(*(side.comments for side in sides))
        is_decided = was_undecided(*(side.comments for side in sides))
        header: dict[str, str] = {}
        for name in {**self._first.header, **self._second.header}:
            values = [side.header.get(name) for side in sides]
            if is_decided and name in _ONE_TRUTH:
                values[0] = None
            value = fixed[name] if name in fixed else pick(*values)
            if value is not None:
                header[name] = value
            if name in _ONE_TRUTH and len(set(values)) == len(values) and None not in values[1:]:
                self._conflicts[HEADER_KEY] = None
                said = " ".join(str(values[2]).split())
                note = f"# {CONFLICT}{self._second.name()} has {name}: {said}"
                comments = f"{comments}\n{note}" if comments else note
        return header, comments


def _alone(origins: dict[Key, Key], other: _Side) -> set[Key]:
    """Give the origins of the messages that the other side has not."""
    return {origin for key, origin in origins.items() if key not in other.messages}


def _before(message: Message, origin: Message) -> Message:
    """Give a message as it was made of the one it comes from, before anyone worked on it."""
    found = carried(message, origin)
    if message.is_fuzzy and forms(message) == forms(origin):
        # Other tools adapt no tags.
        return message._replace(
            translator_comment=found.translator_comment, comments=found.comments
        )
    return found


def _beside(message: Message, known: Message) -> Message:
    """Give a message that has taken over another's words those that it had itself."""
    comment = pick_lines("", known.translator_comment, message.translator_comment)
    flags = tuple(dict.fromkeys((*message.flags, *known.flags)))
    return message._replace(translator_comment=comment, flags=flags)


def _untouched(message: Message) -> Message:
    """Give a message as extractors make it."""
    return Message(
        message.id, message.context, comments=message.comments, references=message.references
    )


def _with_whole_lines(text: CatalogText) -> CatalogText:
    """Take CRs out of text where each line feed will get one."""
    entries = (entry._replace(raw=entry.raw.replace("\r\n", "\n")) for entry in text.entries)
    return replace(
        text,
        header=text.header.replace("\r\n", "\n"),
        entries=tuple(entries),
        tail=text.tail.replace("\r\n", "\n"),
    )


def _moment(date: str) -> float:
    """Give a date of a header in seconds; that of a header not filled in is before all others."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return float("-inf")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
