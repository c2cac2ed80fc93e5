"""What catalogs hold of pages that cannot be read at present: nothing is lost, nothing moves."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.headers import catalog_header, with_languages
from i18n_summit.catalogs.sources import (
    gather_sources,
    source_languages,
    sources_for,
    template_messages,
)
from i18n_summit.catalogs.unread import unread_languages, with_unread
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.model import Catalog, Message, Selectors, Source, Survey
from i18n_summit.pages import read_page

Texts = dict[str, list[str]]
"""The paragraphs of each page, by its path."""

_PATHS = ["source/a.html", "source/b/a.txt", "source/b/c.html", "source/b.html", "source/d e.txt"]
_PARAGRAPHS = [
    "Kafka Needs no Keeper",
    "Read the proposal before you come.",
    "Read the proposal before the talk.",
    "Welcome to San Francisco.",
    "ストリーム処理",
    "会場は二階です。",
    "<h2>Core Kafka</h2>",
    "<h2>運用</h2>",
    '<p lang="fr">Bonjour</p>',
    '<p lang="ja">Kafka Needs no Keeper</p>',
    '<p its-loc-note="source language: none">Closing words</p>',
]
_TEXTS = st.dictionaries(
    st.sampled_from(_PATHS), st.lists(st.sampled_from(_PARAGRAPHS), max_size=6), min_size=1
)


def surveyed(texts: Texts, unread: frozenset[str] = frozenset()) -> Survey:
    pages = [
        read_page(
            "\n\n".join(f"<p>{text}</p>" if ".html" in path else text for text in texts[path])
            .replace("<p><", "<")
            .replace("></p>", ">")
            .encode(),
            PurePosixPath(path),
            latin="en",
            selectors=Selectors(),
        )
        for path in sorted(set(texts) - unread, key=PurePosixPath)
    ]
    complaints = {PurePosixPath(path): "cannot be read" for path in unread}
    return Survey(tuple(gather_sources(pages)), complaints)


def extracted(survey: Survey, old: Catalog) -> Catalog:
    """Bring a catalog up to date, as extract does."""
    sources: tuple[Source, ...] | list[Source] = survey.sources
    if old.locale is not None:
        sources = sources_for(sources, old.locale)
    others = unread_languages(old, survey)
    wanted = with_unread(template_messages(sources, others), old, survey)
    header = with_languages(old.header, source_languages(sources) | others)
    return update_catalog(old, wanted, header if old.locale else old.header)


def translated(catalog: Catalog) -> Catalog:
    messages = (m._replace(translation=f"訳 {m.id}") for m in catalog.messages)
    return replace(catalog, messages=tuple(messages))


def empty(locale: str | None) -> Catalog:
    return Catalog(locale, catalog_header("summit", "2019-09-30 09:00+0000", locale or "und"), ())


_LOCALES = pytest.mark.parametrize("locale", ["en", "ja", "fr", None])


@_LOCALES
@given(texts=_TEXTS, data=st.data())
def test_pages_that_cannot_be_read_change_nothing(
    locale: str | None, texts: Texts, data: st.DataObject
) -> None:
    old = translated(extracted(surveyed(texts), empty(locale)))
    unread = data.draw(st.frozensets(st.sampled_from(sorted(texts))))
    assert extracted(surveyed(texts, unread), old) == old


@_LOCALES
@given(texts=_TEXTS, edited=_TEXTS, data=st.data())
def test_once_they_can_be_read_again_it_is_as_if_nothing_had_happened(
    locale: str | None, texts: Texts, edited: Texts, data: st.DataObject
) -> None:
    old = translated(extracted(surveyed(texts), empty(locale)))
    unread = data.draw(st.frozensets(st.sampled_from(sorted(texts))))
    edited = {**edited, **{path: texts[path] for path in unread}}
    between = extracted(surveyed(edited, unread), old)
    kept = [m for m in old.by_key().values() if not unread.isdisjoint(m.references)]
    live = between.by_key()
    assert [live[m.key].translation for m in kept] == [m.translation for m in kept]
    assert all(unread.intersection(m.references) <= {*live[m.key].references} for m in kept)
    assert extracted(surveyed(edited), between) == extracted(surveyed(edited), old)


def message(id: str, *references: str, comment: str = "description") -> Message:
    return Message(id, translation=f"訳 {id}", comments=(comment,), references=references)


def test_a_message_of_an_unread_page_stays_behind_the_one_it_stood_behind() -> None:
    old = Catalog(
        "ja",
        {},
        (
            message("first", "b.txt"),
            message("one", "a.txt"),
            message("two", "b.txt", comment="old words"),
            message("three", "b.txt", "c.txt"),
            message("gone", "a.txt"),
            message("four", "a.txt", "b.txt", comment="old words"),
            message("obsolete", "b.txt")._replace(is_obsolete=True),
        ),
    )
    texts: Texts = {"a.txt": ["new", "one", "four"], "c.txt": ["three", "one"], "b.txt": ["?"]}
    survey = surveyed(texts, frozenset({"b.txt"}))
    assert with_unread(template_messages(survey.sources), old, survey) == [
        message("first", "b.txt"),
        message("new", "a.txt")._replace(translation=""),
        message("one", "a.txt", "c.txt")._replace(translation=""),
        message("two", "b.txt", comment="old words"),
        message("three", "b.txt", "c.txt"),
        message("four", "a.txt", "b.txt", comment="old words"),
    ]


def test_what_changed_in_a_text_is_said_once_while_its_page_cannot_be_read() -> None:
    texts = {"source/a.html": ["Read the proposal before you come."]}
    old = translated(extracted(surveyed(texts), empty("ja")))
    texts["source/a.html"] = ["Read the proposal before the talk."]
    fuzzy = extracted(surveyed(texts), old)
    assert fuzzy.messages[0].comments == ("description", "changed: reworded")
    unread = surveyed(texts, frozenset(texts))
    assert extracted(unread, fuzzy) == fuzzy
    (message,) = fuzzy.messages
    approved = replace(fuzzy, messages=(message._replace(flags=(), previous_id=None),))
    assert extracted(unread, approved).messages[0].comments == ("description",)
