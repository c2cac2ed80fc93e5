"""Bring a catalog up to date with the pages, keeping every word a translator wrote."""

from collections.abc import Mapping, Sequence

from i18n_summit.catalogs.edits import folded, with_edit
from i18n_summit.catalogs.matching import Stand, find_origins, stands
from i18n_summit.markup import adapted, spaced_text
from i18n_summit.model import Catalog, Key, Message


def update_catalog(
    catalog: Catalog,
    wanted: Sequence[Message],
    header: Mapping[str, str] | None = None,
    *,
    keeps_obsolete: bool = True,
) -> Catalog:
    """Give the catalog of *wanted*, in its order, with the translations of *catalog*.

    A message that is new takes over the translation of the most similar one
    that vanished, as fuzzy and with the previous msgid; so do all parts of one
    that was split. It stays approved where white space changed, or placeholders
    whose new names, or loss, the translation can follow. A message that
    vanished becomes obsolete, and is revived when the pages have it again,
    unless *keeps_obsolete* is false: then those are left out. One that was
    obsolete before stays so when another takes over its translation.

    Each fuzzy message that knows its previous msgid says in its last extracted
    comment what changed: ``changed: number``.
    """
    known: dict[Key, Message] = {}
    for message in catalog.messages:
        key = message.key
        if key not in known or not message.is_obsolete:
            known[key] = message
    keys = {message.key for message in wanted}
    vanished = [message for key, message in known.items() if key not in keys]
    origins = _origins(list(known.values()), wanted, known, keys)

    messages: list[Message] = []
    for message in wanted:
        key = message.key
        old = known.get(key)
        if old is not None:
            messages.append(_placed(old, message))
        elif key in origins:
            messages.append(with_edit(_derived(message, origins[key])))
        else:
            messages.append(message)
    if keeps_obsolete:
        # What was obsolete before may return: it lends its translation and keeps it.
        taken = {origin.key for origin in origins.values() if not origin.is_obsolete}
        for message in vanished:
            if message.key in taken:
                continue
            if message.is_obsolete:
                messages.append(message)
            elif _holds_words(message):
                messages.append(message._replace(is_obsolete=True, comments=(), references=()))
    return Catalog(catalog.locale, dict(header or catalog.header), tuple(messages))


def _origins(
    known: Sequence[Message],
    wanted: Sequence[Message],
    by_key: Mapping[Key, Message],
    keys: set[Key],
) -> dict[Key, Message]:
    """Find for each new message the vanished one that it comes from: one whose translation was
    made for this very text, else one like it.
    """
    live = [message for message in known if not message.is_obsolete]
    lending = [stand for stand in stands(live, keys) if stand.message.translation]
    # Among equals one that was on a page until now.
    lending += [
        Stand(message)
        for message in known
        if message.is_obsolete and message.translation and message.key not in keys
    ]
    made_for: dict[Key, Message] = {}
    for message, *_ in lending:
        if message.is_fuzzy and message.previous_id is not None:
            made_for.setdefault((message.previous_context, message.previous_id), message)
    new = stands(wanted, by_key)
    found = {
        stand.message.key: made_for[stand.message.key]
        for stand in new
        if stand.message.key in made_for
    }
    taken = {origin.key for origin in found.values()}
    return found | find_origins(
        [stand for stand in new if stand.message.key not in found],
        [stand for stand in lending if stand.message.key not in taken],
    )


def _placed(message: Message, wanted: Message) -> Message:
    """Give a known message at the place where the pages have it."""
    comments = wanted.comments
    if message.is_fuzzy:
        comments = with_edit(message._replace(comments=comments)).comments
    if (
        message.comments == comments
        and message.references == wanted.references
        and not message.is_obsolete
    ):
        return message
    return message._replace(comments=comments, references=wanted.references, is_obsolete=False)


def _derived(message: Message, origin: Message) -> Message:
    """Give a new message the translation of an old one."""
    translation = None
    if folded(spaced_text(message.id)) == folded(spaced_text(origin.id)):
        translation = adapted(origin.id, message.id, origin.translation)
    derived = message._replace(
        translation=translation or origin.translation,
        translator_comment=origin.translator_comment,
        flags=origin.flags,
    )
    is_same = translation is not None and message.context == origin.context
    if is_same or (origin.is_fuzzy and origin.previous_id is not None):
        # What the translation was made for is what its translator has to compare.
        return derived._replace(
            previous_id=origin.previous_id, previous_context=origin.previous_context
        )
    flags = origin.flags if origin.is_fuzzy else ("fuzzy", *origin.flags)
    return derived._replace(flags=flags, previous_id=origin.id, previous_context=origin.context)


def _holds_words(message: Message) -> bool:
    """Tell whether a translator wrote anything into a message."""
    return bool(
        message.translation or any(message.plural_translations) or message.translator_comment
    )
