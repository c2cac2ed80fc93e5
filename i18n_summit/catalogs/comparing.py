"""Two states of a catalog to what differs between them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from i18n_summit.catalogs.edits import edit_of
from i18n_summit.catalogs.matching import find_origins, stands
from i18n_summit.catalogs.store import CatalogText
from i18n_summit.differences import Difference, Kind
from i18n_summit.model import Catalog, Message

_DATES = ("POT-Creation-Date", "PO-Revision-Date")


def compare_catalogs(
    before_text: CatalogText, after_text: CatalogText, path: PurePosixPath
) -> list[Difference]:
    """Give what differs between two catalogs: in the header but for its dates, in the live
    messages, in the order of the newer catalog, then what it has no more, then in the obsolete
    ones.

    A message whose text is new is compared with the one that it comes from, found as an
    update finds it.
    """
    before, after = before_text.catalog, after_text.catalog
    locale = after.locale or before.locale or ""
    old, new = before.by_key(), after.by_key()
    origins = find_origins(stands(new.values(), old), stands(old.values(), new))
    found = list(_header(before_text, after_text, path, locale))
    for key, message in new.items():
        origin = old.get(key) or origins.get(key)
        kinds = tuple(_kinds(origin, message)) if origin else (Kind.ADDED,)
        if kinds:
            edit = edit_of(origin, message) if origin else None
            words = edit.value if edit else None
            found.append(Difference(path, locale, kinds, origin, message, words))
    taken = {origin.key for origin in origins.values()}
    found += [
        Difference(path, locale, (Kind.REMOVED,), message, None)
        for key, message in old.items()
        if key not in new and key not in taken
    ]
    return [*found, *_obsolete(before, after, path, locale)]


def _header(
    before: CatalogText, after: CatalogText, path: PurePosixPath, locale: str
) -> Iterator[Difference]:
    """Give the fields of the header that differ, its comment and its flags; nothing where one of
    the catalogs does not exist.
    """
    texts = before, after
    if not all(text.catalog.header or text.catalog.messages for text in texts):
        return
    one, other = (text.catalog.header for text in texts)
    names = [n for n in {**one, **other} if n not in _DATES and one.get(n) != other.get(n)]
    old, new = (
        Message(
            "",
            translation="\n".join(f"{n}: {header[n]}" for n in names if n in header),
            translator_comment=text.header_comment,
            flags=text.header_flags,
        )
        for header, text in zip((one, other), texts, strict=True)
    )
    kinds = [Kind.HEADER]
    if old.translator_comment != new.translator_comment:
        kinds.append(Kind.COMMENT)
    if set(old.flags) != set(new.flags):
        kinds.append(Kind.FLAGS)
    if names or len(kinds) > 1:
        yield Difference(path, locale, tuple(kinds), old, new)


def _obsolete(
    before: Catalog, after: Catalog, path: PurePosixPath, locale: str
) -> Iterator[Difference]:
    """Give what differs between messages that were obsolete before and are not used again."""
    new = {message.key: message for message in after.messages}
    for message in before.messages:
        if not message.is_obsolete:
            continue
        now = new.get(message.key)
        if now is None:
            yield Difference(path, locale, (Kind.DROPPED,), message, None)
        elif now.is_obsolete and (kinds := tuple(_kinds(message, now))):
            yield Difference(path, locale, kinds, message, now)


def _kinds(before: Message, after: Message) -> Iterator[Kind]:
    if before.key != after.key or before.id_plural != after.id_plural:
        yield Kind.SOURCE
    if _texts(before) != _texts(after):
        yield Kind.TRANSLATION
    if after.is_fuzzy and not before.is_fuzzy:
        yield Kind.FUZZY
    if before.is_fuzzy and after.is_translated:
        yield Kind.APPROVED
    if before.translator_comment != after.translator_comment:
        yield Kind.COMMENT
    lost = before.is_fuzzy and not after.is_fuzzy and not after.is_translated
    if lost or {*before.flags, "fuzzy"} != {*after.flags, "fuzzy"}:
        yield Kind.FLAGS


def _texts(message: Message) -> tuple[str, ...]:
    """Give the translation by plural form; none where all are empty."""
    texts = message.plural_translations or (message.translation,)
    return texts if any(texts) else ()
