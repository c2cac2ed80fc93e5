"""Checks of translations against the project's glossary."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from i18n_summit.checks.register import Brief, Finding, Need, message_check
from i18n_summit.checks.terms import (
    GAP,
    Place,
    Terms,
    inflections,
    message_tokens,
    outermost,
    plurals,
    token_spans,
)
from i18n_summit.glossary import Glossary, Term, TermCount
from i18n_summit.language import are_same, is_latin, message_languages, text_language
from i18n_summit.markup import own_text
from i18n_summit.model import Message, Severity

_COMPOUND = 2
"""コンシューマーラグ holds コンシューマー; トピックス, one letter longer, is another word."""


def count_terms(brief: Brief) -> list[TermCount]:
    """Count the terms of the brief's glossary, in its order, those that stand nowhere too.

    Each language that messages are translated from has rows of its own.
    """
    assert brief.glossary is not None
    asked: Counter[tuple[str, str, int]] = Counter()
    used: Counter[tuple[str, str, int]] = Counter()
    for message in brief.catalog.messages:
        found = _between(message, brief, brief.glossary) if message.is_translated else None
        if found is not None:
            wanted, kept = _rules(brief.glossary, *found).counted(message)
            asked.update((*found, number) for number in wanted)
            used.update((*found, number) for number in kept)
    counts: list[TermCount] = []
    for source, target in dict.fromkeys(key[:2] for key in asked):
        rules = _rules(brief.glossary, source, target)
        for number, term in enumerate(rules.terms):
            key = source, target, number
            names = term.names[source][0], term.names[target][0]
            counts.append(TermCount(*names, asked[key], used[key]))
    return counts


@message_check(Severity.WARNING, needs=Need.GLOSSARY)
def glossary(message: Message, brief: Brief) -> Iterator[Finding]:
    """A term of the glossary has another name in the translation, or a forbidden one.

    A longer term goes before those within it. Locked text and code are passed over.

    Bad:  "Each consumer group has …" -> 「消費者グループごとに…」
    Good: "Each consumer group has …" -> 「コンシューマーグループごとに…」
    """
    assert brief.glossary is not None
    if not message.is_translated:
        return
    found = _between(message, brief, brief.glossary)
    if found is not None:
        yield from _rules(brief.glossary, *found).findings(message)


class _Rules:
    """A glossary, from one of its languages into another."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        self._path = glossary.path
        self._target = target
        self.terms = [t for t in glossary.terms if source in t.names and target in t.names]
        asked = [(n, name) for n, term in enumerate(self.terms) for name in term.names[source]]
        right = [(n, name) for n, term in enumerate(self.terms) for name in term.names[target]]
        wrong = [(n, name) for n, term in enumerate(self.terms) for name in term.forbidden]
        self._asked = Terms(asked, bases=plurals(source), longer=0)
        # Verb forms are often translated freely: they ask for no name, and forbid.
        forbidding = [(n, name) for n, name in asked if self.terms[n].forbidden]
        self._hinted = Terms(forbidding, bases=inflections(source), longer=0)
        # What will do is seen generously, so that only what is surely wrong is found.
        self._right = Terms(right, bases=inflections(target), longer=_COMPOUND)
        self._wrong = Terms(wrong, bases=plurals(target), longer=0)

    def findings(self, message: Message) -> Iterator[Finding]:
        # What the last form translates comes first.
        sources = [message.id_plural, message.id] if message.id_plural else [message.id]
        source = message_tokens(GAP.join(sources))
        asked = self._asked.places(source)
        places = list(dict.fromkeys(asked + self._hinted.places(source)))
        if not places:
            return
        translations = list(message.plural_translations) or [message.translation]
        text = message_tokens(GAP.join(translations))
        terms = {place.term for place in places}
        right = self._right.places(text, terms)
        wrong = self._wrong.places(text, terms)
        # A forbidden name may be a part of the right one, or differ from it in its case only.
        spans = {place[:2] for place in right}
        stands = {p.term: p for p in reversed(outermost(right + wrong)) if p[:2] not in spans}
        done = {place.term for place in right}
        told: set[int] = set()
        for _, found in groupby(outermost(places), lambda place: place[:2]):
            # Two things may have one name in the source: either will do.
            here = list(found)
            names = {place.term: place.name for place in here}
            forbidden = names.keys() & stands.keys()
            lacks = done.isdisjoint(names) and not set(asked).isdisjoint(here)
            if told & names.keys() or not (forbidden or lacks):
                continue
            told |= names.keys()
            if not forbidden:
                number, at, length = _span(sources, here[0])
                form = 0 if number else len(translations) - 1
                if number and len(translations) == 1:
                    at = None  # No form is of the msgid.
                yield Finding(self._lack(names), at=at, length=length, form=form, in_source=True)
            for term in sorted(forbidden):
                form, at, length = _span(translations, stands[term])
                complaint = self._misuse(term, names[term], stands[term].name)
                yield Finding(complaint, at=at, length=length, form=form)

    def counted(self, message: Message) -> tuple[set[int], set[int]]:
        """Give the numbers of the terms that a message has, and of those its translation has."""
        source = message_tokens(_joined(message.id, message.id_plural or ""))
        asked = {place.term for place in outermost(self._asked.places(source))}
        text = message_tokens(_joined(message.translation, *message.plural_translations))
        return asked, {place.term for place in self._right.places(text, asked)}

    def _lack(self, names: Mapping[int, str]) -> str:
        """Say that the translation has none of some terms, whose names in the source are given."""
        terms = [self.terms[number] for number in names]
        name = next(iter(names.values()))
        wanted = " or ".join(f"«{term.names[self._target][0]}»" for term in terms)
        stays = wanted == f"«{name}»"
        return (
            f"«{name}» {'stays as it is' if stays else f'is {wanted}'} in the glossary"
            f" ({self._path}:{terms[0].line}), and the translation has another word."
            f" {'Leave it' if stays else 'Use the term'}.{_notes(terms)}"
        )

    def _misuse(self, number: int, name: str, wrong: str) -> str:
        term = self.terms[number]
        return (
            f"«{wrong}» is forbidden for «{name}» by the glossary ({self._path}:{term.line})."
            f" Write «{term.names[self._target][0]}».{_notes([term])}"
        )


