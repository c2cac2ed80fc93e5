"""Counts of terms as a list, and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence

from i18n_summit.glossary import TermCount

_HEAD = "in source  translated  term"


def terms_lines(counts: Mapping[str, Sequence[TermCount]]) -> Iterator[str]:
    """Write the terms that stand somewhere, by locale, the most frequent first."""
    for locale, terms in counts.items():
        used = sorted((t for t in terms if t.asked), key=lambda term: -term.asked)
        yield f"{locale}: {len(used)} of {len(terms)} terms in use"
        if used:
            yield _HEAD
        for term in used:
            yield f"{term.asked:>9}  {term.used:>10}  {term.source} → {term.target}"


def terms_document(counts: Mapping[str, Sequence[TermCount]]) -> str:
    """Write all terms, by locale, in the glossary's order."""
    document = {
        locale: [
            {"source": t.source, "target": t.target, "asked": t.asked, "used": t.used}
            for t in terms
        ]
        for locale, terms in counts.items()
    }
    return json.dumps({"locales": document}, ensure_ascii=False, indent=2) + "\n"
