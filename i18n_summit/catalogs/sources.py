"""Pages to messages: what there is to translate, each once, and for whom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from i18n_summit.language import are_same
from i18n_summit.model import Key, Location, Message, Page, Segment, Source

LANGUAGE_COMMENT = "source language: "
"""Begins the second comment of each message, in a catalog of several source languages."""


@dataclass(slots=True)
class _Gathered:
    """The places of one message, as they are found."""

    segment: Segment
    location: Location
    trail: tuple[str, ...]
    references: dict[str, None] = field(default_factory=dict)
    languages: dict[str, None] = field(default_factory=dict)
    roles: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)


def gather_sources(pages: Iterable[Page]) -> list[Source]:
    """Give the messages of all pages in page order, each once."""
    gathered: dict[Key, _Gathered] = {}
    for page in pages:
        segments = sorted(page.segments, key=lambda segment: segment.span.start)
        locations = page.locations(segment.span.start for segment in segments)
        for segment, location in zip(segments, locations, strict=True):
            key = (segment.context, segment.id)
            found = gathered.get(key)
            if found is None:
                found = gathered[key] = _Gathered(segment, location, segment.trail)
            else:
                found.trail = _common_start(found.trail, segment.trail)
            found.references[str(page.path)] = None
            found.languages[segment.language] = None
            found.roles[segment.role] = None
            found.notes.update(dict.fromkeys(segment.notes))
    return [_source(found) for found in gathered.values()]


def sources_for(sources: Iterable[Source], locale: str) -> list[Source]:
    """Give those that are not in the locale's language already."""
    return [s for s in sources if not all(are_same(lang, locale) for lang in s.languages)]


def template_messages(
    sources: Sequence[Source], other_languages: Collection[str] = ()
) -> list[Message]:
    """Give the messages of one catalog, with the comments that tell translators where they
    stand.

    *other_languages* are those of messages which the catalog holds besides.
    """
    is_mixed = len(source_languages(sources).union(other_languages)) > 1
    return [_commented(source, with_language=is_mixed) for source in sources]


def source_languages(sources: Iterable[Source]) -> set[str]:
    """Give all languages that messages are in."""
    return {language for source in sources for language in source.languages}


def _commented(source: Source, *, with_language: bool) -> Message:
    roles = ", ".join(source.roles)
    trail = " › ".join(source.trail)
    comments = [f"{trail} — {roles}" if trail else roles]
    if with_language:
        comments.append(LANGUAGE_COMMENT + ", ".join(source.languages))
    comments.extend(note.strip() for note in source.notes)
    message = source.message
    return Message(
        id=message.id,
        context=message.context,
        comments=tuple(comments),
        references=message.references,
    )


def _source(found: _Gathered) -> Source:
    return Source(
        message=Message(
            id=found.segment.id,
            context=found.segment.context,
            references=tuple(found.references),
        ),
        languages=tuple(found.languages),
        roles=tuple(found.roles),
        trail=found.trail,
        notes=tuple(found.notes),
        location=found.location,
    )


def _common_start(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        size += 1
    return one[:size]
