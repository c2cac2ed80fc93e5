"""The notation of placeholders, and what is wrong with those of a translation."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_summit.markup import (
    Tag,
    TagKind,
    element_tag,
    escape,
    is_blank,
    numbered,
    own_text,
    parts,
    plain_text,
    spaced_text,
)
from i18n_summit.placeholders import has_same_places, placeholder_problems

OPEN, CLOSE, VOID = TagKind.OPEN, TagKind.CLOSE, TagKind.VOID


# Literal text, and how a message writes it.
NOTATION = [
    ("I <3 Kafka", "I <3 Kafka"),
    ("List<T> と Map<K, V>", "List<T> と Map<K, V>"),  # Names are lower case.
    ("<b>", "&lt;b>"),
    ("</b>", "&lt;/b>"),
    ("<br/>", "&lt;br/>"),
    ("<my-card2>", "&lt;my-card2>"),
    ("<1>", "<1>"),
    ("<b >", "<b >"),
    ("</b/>", "</b/>"),
    ("< b>", "< b>"),
    ("<script src=x>", "<script src=x>"),
    ("&lt;", "&amp;lt;"),
    ("&amp;", "&amp;amp;"),
    ("&amp;lt;", "&amp;amp;lt;"),
    ("&lt;b>", "&amp;lt;b>"),
    ("&gt; &nbsp; &#60;", "&gt; &nbsp; &#60;"),
    ("R&D と AT&T", "R&D と AT&T"),
    ("R&amp", "R&amp"),  # Without ";" it is text.
    ("&&lt;", "&&amp;lt;"),
    ("<<b>>", "<&lt;b>>"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "message"), NOTATION)
def test_literal_text_is_written_so_that_none_of_it_is_a_placeholder(
    text: str, message: str
) -> None:
    assert escape(text) == message
    assert parts(message) == ([text] if text else [])


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["<", ">", "/", "&", "lt;", "amp;", "b", "keep", "a1", "-", "<b>", "</b>", "<br/>"]
        )
    ).map("".join)
)
@example("&amp;amp;lt;<b>")
def test_escaped_text_comes_back_whole(text: str) -> None:
    assert parts(escape(text)) == ([text] if text else [])
    assert plain_text(escape(text)) == text


@given(
    st.lists(
        st.builds(Tag, st.sampled_from(TagKind), st.from_regex(r"[a-z][a-z0-9-]*", fullmatch=True))
        | st.text("<>/&;ltamp b1あ", min_size=1)
    )
)
def test_a_message_splits_into_what_it_was_written_from(message: list[str | Tag]) -> None:
    # As pages are written: texts that touch are one text.
    joined: list[str | Tag] = []
    for part in message:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)

    written = "".join(escape(p) if isinstance(p, str) else str(p) for p in joined)

    assert parts(written) == joined


# A message and its parts.
SPLIT = [
    (
        "<a1>Kafka</a1>と<a2/>",
        [Tag(OPEN, "a1"), "Kafka", Tag(CLOSE, "a1"), "と", Tag(VOID, "a2")],
    ),
    ("一行目<br/>二行目", ["一行目", Tag(VOID, "br"), "二行目"]),
    ("<b>", [Tag(OPEN, "b")]),
    ("</b>", [Tag(CLOSE, "b")]),
    ("&lt;b>太字&lt;/b>", ["<b>太字</b>"]),
    ("&<b>", ["&", Tag(OPEN, "b")]),
]


@pytest.mark.parametrize(("message", "expected"), SPLIT)
def test_tags_are_told_from_text(message: str, expected: list[str | Tag]) -> None:
    assert parts(message) == expected
    assert "".join(map(str, expected)) == plain_text(message) or "<" in message


# A message, the text a reader sees, and the text to be translated.
TEXTS = [
    ("<a>the docs</a> を読む", "the docs を読む", "the docs を読む"),
    ("<keep>Kafka Streams</keep> 入門", "Kafka Streams 入門", " 入門"),
    ("<keep1>KSQL</keep1>、<keep2>Kafka</keep2>", "KSQL、Kafka", "、"),
    ("<keep>a <b>b</b></keep> c", "a b c", " c"),
    ("<keeper>残す</keeper>", "残す", "残す"),  # Some other element.
    ("&lt;b> は太字", "<b> は太字", "<b> は太字"),
]


@pytest.mark.parametrize(("message", "seen", "own"), TEXTS)
def test_the_text_of_a_message(message: str, seen: str, own: str) -> None:
    assert plain_text(message) == seen
    assert own_text(message) == own


# Messages, and their texts with a space where a void tag parts two words.
SPACED = {
    "Open it<br/>and <b>run</b>": "Open it and run",
    "a<br1/>b<img/>c": "a b c",
    "Kafka<wbr/>Streams<wbr2/>DSL": "KafkaStreamsDSL",
    "&lt;br/> breaks": "<br/> breaks",
}


@pytest.mark.parametrize("message", SPACED)
def test_a_void_tag_parts_words(message: str) -> None:
    assert spaced_text(message) == SPACED[message]


# Element names in the order of the page, and their tag names.
NUMBERED = [
    pytest.param(["a", "b"], ["a", "b"], id="different names stay"),
    pytest.param(["a", "b", "a"], ["a1", "b", "a2"], id="a name that occurs twice is numbered"),
    pytest.param(["a", "a", "a1"], ["a2", "a3", "a1"], id="numbers avoid names of the page"),
    pytest.param(["a1", "a1", "a", "a"], ["a11", "a12", "a1", "a2"], id="numbered names"),
    pytest.param([], [], id="none"),
]


@pytest.mark.parametrize(("names", "expected"), NUMBERED)
def test_names_are_numbered_where_they_occur_twice(names: list[str], expected: list[str]) -> None:
    assert numbered(names) == expected


@given(st.lists(st.sampled_from(["a", "a1", "a2", "a11", "1a", "é", "B", "b", "keep", "-"])))
def test_tags_of_a_message_are_unique_and_read_as_tags(elements: list[str]) -> None:
    found = numbered([element_tag(element) for element in elements])

    assert len(set(found)) == len(elements)
    assert [parts(f"<{name}>") for name in found] == [[Tag(OPEN, name)] for name in found]


# An element's name, and the name of its tags.
ELEMENT_TAGS = [
    ("strong", "strong"),
    ("X-Card", "x-card"),
    ("svg:a", "svg-a"),
    ("日本", "x"),
    ("2nd", "nd"),
    ("keep", "x-keep"),  # Only locked text is <keep>.
    ("KEEP2", "x-keep2"),
    ("keeper", "keeper"),
]


@pytest.mark.parametrize(("element", "tag"), ELEMENT_TAGS)
def test_an_element_is_known_by_its_name(element: str, tag: str) -> None:
    assert element_tag(element) == tag


LINK = "Read <a>the docs</a>."
LINKS = "See <a1>KIP-345</a1> and <a2>KIP-415</a2>."
NESTED = "<b>Kafka <i>Streams</i></b> and <u>KSQL</u>"
LOCKED = "Fast joins in <keep>Kafka Streams</keep>"
BREAK = "October 1,<br/>San <b>Francisco</b>"
CROSSED = "one <b>two <i>three</b> four</i>"
CROSSED_KEEP = "one <b>two <i>three</b> four</i> <keep>KSQL</keep>"
MENDED = "unless the page is mended: its tags are left open or cross"

# Source, translation, and what is wrong with it.
PROBLEMS = [
    pytest.param(LINK, "ドキュメントを読む。", ["<a> is missing", "</a> is missing"], id="lost"),
    pytest.param(LINK, "<a>ドキュメントを読む。", ["</a> is missing"], id="end lost"),
    pytest.param(BREAK, "<b>サンフランシスコ</b>", ["<br/> is missing"], id="void lost"),
    pytest.param(
        LINK,
        "<a>ドキュメント</a>を<a>読む</a>。",
        ["<a> stands 2 times instead of 1", "</a> stands 2 times instead of 1"],
        id="doubled",
    ),
    pytest.param(
        LINK,
        "<a>ドキュメント</a>を<b>読む</b>。",
        [
            "<b> is not in the source (a literal one is written &lt;b>)",
            "</b> is not in the source (a literal one is written &lt;/b>)",
        ],
        id="foreign",
    ),
    pytest.param(
        "Use the b tag",
        "<script>を使う",
        ["<script> is not in the source (a literal one is written &lt;script>)"],
        id="foreign in plain text",
    ),
    pytest.param(
        LINKS,
        "<a1>KIP-345 と <a2>KIP-415</a1> を見る</a2>",
        ["its tags cross; close each tag inside the one that it opened in"],
        id="crossed",
    ),
    pytest.param(
        LINK,
        "</a>ドキュメント<a>を読む。",
        ["its tags cross; close each tag inside the one that it opened in"],
        id="closed before it opens",
    ),
    pytest.param(
        LINKS,
        "<a1>KIP-345 <a2>と</a2> KIP-415</a1>",
        ["<a2> must stay outside other tags"],
        id="moved inside another",
    ),
    pytest.param(
        NESTED,
        "<b>Kafka</b> <i>Streams</i> と <u>KSQL</u>",
        ["<i> must stay inside <b>"],
        id="moved outside",
    ),
    pytest.param(
        NESTED,
        "<b>Kafka</b> と <u><i>Streams</i> KSQL</u>",
        ["<i> must stay inside <b>"],
        id="moved to another",
    ),
    pytest.param(
        BREAK,
        "10月1日、<b>サン<br/>フランシスコ</b>",
        ["<br/> must stay outside other tags"],
        id="void moved inside",
    ),
    pytest.param(
        LOCKED,
        "<keep>カフカストリームズ</keep>の高速な結合",
        ["the text in <keep> must stay «Kafka Streams»"],
        id="changed keep",
    ),
    pytest.param(
        LOCKED,
        "<keep></keep>の高速な結合",
        ["the text in <keep> must stay «Kafka Streams»"],
        id="emptied keep",
    ),
    pytest.param(
        "<keep1>KSQL</keep1> and <keep2>Kafka</keep2>",
        "<keep1>Kafka</keep1> と <keep2>KSQL</keep2>",
        [
            "the text in <keep1> must stay «KSQL»",
            "the text in <keep2> must stay «Kafka»",
        ],
        id="swapped keeps",
    ),
    pytest.param(
        CROSSED,
        "<i>一 <b>二</b> 三</i>",
        ["its tags must stay in the order <b> <i> </b> </i>"],
        id="lone tags keep their order",
    ),
    pytest.param(
        CROSSED,
        "一 <b>\0<i> </b>三</i>四",
        [
            f"text must stand behind <b>, {MENDED}",
            f"text must stand behind <i>, {MENDED}",
            f"no text may stand behind </i>, {MENDED}",
        ],
        id="lone tags keep their texts",
    ),
    pytest.param(
        "</b>a<b/> <i>b",
        "一</b><b/><i>二",
        [
            f"no text may stand before </b>, {MENDED}",
            f"text must stand behind </b>, {MENDED}",
            f"text must stand behind <b/>, {MENDED}",
        ],
        id="text at the start",
    ),
    pytest.param(
        "a</b> note",
        "<b>メモ</b>",
        ["<b> is not in the source (a literal one is written &lt;b>)"],
        id="lone end tag made a pair",
    ),
    pytest.param(
        CROSSED_KEEP,
        "一 <b>二 <i>三</b> 四</i> <keep>カフカ</keep>",
        ["the text in <keep> must stay «KSQL»"],
        id="changed keep beside lone tags",
    ),
]


@pytest.mark.parametrize(("source", "translation", "expected"), PROBLEMS)
def test_what_is_wrong_with_placeholders(
    source: str, translation: str, expected: list[str]
) -> None:
    found = placeholder_problems(source, translation)
    assert [problem.complaint for problem in found] == expected


# Source and translation, with ⟦ ⟧ around what is found, in its order.
FOUND_AT = [
    ("Read ⟦<a>⟧the docs⟦</a>⟧.", "読む"),
    ("<b>A</b> of ⟦<b/>⟧", "<b>あ</b>"),
    ("One<br/>two", "一<br/>⟦<br/>⟧二"),
    ("Close", "閉じる⟦<b/>⟧"),
    ("<a>One</a> <b>two</b>", "<a>一<b>二⟦</a>⟧</b>"),
    ("<a>One</a> <b>two</b>", "<a>一⟦<b>⟧二</b></a>"),
    ("<keep>Kafka</keep> Streams", "Streams と <keep>⟦カフカ⟧</keep>"),
    ("<keep>Kafka</keep> Streams", "<keep>⟦<⟧/keep> Streams"),
    ("A <b>very <i>large</b> topic</i>", "とても<b>大きな⟦<i>⟧</b>トピック</i>"),
    ("A <b>very <i>large</b> topic</i>", "⟦<i>⟧とても<b>大きな</i>トピック</b>"),
    ("<b>very <i>large</b> topic</i>", "⟦大変⟧<b>大きな<i>い</b>トピック</i>"),
    ("<b>very <i>large</b></i> topic", "<b>大きな<i>い</b>⟦大変⟧</i>トピック"),
]


@pytest.mark.parametrize(("source", "translation"), FOUND_AT)
def test_what_is_wrong_stands_in_the_translation_or_what_it_lacks_in_the_source(
    source: str, translation: str
) -> None:
    texts = [re.sub("[⟦⟧]", "", text) for text in (source, translation)]
    found = placeholder_problems(*texts)
    for in_source, text in ((True, source), (False, translation)):
        places = [(p.at, p.at + p.length) for p in found if p.in_source is in_source]
        plain = texts[not in_source]
        for start, end in sorted(places, reverse=True):
            plain = f"{plain[:start]}⟦{plain[start:end]}⟧{plain[end:]}"
        assert plain == text


# Source and translation, with nothing wrong.
GOOD = [
    pytest.param(LINK, "<a>ドキュメント</a>をお読みください。", id="as in the source"),
    pytest.param(LINKS, "<a2>KIP-415</a2> と <a1>KIP-345</a1> を参照。", id="reordered"),
    pytest.param(NESTED, "<u>KSQL</u> と <b><i>Streams</i> (Kafka)</b>", id="reordered, nested"),
    pytest.param(NESTED, "<b><i></i></b><u></u>Kafka", id="emptied"),
    pytest.param(LOCKED, "<keep>Kafka Streams</keep> の高速な結合", id="keep moved"),
    pytest.param(BREAK, "<b>サンフランシスコ</b><br/>10月1日", id="void moved"),
    pytest.param(CROSSED, "一 <b>二 <i>三</b> 四</i>", id="lone tags in order"),
    pytest.param("a</b> note", "ある</b>メモ", id="lone end tag"),
    pytest.param("Use <b>", "使う <b>", id="lone start tag"),
    pytest.param("I <3 List<T>", "List<T> が好き <3", id="no tags"),
    pytest.param("Write &lt;b> here", "ここに &lt;b> と書く", id="literal tag"),
    pytest.param("Write &lt;b> here", "ここに太字と書く", id="literal tag left out"),
    pytest.param("Bold text", "太字", id="plain"),
]


@pytest.mark.parametrize(("source", "translation"), GOOD)
def test_whole_placeholders_are_passed_in_silence(source: str, translation: str) -> None:
    assert placeholder_problems(source, translation) == []


_PIECES = ["<a>", "</a>", "<b1>", "</b1>", "<br/>", "</br/>", "<", "<B>", "&lt;a>", "Kafka", "公開"]
_NOTATIONS = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)


@given(_NOTATIONS, _NOTATIONS)
@example("<a>Kafka</a>", "<a>公開</a>")
def test_locked_text_behind_a_message_changes_no_verdict(source: str, translation: str) -> None:
    # Beside locked text the tags are looked at one by one, whatever their order.
    end = "<keep>KSQL</keep>"
    alone = placeholder_problems(source, translation)
    locked = placeholder_problems(source + end, translation + end)
    assert bool(alone) == bool(locked)


# Translations of a sentence, and whether tags and texts stand in them where they do there.
PLACED = "Read <i>all</i> <u>of</u> it"
PLACES = {
    "さあ<i>全部</i> <u>を</u>読む": True,
    "さあ<i>全部</i>を<u>今</u>読む": True,
    "さあ<i>全部</i><u>を</u>読む": False,
    "さあ<i>全部</i> <u> </u>読む": False,
    "<i>全部</i> <u>を</u>読む": False,
    "さあ<u>全部</u> <i>を</i>読む": False,
    "さあ<i>全部</i> 読む": False,
}


@pytest.mark.parametrize("translation", PLACES)
def test_whether_tags_and_texts_stand_where_they_do_in_the_source(translation: str) -> None:
    assert has_same_places(PLACED, translation) is PLACES[translation]


# Messages, and whether a reader sees nothing of them.
BLANK = {
    "": True,
    "<b></b>": True,
    "<b> </b>\n\u3000\u00a0<br/>": True,
    "\0\u200b\ufeff": True,
    "<keep><?php x() ?></keep>": True,
    "<?php": False,
    "<keep>Kafka</keep>": False,
    "<keep>{{ x }}</keep>": False,
    "<b>訳</b>": False,
    "&lt;b>": False,
    "…": False,
}


@pytest.mark.parametrize("message", BLANK)
def test_whether_a_reader_sees_nothing_of_a_message(message: str) -> None:
    assert is_blank(message) is BLANK[message]
