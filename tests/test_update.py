"""A catalog brought up to date with the pages: no word of a translator is lost."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_summit.catalogs.edits import is_part, may_be_missing, pairs_of
from i18n_summit.catalogs.headers import with_languages
from i18n_summit.catalogs.store import format_catalog, read_catalog
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


def changed(message: Message, words: str) -> Message:
    """Give a message that says what changed in its text."""
    return message._replace(comments=(*message.comments, f"changed: {words}"))


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
    kept = list(map(placed, live))
    kept[1] = changed(kept[1], "reworded")
    assert updated(old, wanted) == [*kept, obsolete]


def test_what_is_written_about_a_text_not_yet_translated_goes_with_it() -> None:
    old = [Message(UBER, translator_comment="花子へ", flags=("no-wrap",)), Message("Close")]
    (found, close) = updated(old, [Message(UBER_EDITED), Message("Close")])
    assert found == Message(UBER_EDITED, translator_comment="花子へ", flags=("no-wrap",))
    assert close == Message("Close")


# The old text and the new one; what the translator is told of the change.
EDITS = {
    "a word moved": (UBER, UBER_EDITED, "reworded"),
    "other words": ("Where Kafka runs in clouds", "Where Kafka works in clouds", "reworded"),
    "a word of two letters": ("How to log in to Kafka", "How to log on to Kafka", "reworded"),
    "a sign": ("Help, My Kafka is Broken", "Help, My Kafka is Broken!", "typo"),
    "a letter": ("The Confluent Opreator", "The Confluent Operator", "typo"),
    "a letter before a digit": ("The type is flaot4 here", "The type is float4 here", "typo"),
    "a capital": ("Kafka needs no keeper", "Kafka Needs No Keeper", "typo"),
    "a space between words": (
        "They sing along, all of them",
        "They singalong, all of them",
        "typo",
    ),
    "a long vowel": ("Kafka のブローカの運用", "Kafka のブローカーの運用", "typo"),
    "a number": ("It runs over 80 clusters today.", "It runs over 90 clusters today.", "number"),
    "a number gone": ("It runs over 80 clusters today.", "It runs over clusters today.", "number"),
    "Japanese": ("Kafka で学んだ 3 つのこと", "Kafka で学んだ 5 つのこと", "number"),
    "a negation": ("Brokers are safe to restart.", "Brokers are not safe to restart.", "negation"),
    "a short negation": ("You can restart brokers.", "You can't restart brokers.", "negation"),
    "a Japanese negation": (
        "再起動は必要です。すぐに行います。",
        "再起動は必要ではない。すぐに行います。",
        "negation",
    ),
    "half of a paragraph": (f"{UBER} It spans many regions.", UBER, "part of a longer text"),
    "half with another number": (
        "It runs over 80 clusters today. Many of them are small.",
        "It runs over 90 clusters today.",
        "number",
    ),
    "a negation before": (
        "Restart the broker while a rebalance is running",
        "Do not restart the broker while a rebalance is running",
        "negation",
    ),
    "a stronger negation": (
        "Restart the broker while a rebalance is running",
        "Never ever restart the broker while a rebalance is running",
        "negation",
    ),
    "a negation gone": (
        "Do not restart the broker while a rebalance is running",
        "Restart the broker while a rebalance is running",
        "negation",
    ),
    "a Japanese negation behind": (
        "リバランスの実行中にブローカーを再起動する",
        "リバランスの実行中にブローカーを再起動することはできない",
        "negation",
    ),
    "a Japanese prefix": ("再起動が必要です", "再起動が不要です", "negation"),
    "not yet": ("この機能は対応です", "この機能は未対応です", "negation"),
    "a number behind": (
        "Restart the broker now please",
        "Restart the broker now please, 3 times in a row",
        "number",
    ),
    "a sign of a number": ("Keep it at -5 degrees", "Keep it at 5 degrees", "number"),
    "a sign in Japanese": ("気温は\u22125度です", "気温は5度です", "number"),
    "a comparison": ("Use disks of < 5 GB", "Use disks of > 5 GB", "number"),
    "a number in words": ("It runs two clusters today.", "It runs three clusters today.", "number"),
    "a teen": ("It runs eleven clusters now.", "It runs twelve clusters now.", "number"),
    "a ten": ("It runs twenty clusters now.", "It runs thirty clusters now.", "number"),
    "a ten in digits": ("It runs twenty clusters now.", "It runs 20 clusters now.", "reworded"),
    "a place in a row": ("Stop the first broker now.", "Stop the second broker now.", "number"),
    "a place and no other": ("Stop the first broker now.", "Stop the only broker now.", "reworded"),
    "a second of time": ("It runs once per second.", "It runs once per minute.", "reworded"),
    "two other letters": ("Set the minimum size", "Set the maximum size", "reworded"),
    "two letters that change places": ("You will recieve it", "You will receive it", "typo"),
    "a letter that is lost": ("It is a pubic beta now", "It is a public beta now", "typo"),
    "a number in kanji": ("Kafka で学んだ三つのこと", "Kafka で学んだ五つのこと", "number"),
    "another myriad": ("毎秒 3 万件を処理します", "毎秒 3 億件を処理します", "number"),
    "a currency": ("A ticket costs $500 now", "A ticket costs €500 now", "number"),
    "a per cent": ("It saves 80 % of them all", "It saves 80 of them all", "number"),
    "a number in digits": ("It runs two clusters today.", "It runs 2 clusters today.", "reworded"),
    "a numeral of kanji": ("三つのことを学びました", "3 つのことを学びました", "reworded"),
    "enough": ("これで足りるはずです", "これで十分なはずです", "reworded"),
    "once more": ("再起動してください", "もう一度再起動してください", "text added"),
    "a format, and no per cent": ("It has 5 parts now", "It has 5 %s now", "reworded"),
    "digits in a name": ("See USE_I18N for it all", "See USE_L10N for it all", "reworded"),
    "a digit in a long name": ("See x12y34zz for it", "See x12y35zz for it", "reworded"),
    "digits that end a name": ("Use utf8mb3 for it", "Use utf8mb4 for it", "number"),
    "a unit": ("Use disks of 500GB", "Use disks of 500MB", "reworded"),
    "a sign between letters": ("If A < B it ends", "If A > B it ends", "reworded"),
    "a hyphen, and no sign": ("See KIP-345 for it all", "See KIP 345 for it all", "typo"),
    "a space, and no number": ("Use disks of < 5 GB.", "Use disks of <5 GB", "typo"),
    "half of what has a number": (
        f"{UBER} It runs over 80 clusters.",
        UBER,
        "part of a longer text",
    ),
    "half of what has a negation": (
        "Do not stop it. Restart the broker while a rebalance runs",
        "Restart the broker while a rebalance runs.",
        "part of a longer text",
    ),
    "half of what has a number, in Japanese": (
        "ブローカーを再起動します。3 回は繰り返さないでください。",
        "ブローカーを再起動します。",
        "part of a longer text",
    ),
    "a sentence with a number more": (UBER, f"In 2019! {UBER}", "text added"),
    "a sentence more": (UBER, f"{UBER} It spans many regions.", "text added"),
    "a link": ("Read the proposal", "Read <a>the proposal</a>", "tags"),
    "a link elsewhere": ("Read <a>the</a> proposal", "Read the <a>proposal</a>", "tags"),
}


@pytest.mark.parametrize("case", EDITS)
def test_an_edited_text_keeps_its_translation_as_fuzzy_and_says_what_changed(case: str) -> None:
    before, after, words = EDITS[case]
    old = Message(before, None, "訳文", translator_comment="訳注", flags=("no-wrap",))
    (wanted,) = page(after)
    kept = wanted._replace(
        translation="訳文",
        translator_comment="訳注",
        flags=("fuzzy", "no-wrap"),
        previous_id=before,
    )
    assert updated([old], [wanted]) == [changed(kept, words)]


# The old text and the new one, the old translation and the new one: it stays approved.
SAFE = {
    "one space more": ("Stream processing", "Stream  processing", "訳", "訳"),
    "a line break": ("pre {\n  a\n}", "pre { a }", "訳", "訳"),
    "a no-break space": ("10 GB of logs", "10\u00a0GB of logs", "訳", "訳"),
    "a space beside a number in kanji": ("出席は 十 名です", "出席は十名です", "訳", "訳"),
    "a space before a myriad": ("毎秒 20 万件です", "毎秒20万件です", "訳", "訳"),
    "spaces at Japanese": ("Kafka と Spark の比較", "KafkaとSparkの比較", "訳", "訳"),
    "another name": (
        "Read <a>the proposal</a> &amp;lt;",
        "Read <a1>the proposal</a1> &amp;lt;",
        "<a>提案</a>を &amp;lt; で",
        "<a1>提案</a1>を &amp;lt; で",
    ),
    "names turned round": (
        "<a1>One</a1> and <a2>two</a2>",
        "<a2>One</a2> and <a1>two</a1>",
        "<a2>二</a2>と<a1>一</a1>",
        "<a1>二</a1>と<a2>一</a2>",
    ),
    "tags gone": (
        "Read <b><a>the</a> docs</b>",
        "Read <a>the</a> docs",
        "<b><a>訳</a></b>",
        "<a>訳</a>",
    ),
    "tags beside a number gone": (
        "Version <b>3</b>, of <a>2019</a>",
        "Version 3, of <a1>2019</a1>",
        "<a>2019</a> 年の<b>第 3 版</b>",
        "<a1>2019</a1> 年の第 3 版",
    ),
    "another number of a power": (
        "From 10<sup1>6</sup1> to 10<sup2>9</sup2>",
        "From 10<sup2>6</sup2> to 10<sup1>9</sup1>",
        "10<sup1>6</sup1> から 10<sup2>9</sup2>",
        "10<sup2>6</sup2> から 10<sup1>9</sup1>",
    ),
    "a space out of its tag": (
        "Read <a>it </a>now",
        "Read <a>it</a> now",
        "<a>訳</a>",
        "<a>訳</a>",
    ),
    "a line break out of its tag": (
        "Read <b>one<br/></b>two",
        "Read <a>one<br/></a> two",
        "<b>一<br/></b>二",
        "<a>一<br/></a>二",
    ),
    "another line break": ("One<br/>two", "One<br1/>two", "一<br/>二", "一<br1/>二"),
}


@pytest.mark.parametrize("case", SAFE)
def test_a_change_of_white_space_or_markup_alone_keeps_the_approval(case: str) -> None:
    before, after, translation, kept = SAFE[case]
    (wanted,) = page(after)
    old = Message(before, None, translation, translator_comment="訳注")
    assert updated([old], [wanted]) == [
        wanted._replace(translation=kept, translator_comment="訳注")
    ]


# Markup that the translation cannot follow; it stays as it was, to be reviewed.
UNSAFE = {
    "locked text": ("See <b>Kafka</b> there", "See <keep>Kafka</keep> there", "<b>カフカ</b>"),
    "text no longer locked": (
        "See <keep>Kafka</keep> it",
        "See <b>Kafka</b> it",
        "<keep>Kafka</keep>",
    ),
    "a line break gone": ("One and <br/>two", "One and two", "一と<br/>二"),
    "a line break without a space": (
        "Open the file<br/>and close the door",
        "Open the file and close the door",
        "ファイルを開け<br/>ドアを閉める",
    ),
    "two of one": (
        "<a>One</a> and <a>two</a>",
        "<a1>One</a1> and <a2>two</a2>",
        "<a>一</a>と<a>二</a>",
    ),
    "a power": ("It holds 10<sup>6</sup> rows", "It holds 106 rows", "10<sup>6</sup> 行です"),
    "a power made an index": (
        "It holds 10<sup>6</sup> rows",
        "It holds 10<sub>6</sub> rows",
        "10<sup>6</sup> 行です",
    ),
    "digits joined": ("It has 1<b>0</b> rows", "It has 10 rows", "1<b>0</b> 行です"),
    "digits joined at a point": ("It has 1<b>.5</b> GB", "It has 1.5 GB", "1<b>.5</b> GB です"),
    "a deletion gone": ("<del>not</del> allowed", "not allowed", "<del>不</del>許可"),
    "a deletion made": ("<b>not</b> allowed", "<del>not</del> allowed", "<b>不</b>許可"),
    "the second deletion gone": (
        "<del1>not</del1> <del2>yet</del2> done",
        "<del>not</del> yet done",
        "<del1>未</del1><del2>だ</del2>済",
    ),
    "an element that would be empty": (
        "Read <b><i>the</i> docs</b>",
        "Read <b>the docs</b>",
        "訳<b><i></i></b>",
    ),
    "all that was translated would go": ("See <b>it</b> there", "See it there", "<b></b>"),
    "a tag lost before": ("See <a>it</a> there", "See <b>it</b> there", "訳"),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_markup_that_a_translation_cannot_follow_asks_for_a_review(case: str) -> None:
    before, after, translation = UNSAFE[case]
    (wanted,) = page(after)
    kept = wanted._replace(translation=translation, flags=("fuzzy",), previous_id=before)
    assert updated([Message(before, None, translation)], [wanted]) == [changed(kept, "tags")]


def test_a_fuzzy_translation_of_which_only_the_spaces_changed_stays_fuzzy() -> None:
    old = Message("Kafka と Spark", None, "訳", flags=("fuzzy",), previous_id="Kafka と Storm")
    assert updated([old], page("KafkaとSpark")) == [
        changed(placed(old._replace(id="KafkaとSpark")), "reworded")
    ]


def test_a_changed_plural_of_the_same_text_asks_for_a_review() -> None:
    old = Message("%d talk", None, "", "%d talks", ("講演%d件",), "訳注")
    wanted = placed(old)._replace(
        id_plural="%d talks in all", plural_translations=("",), translator_comment=""
    )
    kept = placed(old)._replace(
        id_plural="%d talks in all",
        flags=("fuzzy",),
        previous_id="%d talk",
        previous_id_plural="%d talks",
    )
    assert updated([old], [wanted]) == [changed(kept, "text added")]
    assert updated([changed(kept, "text added")], [wanted]) == [changed(kept, "text added")]
    spaced = wanted._replace(id_plural="%d  talks")
    assert updated([old], [spaced]) == [placed(old)._replace(id_plural="%d  talks")]
    empty = old._replace(plural_translations=("",))
    assert updated([empty], [wanted]) == [wanted._replace(translator_comment="訳注")]


def test_a_changed_context_asks_for_a_review() -> None:
    old = Message("Close the menu", "button", "メニューを閉じる")
    wanted = Message("Close the menu", "title")
    assert updated([old], [wanted]) == [
        wanted._replace(
            translation="メニューを閉じる",
            comments=("changed: context",),
            flags=("fuzzy",),
            previous_id="Close the menu",
            previous_context="button",
        )
    ]


def test_what_changed_is_said_until_the_translation_is_approved() -> None:
    (fuzzy,) = updated([Message(UBER, None, UBER_JA)], page(UBER_EDITED))
    assert fuzzy.comments == ("description", "changed: reworded")
    assert updated([fuzzy], page(UBER_EDITED)) == [fuzzy]
    # An editor takes the flag and the previous text away, and leaves extracted comments alone.
    approved = fuzzy._replace(flags=(), previous_id=None)
    assert updated([approved], page(UBER_EDITED)) == [placed(Message(UBER_EDITED, None, UBER_JA))]


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="gettext is not here")
def test_gnu_takes_what_changed_as_a_comment_from_the_pages(tmp_path: Path) -> None:
    """msgcat keeps it, msgfmt takes it, msgmerge drops it with what the template has not."""
    found = update_catalog(
        Catalog("ja", HEADER, (Message(UBER, None, UBER_JA),)), page(UBER_EDITED)
    )
    catalog, template = tmp_path / "ja.po", tmp_path / "summit.pot"
    catalog.write_bytes(format_catalog(found))
    template.write_bytes(format_catalog(Catalog(None, HEADER, tuple(page(UBER_EDITED)))))

    def comments(*command: str | Path) -> tuple[str, ...]:
        done = subprocess.run(command, check=True, capture_output=True)
        assert done.stderr == b""
        return read_catalog(done.stdout, catalog, "ja").catalog.messages[0].comments

    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", catalog], check=True)
    assert comments("msgcat", catalog) == ("description", "changed: reworded")
    assert comments("msgmerge", "-q", "--previous", catalog, template) == ("description",)


def test_what_another_tool_made_fuzzy_says_what_changed_too() -> None:
    old = Message(UBER, None, UBER_JA, flags=("fuzzy",), previous_id="Uber ran 3 clusters.")
    assert updated([old], page(UBER)) == [changed(placed(old), "number")]


def test_a_note_of_the_page_is_not_taken_for_what_changed() -> None:
    (wanted,) = page(UBER)
    noted = wanted._replace(comments=("description", "changed: number"))
    old = noted._replace(translation=UBER_JA)
    assert updated([old], [noted]) == [old]


def test_two_edits_before_a_review_keep_the_text_that_was_translated() -> None:
    first = updated([Message(UBER, None, UBER_JA)], page(UBER_EDITED))
    (found,) = updated(first, page(f"{UBER_EDITED} It spans many regions."))
    assert (found.previous_id, found.flags, found.translation) == (UBER, ("fuzzy",), UBER_JA)


def test_an_edit_that_is_undone_says_so() -> None:
    (old,) = page(UBER)
    old = old._replace(translation=UBER_JA)
    (edited,) = updated([old], page(UBER_EDITED))
    back = old._replace(flags=("fuzzy",), previous_id=UBER)
    assert updated([edited], page(UBER)) == [changed(back, "back as it was")]
    assert updated([changed(back, "back as it was")], page(UBER)) == [
        changed(back, "back as it was")
    ]


def test_a_text_that_was_split_and_is_joined_again_says_so() -> None:
    whole = f"{FIRST} {SECOND}"
    halves = updated([Message(whole, None, "前半。後半。")], page(FIRST, SECOND))
    (back, half) = updated(halves, page(whole))
    assert (back.translation, back.previous_id, back.comments[-1]) == (
        "前半。後半。",
        whole,
        "changed: back as it was",
    )
    assert (half.id, half.is_obsolete) == (SECOND, True)


def test_what_was_translated_comes_back_to_its_text_however_unlike_it_had_become() -> None:
    far = Message("Now it is Lyft.", None, UBER_JA, flags=("fuzzy",), previous_id=UBER)
    near = Message(UBER_EDITED, None, "他の訳")
    (back, obsolete) = updated([near, far], page(UBER))
    assert (back.translation, back.is_fuzzy) == (UBER_JA, True)
    assert obsolete == near._replace(is_obsolete=True)


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


FILES = ("%d file was deleted", "%d files were deleted")
# The new texts; what is said of the change, and None where the translation stays approved.
PLURALS: dict[str, tuple[str, str, str | None]] = {
    "another word": ("%d file was removed", "%d files were removed", "reworded"),
    "another word of the plural": ("%d  file was deleted", "%d files were removed", "reworded"),
    "white space": ("%d  file was deleted", "%d files were\ndeleted", None),
}


@pytest.mark.parametrize("case", PLURALS)
def test_an_edited_plural_message_keeps_its_forms(case: str) -> None:
    one, many, words = PLURALS[case]
    forms = ("%d 個のファイルを削除しました",)
    old = Message(FILES[0], id_plural=FILES[1], plural_translations=forms)
    (wanted,) = page(one)
    wanted = wanted._replace(id_plural=many)
    kept = wanted._replace(plural_translations=forms)
    if words:
        fuzzy = kept._replace(flags=("fuzzy",), previous_id=FILES[0], previous_id_plural=FILES[1])
        kept = changed(fuzzy, words)
    assert updated([old], [wanted]) == [kept]
    assert updated([kept], [wanted]) == [kept]


# Approved, or fuzzy with its previous text.
OBSOLETE = [
    Message(UBER, None, UBER_JA, translator_comment="訳注", is_obsolete=True),
    Message(UBER, None, UBER_JA, flags=("fuzzy",), previous_id="Uber runs.", is_obsolete=True),
]


@pytest.mark.parametrize("old", OBSOLETE)
def test_a_message_that_returns_is_revived(old: Message) -> None:
    revived = placed(old._replace(is_obsolete=False))
    assert updated([old], page(UBER)) == [
        changed(revived, "text added") if old.is_fuzzy else revived
    ]


def test_obsolete_messages_go_when_that_is_asked_for() -> None:
    old = [Message("Core Kafka", None, "コア"), Message(UBER, None, UBER_JA, is_obsolete=True)]
    found = update_catalog(
        Catalog("ja", HEADER, tuple(old)), page("New here"), keeps_obsolete=False
    )
    assert list(found.messages) == page("New here")


def test_an_obsolete_message_lends_its_translation_to_a_text_like_it() -> None:
    (wanted,) = page(UBER_EDITED)
    old = Message(UBER, None, UBER_JA, is_obsolete=True)
    guess = wanted._replace(translation=UBER_JA, flags=("fuzzy",), previous_id=UBER)
    assert updated([old], [wanted]) == [changed(guess, "reworded"), old]


def test_an_obsolete_message_that_was_lent_is_there_when_it_returns() -> None:
    old = [Message("It runs over 80 clusters.", None, "80 以上で動きます。")]
    for ids in [(), ("It runs over 95 big clusters.",), ("It runs over 80 clusters.",)]:
        old = updated(old, page(*ids))
    assert [(m.id, m.translation, m.flags, m.is_obsolete) for m in old] == [
        ("It runs over 80 clusters.", "80 以上で動きます。", (), False),
        ("It runs over 95 big clusters.", "80 以上で動きます。", ("fuzzy",), True),
    ]


def test_one_old_message_becomes_one_new_one_and_the_most_alike_wins() -> None:
    rough, close = f"{UBER_EDITED} It spans many regions.", f"{UBER}!"
    found = updated([Message(UBER, None, UBER_JA)], page(rough, close))
    assert [(m.id, m.translation, m.previous_id) for m in found] == [
        (rough, "", None),
        (close, UBER_JA, UBER),
    ]


FIRST, SECOND = "A broker that joins late catches up first.", "Its clients wait for it."


def test_each_part_of_a_text_that_was_split_gets_the_translation_of_the_whole() -> None:
    found = updated([Message(f"{FIRST} {SECOND}", None, "前半。後半。")], page(SECOND, FIRST))
    part = ("description", "changed: part of a longer text")
    assert [(m.id, m.translation, m.flags, m.comments) for m in found] == [
        (SECOND, "前半。後半。", ("fuzzy",), part),
        (FIRST, "前半。後半。", ("fuzzy",), part),
    ]


def test_of_a_text_that_was_split_into_very_many_twenty_parts_get_the_translation() -> None:
    parts = [
        f"Broker {number} waits for what {number} of its clients say." for number in range(900)
    ]
    whole = Message(" ".join(parts), None, "訳" * 9_000)
    found = updated([whole], page(*parts))
    assert [m.id for m in found] == parts
    assert [m.translation for m in found] == [whole.translation] * 20 + [""] * 880
    assert [m.previous_id for m in found] == [whole.id] * 20 + [None] * 880


def test_a_text_joined_of_two_gets_the_translation_of_the_more_alike() -> None:
    old = [Message(SECOND, None, "後半。"), Message(FIRST, None, "前半。")]
    (joined, obsolete) = updated(old, page(f"{FIRST} {SECOND}"))
    assert (joined.translation, joined.comments[-1]) == ("前半。", "changed: text added")
    assert obsolete == old[0]._replace(is_obsolete=True)


def test_a_whole_that_was_edited_is_not_lent_to_a_part_as_well() -> None:
    old = Message(f"{FIRST} {SECOND}", None, "前半。後半。")
    found = updated([old], page(f"{FIRST} {SECOND}!", SECOND))
    assert [m.translation for m in found] == ["前半。後半。", ""]


def test_among_texts_as_alike_the_place_decides() -> None:
    """The same edit of two like texts: each gets the translation of the one in its place."""
    old = [
        Message(id, None, translation)
        for id, translation in [
            ("Uber", "ウーバー"),
            ("The talk begins at 9.", "一"),
            ("Lyft", "リフト"),
            ("The talk begins at 8.", "二"),
            ("Bosch", "ボッシュ"),
        ]
    ]
    wanted = page("Lyft", "The talk begins at 7.", "Bosch", "Uber", "The talk begins at 6.")
    assert [m.translation for m in updated(old, wanted)] == [
        "リフト",
        "二",
        "ボッシュ",
        "ウーバー",
        "一",
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
    edits = st.sampled_from(EDITING)
    wanted = draw(st.lists(st.sampled_from(["New", UBER, "新しい"]).map(Message)))
    for message in catalog.messages:
        fate = draw(st.sampled_from(["kept", "edited", "split", "vanished"]))
        half = len(message.id) // 2
        ids = {
            "kept": [message.id],
            "edited": [draw(edits)(message.id)],
            "split": [message.id[:half], message.id[half:]],
            "vanished": [],
        }
        wanted += [
            Message(id, message.context, comments=("ui",), references=("a.html",))
            for id in filter(None, ids[fate])
        ]
    draw(st.randoms(use_true_random=False)).shuffle(wanted)
    return catalog, list({message.key: message for message in wanted}.values())


EDITING: list[Callable[[str], str]] = [
    lambda text: text + " ",
    lambda text: text + "!",
    lambda text: text + " 3",
    lambda text: "no " + text,
    lambda text: text.replace(" ", "\n"),
    lambda text: text.replace("a>", "b>"),
    lambda text: f"<a>{text}</a> と <a1>Kafka</a1>",
    lambda text: text[1:],
]


@given(updates())
def test_an_update_loses_no_word_of_a_translator_and_a_second_one_changes_nothing(
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


@given(updates())
def test_an_update_approves_no_translation_of_other_words(
    case: tuple[Catalog, list[Message]],
) -> None:
    catalog, wanted = case
    approved = {
        (signs(m.id), signs(text))
        for m in catalog.messages
        for text in (m.translation, *m.plural_translations)
        if not m.is_fuzzy
    }
    assert {
        (signs(m.id), signs(text))
        for m in update_catalog(catalog, wanted).messages
        for text in (m.translation, *m.plural_translations)
        if text and not m.is_fuzzy
    } <= approved


def signs(text: str) -> str:
    """Give what a text says: all of it but white space and placeholders."""
    return "".join(re.sub("</?[a-z][a-z0-9-]*/?>", "", text).split())


def translations(catalog: Catalog) -> Counter[str]:
    return +Counter(
        signs(text)
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
        assert [message._replace(comments=wanted.comments) for message in found] == [guess]
    else:
        assert found == [wanted, old._replace(is_obsolete=True)]


def test_candidates_are_found_among_very_many_that_share_their_words() -> None:
    old = [Message(f"The talk {number} of the day", None, f"訳{number}") for number in range(600)]
    wanted = page(*(f"The talk {number} of a day" for number in range(600)))
    assert [message.translation for message in updated(old, wanted)] == [m.translation for m in old]


@given(*[st.lists(st.sampled_from("abcde"), max_size=30)] * 2)
@example(list("abcdef"), list("abcdeabcde"))
@example(list("abcdef"), list("abcdexxx"))
def test_no_part_has_more_words_of_its_own_than_a_part_may_have(
    part: list[str], whole: list[str]
) -> None:
    missing = len(set(part) - set(whole))
    is_missing = len(part) < 2 or not is_part(pairs_of(part), pairs_of(whole))
    assert is_missing or may_be_missing(missing, len(part))
