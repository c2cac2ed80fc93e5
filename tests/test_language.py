"""Which language a text is in, and which languages are the same (decision 6)."""

import pytest

from i18n_summit.language import (
    are_same,
    count_words,
    has_japanese,
    has_letters,
    is_latin,
    is_name,
    text_language,
)

ENGLISH = "Kafka Needs no Keeper"
JAPANESE = "ストリーム処理"
MIXED = "Kafka Connect を使った Connector 構築で学んだこと"

# Text, the `lang` in force, and the language the text is in.
LANGUAGES = [
    # Japanese by its script, whatever Latin-script language is declared.
    pytest.param("Kafka と Spark", None, "ja", id="one hiragana for two words"),
    pytest.param("Kafka と Spark", "en", "ja", id="lang says English"),
    pytest.param(MIXED, None, "ja", id="half of it Latin"),
    pytest.param(MIXED, "en-US", "ja", id="half of it Latin, lang says English"),
    pytest.param(JAPANESE, None, "ja", id="katakana and kanji"),
    pytest.param(JAPANESE, "ja", "ja", id="lang is right"),
    pytest.param(JAPANESE, "de", "ja", id="lang is wrong"),
    pytest.param("東京", None, "ja", id="kanji alone"),
    pytest.param("東京都千代田区 Tokyo Chiyoda", "en", "ja", id="twice as much kanji as words"),
    pytest.param("ｶﾌｶ", "en", "ja", id="half-width katakana"),
    pytest.param("一九年", "", "ja", id="lang is empty"),
    pytest.param("𠮷野家", "en", "ja", id="kanji beyond U+FFFF"),
    pytest.param("々", None, "ja", id="iteration mark"),
    # A sentence in another language, about a Japanese word.
    pytest.param("The word 改善 means improvement", None, "en", id="a word in kanji"),
    pytest.param("The word 改善 means improvement", "fr", "fr", id="a word in kanji, French"),
    pytest.param("The word 改善 means improvement", "ja", "en", id="a word in kanji, wrong lang"),
    pytest.param(
        "The particle は marks what a sentence is about", None, "en", id="one hiragana for eight"
    ),
    # Latin text under a lang that cannot be its own, or none.
    pytest.param(ENGLISH, None, "en", id="no lang"),
    pytest.param(ENGLISH, "", "en", id="unknown lang"),
    pytest.param(ENGLISH, "ja", "en", id="English under ja"),
    pytest.param(ENGLISH, "ja-JP", "en", id="English under ja-JP"),
    # All else is what its lang says.
    pytest.param(ENGLISH, "en", "en", id="lang is right, English"),
    pytest.param(ENGLISH, "en-GB", "en-GB", id="lang with a region"),
    pytest.param("Traitement de flux", "fr", "fr", id="French"),
    pytest.param("流处理", "zh", "zh", id="Chinese"),
    pytest.param("串流處理", "zh-Hant", "zh-Hant", id="Chinese in a script"),
    pytest.param("Kafka 流处理", "zh-CN", "zh-CN", id="Chinese and Latin"),
    pytest.param("스트림 처리", "ko", "ko", id="Korean"),
    pytest.param("스트림 處理", "ko", "ko", id="Korean with Chinese characters"),
    pytest.param("Потоковая обработка", "ru", "ru", id="Russian"),
    pytest.param("2019年9月30日", "zh", "zh", id="a date under zh"),
    pytest.param("流れの処理", "ru", "ru", id="Japanese under a lang that is not Latin"),
    pytest.param("流れの処理", "sr-Latn", "ja", id="Japanese under a Latin script"),
]


@pytest.mark.parametrize(("text", "declared", "expected"), LANGUAGES)
def test_the_language_of_a_text(text: str, declared: str | None, expected: str) -> None:
    assert text_language(text, declared, latin="en") == expected


def test_latin_text_is_in_the_projects_first_latin_locale() -> None:
    assert text_language("Fluxo de dados", None, latin="pt-BR") == "pt-BR"
    assert text_language("Fluxo de dados", "ja", latin="pt-BR") == "pt-BR"
    assert text_language("Fluxo de dados", "es", latin="pt-BR") == "es"


# Two tags, and whether they mean one language.
SAME = [
    ("en", "en", True),
    ("en", "en-US", True),
    ("en-GB", "en-US", True),
    ("EN", "en", True),
    ("pt_BR", "pt-BR", True),
    ("ja", "en", False),
    ("zh", "zh-Hant", True),
    ("zh-Hans", "zh-Hant", False),
    ("zh-hans", "zh-Hans-CN", True),
    ("zh-Hant-TW", "zh-TW", True),
    ("sr-Latn", "sr-Cyrl", False),
    ("ja-Latn", "ja", True),
    ("de-1996", "de", True),  # A variant of four signs is no script.
    ("", "en", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_languages_are_the_same_by_primary_subtag_and_script(
    one: str, other: str, *, expected: bool
) -> None:
    assert are_same(one, other) is expected
    assert are_same(other, one) is expected


LATIN = [
    ("en", True),
    ("en-US", True),
    ("fr", True),
    ("pt_BR", True),
    ("vi", True),
    ("ja", False),
    ("zh-Hans", False),
    ("ko", False),
    ("ru", False),
    ("ar", False),
    ("sr", False),
    ("sr-Latn", True),
    ("ja-Latn", True),
    ("tlh", True),  # Nobody knows better.
]


@pytest.mark.parametrize(("tag", "expected"), LATIN)
def test_languages_in_latin_script(tag: str, *, expected: bool) -> None:
    assert is_latin(tag) is expected


# Text, words in it, and whether it is a name.
WORDS = [
    ("", 0, True),
    ("Kafka Summit San Francisco 2019", 4, True),
    ("Help, My Kafka is Broken!", 5, False),
    ("What's the time? ...and why?", 5, False),
    ("O’Reilly’s Multi-Tenant KSQL", 3, True),
    ("Dominique Rondé", 2, True),
    ("80+ clusters", 1, False),
    ("ストリーム処理", 3, False),  # Seven characters.
    ("Kafka を使う", 2, False),
]


@pytest.mark.parametrize(("text", "count", "is_one"), WORDS)
def test_words_and_names(text: str, count: int, *, is_one: bool) -> None:
    assert count_words(text) == count
    assert is_name(text) is is_one


# Text, whether it has letters, and whether they are Japanese.
LETTERS = [
    ("2019/09/30 → 10/01", False, False),
    ("①②③ ★ …", False, False),
    ("\u3000\u00a0", False, False),
    ("ー", True, True),  # The long vowel sign.
    ("Ω", True, False),
    ("Kafka", True, False),
    ("한국어", True, False),
    ("ヿ", True, True),
    ("〆切", True, True),
]


@pytest.mark.parametrize(("text", "some", "japanese"), LETTERS)
def test_letters(text: str, *, some: bool, japanese: bool) -> None:
    assert has_letters(text) is some
    assert has_japanese(text) is japanese
