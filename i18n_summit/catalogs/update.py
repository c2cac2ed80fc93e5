"""Bring a catalog up to date with the pages, keeping every word a translator wrote."""

from collections.abc import Mapping, Sequence

from i18n_summit.catalogs.edits import folded, seen_text, with_edit, without_edit
from i18n_summit.catalogs.matching import Stand, find_origins, stands
from i18n_summit.model import Catalog, Key, Message
from i18n_summit.placeholders import adapted


def update_catalog(
    catalog: Catalog,
    wanted: Sequence[Message],
    header: Mapping[str, str] | None = None,
    *,
    keeps_obsolete: bool = True,
) -> Catalog:
    """Give the catalog of *wanted*, in its order, with the translations of *catalog*.

    A message that is new takes over the translation, comment and flags of the most similar one
    that vanished, as fuzzy and with the previous msgid, plural forms too; so do the parts of one
    that was split, twenty at most. It stays approved where white space changed, or placeholders
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
            messages.append(derived(message, origins[key]))
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
    made for this very text, else one like it. Plural messages come from plural ones alone.
    """
    live = [message for message in known if not message.is_obsolete]
    lending = [
        stand for stand in stands(live, keys) if _holds_words(stand.message) or stand.message.flags
    ]
    # Among equals one that was on a page until now.
    lending += [
        Stand(message)
        for message in known
        if message.is_obsolete and message.key not in keys and holds_translation(message)
    ]
    if not lending:
        return {}
    new = stands(wanted, by_key)
    found: dict[Key, Message] = {}
    for is_plural in False, True:
        found |= _origins_of(
            [stand for stand in new if (stand.message.id_plural is not None) is is_plural],
            [stand for stand in lending if (stand.message.id_plural is not None) is is_plural],
        )
    return found


def _origins_of(new: Sequence[Stand], lending: Sequence[Stand]) -> dict[Key, Message]:
    made_for: dict[Key, Message] = {}
    for message, *_ in lending:
        if message.is_fuzzy and message.previous_id is not None:
            made_for.setdefault((message.previous_context, message.previous_id), message)
    asked = {stand.message.key for stand in new}
    found = {key: message for key, message in made_for.items() if key in asked}
    taken = {message.key for message in found.values()}
    return found | find_origins(
        [stand for stand in new if stand.message.key not in found],
        [stand for stand in lending if stand.message.key not in taken],
    )


def _placed(message: Message, wanted: Message) -> Message:
    """Give a known message at the place where the pages have it, and with their plural."""
    if message.id_plural != wanted.id_plural and None not in (message.id_plural, wanted.id_plural):
        if holds_translation(message):
            return derived(wanted, message)
        message = message._replace(id_plural=wanted.id_plural)
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


def carried(message: Message, origin: Message) -> Message:
    """Give a message as an update would have made it of the one that it comes from."""
    plain = without_edit(message)._replace(
        translation="",
        plural_translations=("",) * len(message.plural_translations),
        translator_comment="",
        flags=(),
        previous_id=None,
        previous_context=None,
        previous_id_plural=None,
    )
    return derived(plain, origin) if holds_translation(origin) else plain


def with_plural(message: Message, id_plural: str | None) -> Message:
    """Give a message another plural, or none; what was translated is then to be reviewed."""
    if message.id_plural == id_plural:
        return message
    changed = message._replace(id_plural=id_plural)
    return carried(changed, message) if holds_translation(message) else changed


def derived(message: Message, origin: Message) -> Message:
    """Give a new message what a translator wrote for an old one, and say what changed where the
    translation is fuzzy.
    """
    found = message._replace(translator_comment=origin.translator_comment, flags=origin.flags)
    if not holds_translation(origin):
        return found
    found = found._replace(
        translation=origin.translation, plural_translations=origin.plural_translations
    )
    followed = _followed(message, origin)
    if followed is not None:
        found = found._replace(translation=followed)
    is_same = followed is not None and message.context == origin.context
    if is_same or (origin.is_fuzzy and origin.previous_id is not None):
        # What the translation was made for is what its translator has to compare.
        found = found._replace(
            previous_id=origin.previous_id,
            previous_context=origin.previous_context,
            previous_id_plural=origin.previous_id_plural,
        )
    else:
        found = found._replace(
            flags=origin.flags if origin.is_fuzzy else ("fuzzy", *origin.flags),
            previous_id=origin.id,
            previous_context=origin.context,
            previous_id_plural=origin.id_plural,
        )
    # An obsolete message has no extracted comment.
    return found if found.is_obsolete else with_edit(found)


def _followed(message: Message, origin: Message) -> str | None:
    """Give the translation of an old message for a new one with the same words; None for other
    words, and where it cannot follow the placeholders.
    """
    if (message.id_plural is None) is not (origin.id_plural is None):
        return None
    if message.id_plural is not None and origin.id_plural is not None:
        is_same = folded(message.id) == folded(origin.id)
        is_same = is_same and folded(message.id_plural) == folded(origin.id_plural)
        return origin.translation if is_same else None
    if seen_text(message.id) != seen_text(origin.id):
        return None
    return adapted(origin.id, message.id, origin.translation) or None


def holds_translation(message: Message) -> bool:
    """Tell whether a message has a translation, be it a guess or a part of one."""
    return bool(message.translation or any(message.plural_translations))


def _holds_words(message: Message) -> bool:
    """Tell whether a translator wrote anything into a message."""
    return holds_translation(message) or bool(message.translator_comment)
