"""How much of a locale is translated, by role."""

from collections.abc import Iterable

from i18n_summit.model import Catalog, Count, Coverage, Source
from i18n_summit.translations import usable_translations


def measure_coverage(sources: Iterable[Source], catalog: Catalog, locale: str) -> Coverage:
    """Count the messages that *locale* needs: each once, under the role of its first place.

    Translated is what a reader gets to see: neither fuzzy, nor with broken placeholders.
    """
    usable = usable_translations(catalog)
    known = catalog.by_key()
    roles: dict[str, Count] = {}
    for source in sources:
        key = source.message.key
        is_translated = key in usable
        is_fuzzy = not is_translated and key in known and known[key].is_fuzzy
        count = Count(1, int(is_translated), int(is_fuzzy))
        roles[source.roles[0]] = roles.get(source.roles[0], Count()) + count
    return Coverage(locale, roles)
