"""How much of a locale is translated, by role."""

from collections import Counter
from collections.abc import Iterable

from i18n_summit.model import Catalog, Count, Coverage, Source
from i18n_summit.translations import usable_translations


def measure_coverage(sources: Iterable[Source], catalog: Catalog, locale: str) -> Coverage:
    """Count the messages that *locale* needs: each once, under the role of its first place.

    Translated is what a reader gets to see: neither fuzzy, nor with broken placeholders.
    """
    usable = usable_translations(catalog)
    guesses = {m.key for m in catalog.messages if m.is_fuzzy and not m.is_obsolete}
    needed = [(source.roles[0], source.message.key) for source in sources]
    total = Counter([role for role, _ in needed])
    translated = Counter([role for role, key in needed if key in usable])
    fuzzy = Counter([role for role, key in needed if key in guesses and key not in usable])
    roles = {role: Count(total[role], translated[role], fuzzy[role]) for role in total}
    return Coverage(locale, roles)