@lru_cache(maxsize=16)
def _rules(glossary: Glossary, source: str, target: str) -> _Rules:
    return _Rules(glossary, source, target)


def _between(message: Message, brief: Brief, glossary: Glossary) -> tuple[str, str] | None:
    """Give the columns that a message is translated from and into, where there are both."""
    source = _column(glossary, _source_language(message, brief, glossary))
    target = _column(glossary, brief.locale)
    return None if source is None or target is None or source == target else (source, target)


def _source_language(message: Message, brief: Brief, glossary: Glossary) -> str:
    for language in message_languages(message, brief.catalog):
        if not are_same(language, brief.locale):
            return language
    others = (tag for tag in glossary.languages if not are_same(tag, brief.locale))
    return text_language(own_text(message.id), None, latin=next(filter(is_latin, others), "en"))


def _column(glossary: Glossary, language: str) -> str | None:
    """Give the column of a language: its very tag, else one of the same language."""
    same = [tag for tag in glossary.languages if are_same(tag, language)]
    return next((tag for tag in same if tag.lower() == language.lower()), next(iter(same), None))


def _joined(*texts: str) -> str:
    """Put texts together so that no term goes across two of them."""
    return GAP.join(filter(None, texts))


def _span(texts: Sequence[str], place: Place) -> tuple[int, int | None, int]:
    """Give which of some texts, put together, a place is in, where it begins and its length."""
    spans = token_spans(GAP.join(texts))
    if not spans:
        return 0, None, 1
    start, end = spans[place.start][0], spans[place.end - 1][1]
    number = 0
    while start > len(texts[number]):
        start -= len(texts[number]) + 1
        end -= len(texts[number]) + 1
        number += 1
    return number, start, end - start


def _notes(terms: Sequence[Term]) -> str:
    notes = [term.note for term in terms if term.note]
    return f" Note: {' '.join(notes)}" if notes else ""
