"""Pages to messages: what there is to translate, each once, and for whom."""

from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter

from i18n_summit.language import LANGUAGE_COMMENT, are_same
from i18n_summit.model import Key, Location, Message, Page, Segment, Source


class _Gathered:
    """The places of one message, as they are found."""

    __slots__ = ("languages", "location", "notes", "references", "roles", "trail")
    location: Location

    def __init__(self, segment: Segment, name: str) -> None:
        _, _, language, role, self.trail, _, notes = segment[:7]
        self.references = [name]
        # As keys: there may be thousands, each once and in order.
        self.languages = {language: None}
        self.roles = {role: None}
        self.notes = dict.fromkeys(notes)

    def add(self, segment: Segment, name: str) -> None:
        """Add a further place."""
        _, _, language, role, trail, _, notes = segment[:7]
        if self.trail is not trail:
            self.trail = _common_start(self.trail, trail)
        if self.references[-1] != name:
            self.references.append(name)
        self.languages[language] = None
        self.roles[role] = None
        if notes:
            self.notes.update(dict.fromkeys(notes))


def gather_sources(pages: Iterable[Page]) -> list[Source]:
    """Give the messages of all pages in page order, each once."""
    gathered: dict[Key, _Gathered] = {}
    for page in pages:
        name = str(page.path)
        found: list[_Gathered] = []
        offsets: list[int] = []
        for segment in sorted(page.segments, key=itemgetter(0)):
            (start, _), id, _, _, _, context = segment[:6]
            known = gathered.get((context, id))
            if known is not None:
                known.add(segment, name)
                continue
            gathered[context, id] = new = _Gathered(segment, name)
            found.append(new)
            offsets.append(start)
        for new, location in zip(found, page.locations(offsets), strict=True):
            new.location = location
    return [_source(id, context, found) for (context, id), found in gathered.items()]


def messages_for(pages: Iterable[Page], locale: str | None = None) -> list[Message]:
    """Give the messages of all pages in page order, each once and without translation.

    With a *locale* those that are not in its language already: what its
    catalog holds. Pages are read one by one, and not kept.
    """
    sources = gather_sources(pages)
    return template_messages(sources if locale is None else sources_for(sources, locale))


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
    return [_with_language(source) if is_mixed else source.message for source in sources]


def source_languages(sources: Iterable[Source]) -> set[str]:
    """Give all languages that messages are in."""
    return {language for source in sources for language in source.languages}


def _with_language(source: Source) -> Message:
    first, *notes = source.message.comments
    language = LANGUAGE_COMMENT + ", ".join(source.languages)
    return source.message._replace(comments=(first, language, *notes))


def _source(id: str, context: str | None, found: _Gathered) -> Source:
    roles = ", ".join(found.roles)
    place = f"{' › '.join(found.trail)} — {roles}" if found.trail else roles
    return Source(
        message=Message(
            id,
            context,
            # A note of white space says nothing, as its line in a catalog does.
            comments=(place, *filter(None, map(str.strip, found.notes))),
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
