"""What a page says in its head about itself and about the same page in other languages.

Search engines believe a link to a translation when that one links back, so each
page names itself and all others, by whole addresses, and is its own canonical
page: never that of another language. Open Graph names locales with a territory.
"""

from collections.abc import Iterator
from html import escape

from i18n_summit.model import Addition, Head
from i18n_summit.site.addresses import Addresses


def head_addition(head: Head, addresses: Addresses, locale: str) -> Addition:
    """Give what to write into the head of a page in *locale*, which is one of its addresses'."""
    written = [f"{head.indent}{element}{head.line_end}" for element in _elements(addresses, locale)]
    return Addition(head.place, "".join(written))


def _elements(addresses: Addresses, locale: str) -> Iterator[str]:
    yield f'<link rel="canonical" href="{escape(addresses[locale])}">'
    for language, address in with_default(addresses):
        yield f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">'
    own = open_graph_locale(locale)
    if own is not None:
        yield f'<meta property="og:locale" content="{own}">'
        for other in dict.fromkeys(map(open_graph_locale, addresses)):
            if other not in (None, own):
                yield f'<meta property="og:locale:alternate" content="{other}">'


def with_default(addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Give the addresses by ``hreflang``, and last the one for all other languages."""
    yield from addresses.items()
    yield "x-default", next(iter(addresses.values()))


def open_graph_locale(locale: str) -> str | None:
    """Give a locale as Open Graph writes it: ``ja_JP`` for ``ja``.

    None where no country is likely, and where it names a region without letters.
    """
    from babel.core import get_global, parse_locale

    try:
        language, territory, script = parse_locale(locale, sep="-")[:3]
        if territory is None:
            likely = get_global("likely_subtags")
            known = likely.get(f"{language}_{script}") or likely.get(language, language)
            territory = parse_locale(known)[1]
    except ValueError:
        return None
    return f"{language}_{territory}" if territory and territory.isalpha() else None
