"""What a catalog knows of pages that cannot be read at present: it stays, until they can."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from i18n_summit.catalogs.edits import without_edit
from i18n_summit.language import LANGUAGE_FIELD, message_languages
from i18n_summit.model import Catalog, Key, Message, Survey


def with_unread(wanted: Sequence[Message], old: Catalog, survey: Survey) -> list[Message]:
    """Add to *wanted* the live messages of *old* that stand in unread pages.

    Such a message keeps its comments, its references to unread pages and,
    where the first of its pages is one of these, its place: behind the message
    that it stood behind.
    """
    if not survey.unread:
        return list(wanted)
    places = {source.message.key: source.message.references for source in survey.sources}
    kept: dict[Key, Message] = {}
    for message in unread_messages(old, survey):
        unread = filter(survey.is_unread, message.references)
        references = {*places.get(message.key, ()), *unread}
        # Pages are read in the order of their paths.
        in_order = tuple(sorted(references, key=PurePosixPath))
        kept[message.key] = without_edit(message)._replace(references=in_order)
    known = [kept.get(m.key, m) for m in wanted]
    known = [m for m in known if m.key not in kept or not survey.is_unread(m.references[0])]
    stands = {message.key for message in known}
    behind: dict[Key | None, list[Message]] = {}
    last: Key | None = None
    for key in old.by_key():
        if key in stands:
            last = key
        elif key in kept:
            behind.setdefault(last, []).append(kept[key])
    found = behind.get(None, [])
    for message in known:
        found.append(message)
        found.extend(behind.get(message.key, ()))
    return found


def unread_messages(catalog: Catalog, survey: Survey) -> Iterator[Message]:
    """Give the live messages of a catalog that stand in unread pages."""
    if not survey.unread:
        return
    for message in catalog.messages:
        if not message.is_obsolete and any(map(survey.is_unread, message.references)):
            yield message


def unread_languages(catalog: Catalog, survey: Survey) -> set[str]:
    """Give the source languages of those messages, as far as the catalog says."""
    messages = list(unread_messages(catalog, survey))
    if messages and LANGUAGE_FIELD in catalog.header:
        return {catalog.header[LANGUAGE_FIELD]}
    # A note of a page may look like the comment; but where there are several
    # source languages each message has it.
    said = [message_languages(message, catalog) for message in catalog.by_key().values()]
    is_mixed = all(said) and len(set(said)) > 1
    return {tag for m in messages for tag in message_languages(m, catalog)} if is_mixed else set()
