"""Translations held to a glossary: what is found, and where there is nothing to say."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.checks import check_catalog
from i18n_summit.checks.terms import Place, Terms, outermost, plurals, tokens
from i18n_summit.glossary import read_glossary
from i18n_summit.model import Catalog, Diagnostic, Location, Message, Severity
from tests.projects import make, run

CSV = PurePosixPath("locales/glossary.csv")
PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
CHECKS = {"glossary", "missing", "fuzzy", "copy", "language"}
GLOSSARY = read_glossary(
    """\
en,ja,fr,forbidden,note
consumer group,コンシューマーグループ,groupe de consommateurs,コンシューマグループ|消費者グループ,
consumer,コンシューマー,consommateur,コンシューマ|消費者,末尾の長音を付けます。
broker,ブローカー,,ブローカ,
topic,トピック,,話題,
Kafka,Kafka,Kafka,kafka|カフカ,
Kafka Streams,Kafka Streams,,,
Node.js,Node.js,,,
stream,ストリーム,flux,,
stream processing,ストリーム処理,,ストリーミング処理,
event sourcing,イベントソーシング|イベント ソーシング,,,
rebalance|rebalancing,リバランス,,,
schema registry,スキーマレジストリー,,,
query,クエリー|問い合わせ,,,
fault tolerance,耐障害性,,,
resilience,耐障害性,,,
server,サーバー,,サーバ,
state store,状態ストア,,,
""".encode(),
    CSV,
)


def found(*messages: Message, locale: str = "ja", **header: str) -> list[Diagnostic]:
    fields = {name.replace("_", "-"): value for name, value in header.items()}
    catalog = Catalog(locale, fields, messages)
    return check_catalog(catalog, PO, locale, glossary=GLOSSARY, checks=CHECKS)


def lack(name: str, wanted: str, line: int, note: str = "") -> str:
    return (
        f"«{name}» is {wanted} in the glossary ({CSV}:{line}), and the translation has another"
        f" word. Use the term.{note}"
    )


def misuse(wrong: str, name: str, wanted: str, line: int, note: str = "") -> str:
    place = f"{CSV}:{line}"
    return f"«{wrong}» is forbidden for «{name}» by the glossary ({place}). Write «{wanted}».{note}"


def stays(name: str, line: int) -> str:
    return (
        f"«{name}» stays as it is in the glossary ({CSV}:{line}), and the translation has another"
        " word. Leave it."
    )


UNMARKED = str.maketrans("", "", "⟦⟧")
NOTE = " Note: 末尾の長音を付けます。"
BROKER = lack("broker", "«ブローカー»", 4)
TOPIC = lack("topic", "«トピック»", 5)
CONSUMER = lack("consumer", "«コンシューマー»", 3, NOTE)
GROUP = lack("consumer group", "«コンシューマーグループ»", 2)
SOURCING = lack("event sourcing", "«イベントソーシング»", 11)

# A locale, a source and its translation, ⟦ ⟧ around what is found there, and what is said.
FINDS: dict[str, tuple[str, str, str, list[str]]] = {
    "another word": ("ja", "A ⟦topic⟧ is a log.", "主題はログです。", [TOPIC]),
    "a plural": ("ja", "⟦Brokers⟧ fail.", "仲介者は故障します。", [BROKER]),
    "a plural in -ies": (
        "ja",
        "⟦Queries⟧ run in ⟦schema registries⟧.",
        "照会は登録簿で動きます。",
        [
            lack("query", "«クエリー»", 14),
            lack("schema registry", "«スキーマレジストリー»", 13),
        ],
    ),
    "a possessive": (
        "ja",
        "the ⟦topic’s⟧ name, the ⟦broker's⟧ disk",
        "名前、ディスク",
        [TOPIC, BROKER],
    ),
    "capitals of a title": ("ja", "⟦TOPICS⟧ AND ⟦BROKERS⟧", "主題と仲介", [TOPIC, BROKER]),
    "a hyphen for a space": ("ja", "⟦Event-Sourcing⟧", "イベント駆動", [SOURCING]),
    "a line break for a space": ("ja", "⟦event<br/>sourcing⟧", "イベント<br/>駆動", [SOURCING]),
    "across a tag": ("ja", "<a>⟦Consumer</a> groups⟧", "<a>消費</a>群", [GROUP]),
    "the longer of two": ("ja", "A ⟦consumer group⟧", "消費の集まり", [GROUP]),
    "the longer, and the shorter elsewhere": (
        "ja",
        "A ⟦consumer group⟧ has ⟦consumers⟧.",
        "消費の集まりがあります。",
        [GROUP, CONSUMER],
    ),
    "a second name that asks": (
        "ja",
        "⟦Rebalancing⟧",
        "再配置",
        [lack("rebalancing", "«リバランス»", 12)],
    ),
    "a forbidden name": (
        "ja",
        "A consumer group",
        "⟦消費者グループ⟧",
        [misuse("消費者グループ", "consumer group", "コンシューマーグループ", 2)],
    ),
    "a name that is forbidden for a verb form": (
        "ja",
        "It is brokered.",
        "⟦ブローカ⟧が仲立ちします。",
        [misuse("ブローカ", "broker", "ブローカー", 4)],
    ),
    "a forbidden name beside the right one": (
        "ja",
        "Consumers",
        "コンシューマーと⟦消費者⟧",
        [misuse("消費者", "consumer", "コンシューマー", 3, NOTE)],
    ),
    "no long vowel": (
        "ja",
        "A broker",
        "⟦ﾌﾞﾛｰｶ⟧",
        [misuse("ブローカ", "broker", "ブローカー", 4)],
    ),
    "a word that only begins like the term": ("ja", "⟦Topics⟧", "トピックスです", [TOPIC]),
    "a word that goes on, in a compound": ("ja", "⟦Topics⟧", "トピックーエディター", [TOPIC]),
    "a name in kana": (
        "ja",
        "Kafka in practice",
        "⟦カフカ⟧の実践",
        [misuse("カフカ", "Kafka", "Kafka", 6)],
    ),
    "a name in small letters": (
        "ja",
        "Kafka in practice",
        "⟦kafka⟧の実践",
        [misuse("kafka", "Kafka", "Kafka", 6)],
    ),
    "a name that stays": (
        "ja",
        "Why ⟦Kafka Streams⟧?",
        "なぜカフカのストリームなのか",
        [stays("Kafka Streams", 7)],
    ),
    "a name with a dot": (
        "ja",
        "Kafka and ⟦Node.js⟧",
        "Kafka とノード",
        [stays("Node.js", 8)],
    ),
    "Japanese to English": (
        "en",
        "⟦トピック⟧とは",
        "About themes",
        [lack("トピック", "«topic»", 5)],
    ),
    "Japanese, in half width and beside Latin letters": (
        "en",
        "Kafka⟦ﾄﾋﾟｯｸ⟧の話",
        "About Kafka themes",
        [lack("トピック", "«topic»", 5)],
    ),
    "one Japanese name of two things": (
        "en",
        "⟦耐障害性⟧を高める",
        "More robust",
        [lack("耐障害性", "«fault tolerance» or «resilience»", 15)],
    ),
    "a third language": (
        "fr",
        "⟦Consumer groups⟧",
        "Des ensembles de clients",
        [lack("consumer group", "«groupe de consommateurs»", 2)],
    ),
}


@pytest.mark.parametrize("case", FINDS)
def test_a_term_that_is_translated_otherwise_is_found(case: str) -> None:
    locale, source, translation, complaints = FINDS[case]
    source_text, translated = source.translate(UNMARKED), translation.translate(UNMARKED)
    message = Message(source_text, None, translated, line=42)
    listed = [d for d in found(message, locale=locale) if d.code == "glossary"]
    assert [replace(d, text=None, at=None, length=1) for d in listed] == [
        Diagnostic("glossary", Severity.WARNING, Location(PO, 42), complaint, locale, source_text)
        for complaint in complaints
    ]
    for text in (source, translation):
        marked = text.translate(UNMARKED)
        places = {(d.at or 0, (d.at or 0) + d.length) for d in listed if d.text == marked}
        for start, end in sorted(places, reverse=True):
            marked = f"{marked[:start]}⟦{marked[start:end]}⟧{marked[end:]}"
        assert marked == text


# The msgid, the msgid_plural and the forms, ⟦ ⟧ around what is found there.
PLURALS = [
    ("A topic", "⟦Topics⟧", ("主題",)),
    ("A ⟦topic⟧", "Many", ("主題", "多数")),
    ("A topic", "Many ⟦topics⟧", ("主題", "多くの主題")),
    ("A topic", "Many", ("主題",)),
    ("A topic", "Many topics", ("トピックと ﾌﾞﾛｰｶｰ", "多くの⟦話題⟧")),
    ("R&D, &lt;b> or <b>⟦broker⟧</b>", None, ("役割",)),
]


@pytest.mark.parametrize(("id", "plural", "forms"), PLURALS)
def test_a_term_is_found_in_the_text_that_has_it(
    id: str, plural: str | None, forms: tuple[str, ...]
) -> None:
    texts = [text.translate(UNMARKED) for text in (id, plural or "", *forms)]
    has_forms = plural is not None
    message = Message(
        texts[0],
        None,
        "" if has_forms else texts[2],
        texts[1] if has_forms else None,
        tuple(texts[2:]) if has_forms else (),
    )
    (one,) = [d for d in found(message) if d.code == "glossary"]
    expected = [text for text in (id, plural or "", *forms) if "⟦" in text]
    if not expected:
        assert one.at is None
        return
    start, end = expected[0].index("⟦"), expected[0].index("⟧") - 1
    assert (one.text, one.at, one.length) == (
        expected[0].translate(UNMARKED),
        start,
        end - start,
    )


# A locale, a source and its translation.
SILENT: dict[str, tuple[str, str, str]] = {
    "the term": ("ja", "A topic is a log.", "トピックはログです。"),
    "the term once for several times": ("ja", "Topics, topics!", "トピックばかり！"),
    "another name that will do": ("ja", "Ask queries", "問い合わせをする"),
    "in half width": ("ja", "Brokers", "ﾌﾞﾛｰｶｰ"),
    "with a space between scripts": ("ja", "stream processing", "ストリーム 処理"),
    "without a space between scripts": ("ja", "Kafka topics", "Kafkaトピック"),
    "a term of two scripts in a tag": ("ja", "Two <b>state stores</b>", "二つの<b>状態</b>ストア"),
    "in a compound": ("ja", "The consumer is late", "コンシューマーラグについて"),
    "a compound that begins with another word": ("ja", "Topic", "サブトピック"),
    "a longer word in the source": ("ja", "Brokerage and topicality", "仲介業と話題性"),
    "a verb in the source": ("ja", "It was streamed by streaming", "配信されました"),
    "a longer katakana word in the source": ("en", "トピックスとブローカーズ", "News"),
    "covered by a longer term": ("ja", "Stream processing", "ストリーム処理"),
    "covered by a name": ("ja", "Kafka Streams", "Kafka Streams"),
    "a name in small letters in the source": ("ja", "a kafkaesque kafka", "カフカ的"),
    "a part of the right name that is forbidden": ("ja", "Servers", "サーバーレスのサーバー"),
    "forbidden, where the term does not stand": ("ja", "Clients and themes", "消費者と話題"),
    "locked text": ("ja", "Ask <keep>topic</keep>", "<keep>topic</keep> に聞く"),
    "code": ("ja", "Set <code1>topic</code1>", "<code1>topic</code1> を設定"),
    "not across locked text": (
        "ja",
        "event <keep>x</keep> sourcing",
        "<keep>x</keep> の発生と調達",
    ),
    "not across a sentence": ("ja", "An event. Sourcing it.", "出来事。その調達。"),
    "not across a dash": ("ja", "The event - sourcing it", "出来事の調達"),
    "an address": ("ja", "See https://kafka.example/topic/a-broker", "参照先は次のとおり"),
    "a mail address": ("ja", "Write to topic@example.com", "宛先は topic@example.com"),
    "the name of a file": ("ja", "Edit consumer.properties", "設定ファイルを編集"),
    "a path": ("ja", "Look into /topic/broker", "中を見る"),
    "an option": ("ja", "Add --topic or --consumer-group", "オプションを付ける"),
    "names in a program": ("ja", "topic_name, Topic::New, `topic x`", "名前について"),
    "an assignment": ("ja", "Set topic=broker", "設定する"),
    "a tag of HTML": ("ja", 'Go <a href="#x" id="topic">there</a>', '次へ: <a href="#x">先</a>'),
    "variables": ("ja", "%(topic)s {topic} ${topic} $topic", "変数について"),
    "a name with its mark": ("ja", "Kafka® and Kafka Streams™", "Kafka® と Kafka Streams™"),
    "a name with a dot": ("ja", "(Node.js)", "（Node.js）"),
    "English plurals and title case": ("en", "トピックとブローカー", "Topics & Brokers"),
    "English inflection": ("en", "リバランスとクエリー", "Rebalanced, then querying"),
    "either thing of one Japanese name": ("en", "耐障害性", "Resilience"),
    "a third language inflected": ("fr", "Consumer groups", "Des groupes de consommateurs"),
    "a term without a name in the locale": ("fr", "A broker", "Un intermédiaire"),
    "a locale without a column": ("de", "Topics", "Themen"),
    "a locale's region": ("ja-JP", "Topics", "トピック"),
    "the locale's own language": ("en-GB", "Topics", "Themes"),
}


@pytest.mark.parametrize("case", SILENT)
def test_a_term_that_is_kept_is_passed_over(case: str) -> None:
    locale, source, translation = SILENT[case]
    language = "ja" if locale == "en" else "en"
    message = Message(source, None, translation)
    assert found(message, locale=locale, X_Source_Language=language) == []


def test_only_translations_that_somebody_stands_by_are_held_to_the_glossary() -> None:
    messages = (
        Message("A topic", None, "話題", flags=("fuzzy",)),
        Message("Topics", None, "話題", is_obsolete=True),
        Message("The topic"),
    )
    assert [d.code for d in found(*messages)] == ["fuzzy", "missing"]


def test_a_plural_is_held_to_the_glossary_in_any_of_its_forms() -> None:
    right, wrong = (
        Message("One", None, id_plural="%d brokers", plural_translations=("一つ", form), line=line)
        for line, form in enumerate(["%d ブローカー", "%d 台"], 1)
    )
    assert [(d.message, d.location.line) for d in found(right, wrong)] == [(BROKER, 2)]
    apart = Message("An event", None, id_plural="sourcing", plural_translations=("事", "源"))
    assert found(apart) == []


# What a catalog says of a message's language, the message, and whether it is held to the glossary.
LANGUAGES: dict[str, tuple[dict[str, str], str, bool]] = {
    "said by the header": ({"X_Source_Language": "en_US"}, "title", True),
    "said by the header, without a column": ({"X_Source_Language": "es"}, "title", False),
    "said by the message": ({}, "source language: fr, en", False),
    "not said": ({}, "title", True),
}


@pytest.mark.parametrize("case", LANGUAGES)
def test_a_message_is_in_the_language_that_its_catalog_says(case: str) -> None:
    header, comment, is_held = LANGUAGES[case]
    message = Message("A topic", None, "主題", comments=("title", comment))
    assert [d.message for d in found(message, **header)] == [TOPIC] * is_held


WORDS = st.lists(st.sampled_from(["a", "b", "か", "ソ"]), min_size=1, max_size=4)


@given(st.lists(WORDS, max_size=5), st.lists(st.sampled_from("ab かソ.-"), max_size=12))
def test_places_are_those_that_a_plain_search_finds(
    names: list[list[str]], text: Sequence[str]
) -> None:
    cut = tokens("".join(text))
    joined = [(number, "".join(name)) for number, name in enumerate(names)]
    finder = Terms(joined, bases=plurals("en"), longer=0)
    searched = [
        Place(start, end, number, name)
        for start in range(len(cut))
        for end in range(start + 1, len(cut) + 1)
        for number, name in joined
        if cut[start:end] == tokens(name)
        and not (cut[start] == "ソ" and start > 0 and cut[start - 1] == "ソ")
        and not (cut[end - 1] == "ソ" and end < len(cut) and cut[end] == "ソ")
    ]
    assert sorted(finder.places(cut)) == sorted(searched)
    assert outermost(searched) == [
        place
        for place in sorted(searched, key=lambda place: (place.start, -place.end))
        if not any(
            other.start <= place.start and place.end <= other.end and other[:2] != place[:2]
            for other in searched
        )
    ]


CATALOGS = {
    "i18n-summit.toml": "",
    "source/a.html": '<html lang="en"><p>Topics and brokers</p><p>A topic</p><p>A log</p></html>',
    "locales/glossary.csv": "en,ja\ntopic,トピック\nbroker,ブローカー\nconsumer,コンシューマー\n",
}
TRANSLATIONS = {
    "Topics and brokers": "トピックとブローカー",
    "A topic": "話題",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make(tmp_path, CATALOGS)
    assert run(tmp_path, "extract").exit_code == 0
    path = tmp_path / "locales/ja/LC_MESSAGES/messages.po"
    text = path.read_text(encoding="utf-8")
    for id, translation in TRANSLATIONS.items():
        text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{translation}"')
    path.write_text(text, encoding="utf-8")
    return tmp_path


def test_the_terms_in_use_are_counted(folder: Path) -> None:
    result = run(folder, "terms")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "en: 0 of 0 terms in use\n"
        "ja: 2 of 3 terms in use\n"
        "in source  translated  term\n"
        "        2           1  topic → トピック\n"
        "        1           1  broker → ブローカー\n"
    )


def test_the_terms_in_use_are_counted_for_programs_too(folder: Path) -> None:
    found = json.loads(run(folder, "terms", "-l", "ja", "--format", "json").stdout)
    assert found == {
        "locales": {
            "ja": [
                {"source": "topic", "target": "トピック", "asked": 2, "used": 1},
                {"source": "broker", "target": "ブローカー", "asked": 1, "used": 1},
                {"source": "consumer", "target": "コンシューマー", "asked": 0, "used": 0},
            ]
        }
    }


def test_without_a_glossary_there_is_nothing_to_count(folder: Path) -> None:
    (folder / "locales/glossary.csv").unlink()
    result = run(folder, "terms")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "error: locales/glossary.csv: there is no glossary. Write one, with a first line such as"
        " en,ja,forbidden,note.\n"
    )
