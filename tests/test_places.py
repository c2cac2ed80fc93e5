"""Where a character of a message stands in its PO file: escapes, wrapped lines, plurals."""

from pathlib import PurePath, PurePosixPath

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.places import Places
from i18n_summit.catalogs.store import format_catalog, read_catalog
from i18n_summit.model import Catalog, Message
from tests.catalogs import texts

PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
TEXT = r"""# The header's own note.
msgid ""
msgstr ""
"Language: ja\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. Core Kafka — title
#| msgid "Old"
msgid "Kafka"
msgstr "カフカ"

#, fuzzy
msgctxt "menu"
msgid ""
"Say \"hello\"\n"
"twice"
msgstr ""
"「hello」\tと\n"
""
"二度\\言う"

  msgid   "%d talk"
msgid_plural "%d talks"
  msgstr[0]   "%d 件の講演"
msgstr[1] "%d 件"

#~ msgid "Gone"
#~ msgstr "消え"
#~ "た"
"""
# A message by its id, the keyword of a string, an offset, and the line, column and what is there.
PLACES = [
    ("Kafka", "msgstr", 0, (10, 9), "カ"),
    ("Kafka", "msgstr", 2, (10, 11), "カ"),
    ("Kafka", "msgstr", 3, (10, 12), '"'),
    ("Kafka", "msgstr", 99, (10, 12), '"'),
    ("Kafka", "msgid", 1, (9, 9), "a"),
    ('Say "hello"\ntwice', "msgid", 4, (15, 6), '\\"'),
    ('Say "hello"\ntwice', "msgid", 12, (16, 2), "t"),
    ('Say "hello"\ntwice', "msgstr", 0, (18, 2), "「"),
    ('Say "hello"\ntwice', "msgstr", 7, (18, 9), "\\t"),
    ('Say "hello"\ntwice', "msgstr", 8, (18, 11), "と"),
    ('Say "hello"\ntwice', "msgstr", 9, (18, 12), "\\n"),
    ('Say "hello"\ntwice', "msgstr", 10, (20, 2), "二"),
    ('Say "hello"\ntwice', "msgstr", 13, (20, 6), "言"),
    ("%d talk", "msgid", 0, (22, 12), "%"),
    ("%d talk", "msgid_plural", 7, (23, 22), "s"),
    ("%d talk", "msgstr[0]", 3, (24, 19), "件"),
    ("%d talk", "msgstr[1]", 3, (25, 15), "件"),
    ("Gone", "msgstr", 2, (29, 5), "た"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("id", "keyword", "offset", "where", "there"), PLACES)
def test_a_character_stands_where_editors_show_it(
    id: str, keyword: str, offset: int, where: tuple[int, int], there: str, *, newline: str
) -> None:
    data = TEXT.replace("\n", newline).encode()
    text = read_catalog(data, PurePath(PO), "ja")
    message = next(m for m in text.catalog.messages if m.id == id)
    line, column = where
    assert TEXT.split("\n")[line - 1][column - 1 :].startswith(there)
    assert Places(text)(message, keyword, offset) == where


def test_an_empty_translation_is_at_its_quotes() -> None:
    text = read_catalog(b'msgid "A"\nmsgstr ""\n', PurePath(PO), "ja")
    assert Places(text)(text.catalog.messages[0], "msgstr", 0) == (2, 9)


def test_a_message_that_the_file_does_not_have_has_its_own_line() -> None:
    text = read_catalog(b"# \n", PurePath(PO), "ja")
    assert Places(text)(Message("A", line=7), "msgstr", 3) == (7, 1)


ESCAPES = {"\n": r"\n", "\t": r"\t", '"': r"\"", "\\": r"\\", "\r": r"\r"}


@given(texts("\a\b\v\f\x1c\x1d\x1e\x85\u2028\u2029"), st.integers(20, 80))
def test_what_stands_at_the_place_is_the_character(translation: str, width: int) -> None:
    written = format_catalog(Catalog("ja", {}, (Message("Kafka", None, translation),))).decode()
    wrapped = str(polib.pofile(written + "\n", wrapwidth=width))
    for data in (written, wrapped):
        text = read_catalog(data.encode(), PurePath(PO), "ja")
        (message,) = text.catalog.messages
        assert message.translation == translation
        for offset, character in enumerate(translation):
            line, column = Places(text)(message, "msgstr", offset)
            shown = data.split("\n")[line - 1][column - 1 :]
            assert shown.startswith(ESCAPES.get(character, character))


def test_many_places_of_one_text_are_found_in_one_pass() -> None:
    text = format_catalog(Catalog("ja", {}, (Message("a", None, "か\n" * 20_000),)))
    stored = read_catalog(text, PO, "ja")
    (message,) = stored.catalog.messages
    found = [Places(stored)(message, "msgstr", at) for at in range(0, 40_000, 2)]
    first = message.line + 1
    assert found == [(line, 2) for line in range(first, first + 20_000)]
