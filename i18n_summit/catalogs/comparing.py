"""Two states of a catalog to what differs between them."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from i18n_summit.catalogs.edits import edit_between
from i18n_summit.catalogs.matching import find_origins, stands
from i18n_summit.differences import Difference, Kind
from i18n_summit.model import Catalog, Message


def compare_catalogs(before: Catalog, after: Catalog, path: PurePosixPath) -> list[Difference]:
    """Give what differs between the live messages of two catalogs, in the order of the newer one,
    then what it has no more.

    A message whose text is new is compared with the one that it comes from, found as an
    update finds it.
    """
    locale = after.locale or before.locale or ""
    old, new = before.by_key(), after.by_key()
    origins = find_origins(stands(new.values(), old), stands(old.values(), new))
    found: list[Difference] = []
    for key, message in new.items():
        origin = old.get(key) or origins.get(key)
        kinds = tuple(_kinds(origin, message)) if origin else (Kind.ADDED,)
        if kinds:
            edit = edit_between(origin.id, message.id) if origin else None
            words = edit.value if edit else None
            found.append(Difference(path, locale, kinds, origin, message, words))
    taken = {origin.key for origin in origins.values()}
    found += [
        Difference(path, locale, (Kind.REMOVED,), message, None)
        for key, message in old.items()
        if key not in new and key not in taken
    ]
    return found


def _kinds(before: Message, after: Message) -> Iterator[Kind]:
    if before.key != after.key or before.id_plural != after.id_plural:
        yield Kind.SOURCE
    if (before.translation, before.plural_translations) != (
        after.translation,
        after.plural_translations,
    ):
        yield Kind.TRANSLATION
    if after.is_fuzzy and not before.is_fuzzy:
        yield Kind.FUZZY
    if before.is_fuzzy and after.is_translated:
        yield Kind.APPROVED
