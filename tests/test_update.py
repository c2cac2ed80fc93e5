"""A catalog brought up to date with the pages: no word of a translator is lost."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_summit.catalogs.headers import with_languages
from i18n_summit.catalogs.update import update_catalog
from i18n_summit.model import Catalog, Message
from tests.catalogs import HEADER, catalogs

UBER = "Uber runs one of the largest deployments of Apache Kafka in the world."
UBER_EDITED = "Uber runs one of the largest Apache Kafka deployments in the world."
UBER_JA = "Uber は世界最大級の Apache Kafka を運用しています。"


def updated(old: list[Message], wanted: list[Message]) -> list[Message]:
    return list(update_catalog(Catalog("ja", HEADER, tuple(old)), wanted).messages)


def placed(message: Message) -> Message:
    """Give a message where the pages have it now."""
    return message._replace(comments=("description",), references=("index.html",))


def page(*ids: str) -> list[Message]:
    """Give messages as the pages ask for them."""
    return [placed(Message(id)) for id in ids]


def test_what_the_pages_still_have_stays_with_all_that_translators_wrote() -> None:
    old = [
        Message("Close", "menu", "閉じる", translator_comment="動詞", flags=("no-wrap",)),
        Message(UBER, None, UBER_JA, flags=("fuzzy",), previous_id="Uber runs Kafka."),
        Message("%d talk", id_plural="%d talks", plural_translations=("%d 件",)),
        Message("Core Kafka", None, ""),
        Message(
            "Opening times",
            None,
            "開場時間",
            translator_comment="会場の",
            comments=("ui",),  # Weblate keeps them on obsolete messages.
            is_obsolete=True,
        ),
    ]
    *live, obsolete = old
    wanted = [placed(Message(m.id, m.context)) for m in live]
    found = update_catalog(Catalog("ja", HEADER, tuple(old)), wanted)
    assert found == Catalog("ja", HEADER, (*map(placed, live), obsolete))


# The old text and the new one; whether the translation stays approved.
EDITS = {
    "a word moved": (UBER, UBER_EDITED, False),
    "a sign": ("Help, My Kafka is Broken", "Help, My Kafka is Broken!", False),
    "a number": ("It runs over 80 clusters today.", "It runs over 90 clusters today.", False),
    "Japanese": ("Kafka で学んだ 3 つのこと", "Kafka で学んだ 5 つのこと", False),
    "half of a paragraph": (f"{UBER} It spans many regions.", UBER, False),
    "one space more": ("Stream processing", "Stream  processing", True),
    "a line break": ("pre {\n  a\n}", "pre { a }", True),
    "a no-break space": ("10 GB of logs", "10\u00a0GB of logs", True),
    "spaces at the border of Japanese": ("Kafka と Spark の比較", "KafkaとSparkの比較", True),
    "a space between words": ("They sing along, all of them", "They singalong, all of them", False),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edited_text_keeps_its_translation(case: str) -> None:
    before, after, is_approved = EDITS[case]
    old = Message(before, None, "訳文", translator_comment="訳注", flags=("no-wrap",))
    (wanted,) = page(after)
    kept = wanted._replace(translation="訳文", translator_comment="訳注", flags=("no-wrap",))
    if not is_approved:
        kept = kept._replace(flags=("fuzzy", "no-wrap"), previous_id=before)
    assert updated([old], [wanted]) == [kept]


def test_a_fuzzy_translation_of_which_only_the_spaces_changed_stays_fuzzy() -> None:
    old = Message("Kafka と Spark", None, "訳", flags=("fuzzy",), previous_id="Kafka と Storm")
    assert updated([old], page("KafkaとSpark")) == [placed(old._replace(id="KafkaとSpark"))]


def test_a_changed_context_asks_for_a_review() -> None:
    old = Message("Close the menu", "button", "メニューを閉じる")
    wanted = Message("Close the menu", "title")
    assert updated([old], [wanted]) == [
        wanted._replace(
            translation="メニューを閉じる",
            flags=("fuzzy",),
            previous_id="Close the menu",
            previous_context="button",
        )
    ]


def test_two_edits_before_a_review_keep_the_text_that_was_translated() -> None:
    first = updated([Message(UBER, None, UBER_JA)], page(UBER_EDITED))
    (found,) = updated(first, page(f"{UBER_EDITED} It spans many regions."))
    assert (found.previous_id, found.flags, found.translation) == (UBER, ("fuzzy",), UBER_JA)


def test_a_guess_of_another_tool_without_its_previous_text_gets_one() -> None:
    old = Message(UBER, None, UBER_JA, flags=("fuzzy",))
    (found,) = updated([old], page(UBER_EDITED))
    assert (found.previous_id, found.flags, found.translation) == (UBER, ("fuzzy",), UBER_JA)


# Texts that have little in common: no guess is better than a wrong one.
UNLIKE = {
    "other words": ("Static Membership: Rebalance Strategy", "Kafka Cluster Federation at Uber"),
    "one word": ("Kafka", "Kafka Connect を使った Connector 構築で学んだこと"),
    "no word at all": ("日本", "東京"),
    "the same letters": ("live", "evil"),
}


@pytest.mark.parametrize("case", UNLIKE)
def test_texts_that_are_unlike_do_not_lend_a_translation(case: str) -> None:
    before, after = UNLIKE[case]
    old = Message(before, None, "訳文")
    assert updated([old], page(after)) == [*page(after), old._replace(is_obsolete=True)]


def test_a_vanished_message_becomes_obsolete_and_leaves_its_places() -> None:
    old = Message(
        UBER,
        "talk",
        UBER_JA,
        translator_comment="社名は英字のまま",
        comments=("description",),
        references=("index.html",),
        flags=("fuzzy",),
        previous_id="Uber runs Kafka.",
    )
    assert updated([old], []) == [old._replace(comments=(), references=(), is_obsolete=True)]


def test_a_vanished_message_without_a_word_of_a_translator_is_dropped() -> None:
    old = [
        Message("Never translated", comments=("title",), references=("index.html",)),
        Message("%d talk", id_plural="%d talks", plural_translations=("", "")),
        Message("Only noted", translator_comment="どう訳すか相談中"),
        Message("%d slot", id_plural="%d slots", plural_translations=("%d 枠", "")),
    ]
    assert updated(old, []) == [m._replace(is_obsolete=True) for m in old[2:]]


def test_a_plural_message_is_no_origin_for_one_without() -> None:
    old = Message("%d talks today", id_plural="%d talks", plural_translations=("今日は %d 件",))
    assert updated([old], page("%d talks today.")) == [
        *page("%d talks today."),
        old._replace(is_obsolete=True),
    ]


# Approved, or fuzzy with its previous text.
OBSOLETE = [
    Message(UBER, None, UBER_JA, translator_comment="訳注", is_obsolete=True),
    Message(UBER, None, UBER_JA, flags=("fuzzy",), previous_id="Uber runs.", is_obsolete=True),
]


@pytest.mark.parametrize("old", OBSOLETE)
def test_a_message_that_returns_is_revived(old: Message) -> None:
    assert updated([old], page(UBER)) == [placed(old._replace(is_obsolete=False))]


def test_an_obsolete_message_lends_its_translation_to_a_text_like_it() -> None:
    (wanted,) = page(UBER_EDITED)
    assert updated([Message(UBER, None, UBER_JA, is_obsolete=True)], [wanted]) == [
        wanted._replace(translation=UBER_JA, flags=("fuzzy",), previous_id=UBER)
    ]


def test_one_old_message_becomes_one_new_one_and_the_most_alike_wins() -> None:
    rough, close = f"{UBER_EDITED} It spans many regions.", f"{UBER}!"
    found = updated([Message(UBER, None, UBER_JA)], page(rough, close))
    assert [(m.id, m.translation, m.previous_id) for m in found] == [
        (rough, "", None),
        (close, UBER_JA, UBER),
    ]


def test_a_message_that_the_pages_still_have_is_no_origin() -> None:
    found = updated([Message(UBER, None, UBER_JA)], page(UBER, UBER_EDITED))
    assert [(m.id, m.translation, m.flags) for m in found] == [
        (UBER, UBER_JA, ()),
        (UBER_EDITED, "", ()),
    ]


def test_the_order_is_that_of_the_pages_and_obsolete_messages_come_last() -> None:
    old = [
        Message("C", None, "シー"),
        Message("gone before", None, "前", is_obsolete=True),
        Message("A", None, "エー"),
        Message("gone now", None, "今"),
    ]
    found = updated(old, page("A", "B", "C"))
    assert [(m.id, m.is_obsolete) for m in found] == [
        ("A", False),
        ("B", False),
        ("C", False),
        ("gone before", True),
        ("gone now", True),
    ]


@st.composite
def updates(draw: st.DrawFn) -> tuple[Catalog, list[Message]]:
    """Draw a catalog, and pages that have some of its messages, edited ones and others."""
    catalog = draw(catalogs(most=10))
    edits = st.sampled_from([" ", "!", " Kafka", "の話"])
    wanted = draw(st.lists(st.sampled_from(["New", UBER, "新しい"]).map(Message)))
    for message in catalog.messages:
        fate = draw(st.sampled_from(["kept", "edited", "vanished"]))
        if fate != "vanished":
            id = message.id + draw(edits) if fate == "edited" else message.id
            wanted.append(Message(id, message.context, comments=("ui",), references=("a.html",)))
    draw(st.randoms(use_true_random=False)).shuffle(wanted)
    return catalog, list({message.key: message for message in wanted}.values())


@settings(max_examples=40, deadline=None)
@given(updates())
def test_an_update_loses_no_translation_and_a_second_one_changes_nothing(
    case: tuple[Catalog, list[Message]],
) -> None:
    catalog, wanted = case
    found = update_catalog(catalog, wanted)
    assert translations(found) >= translations(catalog)
    assert notes(found) >= notes(catalog)
    assert [message.key for message in found.messages if not message.is_obsolete] == [
        message.key for message in wanted
    ]
    keys = [message.key for message in found.messages]
    assert len(keys) == len(set(keys))  # msgfmt takes no duplicates, obsolete or not.
    assert update_catalog(found, wanted) == found


def translations(catalog: Catalog) -> Counter[str]:
    return +Counter(
        text
        for message in catalog.messages
        for text in (message.translation, *message.plural_translations)
        if text
    )


def notes(catalog: Catalog) -> Counter[str]:
    return Counter(m.translator_comment for m in catalog.messages if m.translator_comment)


def test_the_source_language_stands_where_it_stood_while_all_messages_share_one() -> None:
    header = {"Language": "ja", "X-Source-Language": "en-US", "X-Generator": "Poedit 3.4.2"}
    assert list(with_languages(header, {"en"}).items()) == [
        ("Language", "ja"),
        ("X-Source-Language", "en"),
        ("X-Generator", "Poedit 3.4.2"),
    ]
    assert with_languages(header, {"en", "fr"}) == {
        "Language": "ja",
        "X-Generator": "Poedit 3.4.2",
    }


# A text that never ends, and the same after an edit; whether it keeps its translation.
LONG = [
    pytest.param(
        "Kafka keeps what <b>producers</b> send. " * 20_000, "Brokers too.", True, id="text"
    ),
    pytest.param("ab" * 200_000, "c", False, id="word"),
    pytest.param("a b " * 100_000, "c", True, id="letters"),
    pytest.param("Kafka は<b>速い</b>。" * 20_000, "Kafka は安全。", True, id="Japanese"),
]


@pytest.mark.parametrize(("text", "edit", "is_kept"), LONG)
def test_an_edit_of_a_text_that_never_ends_is_found_at_once(
    text: str, edit: str, *, is_kept: bool
) -> None:
    old = Message(text, None, "訳")
    found = updated([old], page(text + edit))
    wanted = placed(Message(text + edit))
    if is_kept:
        guess = wanted._replace(translation="訳", flags=("fuzzy",), previous_id=text)
        assert found == [guess]
    else:
        assert found == [wanted, old._replace(is_obsolete=True)]


def test_candidates_are_found_among_very_many_that_share_their_words() -> None:
    old = [Message(f"The talk {number} of the day", None, f"訳{number}") for number in range(600)]
    wanted = page(*(f"The talk {number} of a day" for number in range(600)))
    assert [message.translation for message in updated(old, wanted)] == [m.translation for m in old]
