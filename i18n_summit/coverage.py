"""How much of a locale is translated, by role."""

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter

from i18n_summit.language import are_same
from i18n_summit.model import Catalog, Count, Coverage, Key, Page, Source
from i18n_summit.translations import Translations, usable_translations


def measure_coverage(sources: Iterable[Source], catalog: Catalog, locale: str) -> Coverage:
    """Count the messages that *locale* needs: each once, under the role of its first place.

    Translated is what a reader gets to see: neither fuzzy, nor blank, nor with broken
    placeholders.
    """
    usable = usable_translations(catalog)
    guesses = {m.key for m in catalog.messages if m.is_fuzzy and not m.is_obsolete}
    needed = [(source.roles[0], source.message.key) for source in sources]
    total = Counter([role for role, _ in needed])
    translated = Counter([role for role, key in needed if key in usable])
    fuzzy = Counter([role for role, key in needed if key in guesses and key not in usable])
    roles = {role: Count(total[role], translated[role], fuzzy[role]) for role in total}
    return Coverage(locale, roles)


def measure_page(page: Page, translations: Translations, locale: str) -> Coverage:
    """Count the messages that one page needs in *locale*, as ``measure_coverage`` those of all.

    What is fuzzy counts with what is missing.
    """
    roles: dict[Key, str] = {}
    needed: set[Key] = set()
    for segment in sorted(page.segments, key=attrgetter("span.start")):
        key = (segment.context, segment.id)
        roles.setdefault(key, segment.role)
        if not are_same(segment.language, locale):
            needed.add(key)
    total = Counter([role for key, role in roles.items() if key in needed])
    translated = Counter(
        [role for key, role in roles.items() if key in needed and key in translations]
    )
    return Coverage(locale, {role: Count(total[role], translated[role]) for role in total})
