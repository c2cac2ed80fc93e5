"""Checks of the style of Japanese, each of some switches of the profile."""

from collections.abc import Iterator

from i18n_summit.checks.japanese.profiles import KEPT, LONG_VOWELS, Profile
from i18n_summit.checks.japanese.reading import GAP, Translation, is_title, translations
from i18n_summit.checks.japanese.switches import SWITCHES, Switch
from i18n_summit.checks.japanese.vowels import vowels
from i18n_summit.checks.register import Brief, Finding, Need, message_check
from i18n_summit.model import Message, Severity

_AROUND = 3
"""How many characters of what stands around a place are shown."""
_BY_CODE = {
    code: tuple(switch for switch in SWITCHES if switch.code == code)
    for code in dict.fromkeys(switch.code for switch in SWITCHES)
}


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_spacing(message: Message, brief: Brief) -> Iterator[Finding]:
    """A space stands where the style of Japanese has none, or none where it has one.

    Spaces are seen across tags, as readers see them. By jtf there is none:

    Bad:  "Apache Kafka in production" -> 「本番環境の Apache Kafka」
    Good: "Apache Kafka in production" -> 「本番環境のApache Kafka」
    """
    return _findings("ja-spacing", message, brief)


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_width(message: Message, brief: Brief) -> Iterator[Finding]:
    """A letter, digit or kana has another width than the style of Japanese asks for.

    So has a kana that is two characters, letter and mark. By jtf:

    Bad:  "53 sessions" -> 「５３ｾｯｼｮﾝ」
    Good: "53 sessions" -> 「53セッション」
    """
    return _findings("ja-width", message, brief)


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_brackets(message: Message, brief: Brief) -> Iterator[Finding]:
    """A bracket has another width than the style asks for, or than its other half.

    By jtf they are full-width around Japanese:

    Bad:  "Streams (advanced)" -> 「ストリーム(上級)」
    Good: "Streams (advanced)" -> 「ストリーム（上級）」
    """
    return _findings("ja-brackets", message, brief)


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_punctuation(message: Message, brief: Brief) -> Iterator[Finding]:
    """A sign is not the one that the style of Japanese has: a comma, a period, ！, ？, a colon.

    By jtf they are full-width:

    Bad:  "Help, it is broken!" -> 「助けて,壊れた!」
    Good: "Help, it is broken!" -> 「助けて、壊れた！」
    """
    return _findings("ja-punctuation", message, brief)


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_style(message: Message, brief: Brief) -> Iterator[Finding]:
    """A sentence ends in another style than the rest: です and ます, or である.

    Titles are passed over, and what stands in quotation brackets. In a catalog that is polite:

    Bad:  "It is fast." -> 「これは高速である。」
    Good: "It is fast." -> 「これは高速です。」
    """
    return _findings("ja-style", message, brief)


@message_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_long_vowel(message: Message, brief: Brief) -> Iterator[Finding]:
    """A katakana word ends without the long vowel that the style asks for, or with one too many.

    Its English word tells: one in -er, -or, -ar, -cy, -ry, -gy or -xy. By jtf:

    Bad:  "The server is down" -> 「サーバが停止中」
    Good: "The server is down" -> 「サーバーが停止中」
    """
    profile = brief.japanese
    if profile is None or not any(name in profile.ways for name in LONG_VOWELS.values()):
        return
    for translation in translations(message):
        reading = translation.reading
        for vowel in vowels(translation.source, reading.seen):
            name = LONG_VOWELS[vowel.ending]
            is_kept = profile.ways.get(name) == KEPT and vowel.word not in profile.short_words
            if name not in profile.ways or vowel.is_kept == is_kept:
                continue
            word = reading.seen[vowel.start : vowel.end]
            wrong, right = (word, f"{word}ー") if is_kept else (f"{word}ー", word)
            end = vowel.end + vowel.is_kept
            if edit := reading.edit(vowel.start, end, reading.seen[vowel.start : end]):
                yield Finding(
                    f"«{wrong}» is «{vowel.word}»: write {right} ({profile.reason(name)}).",
                    at=edit.at,
                    length=edit.length,
                    form=translation.form,
                )


def _findings(code: str, message: Message, brief: Brief) -> Iterator[Finding]:
    if brief.japanese is not None:
        for translation in translations(message):
            for switch in _BY_CODE[code]:
                way = brief.japanese.ways.get(switch.name)
                if way is not None and _is_meant(switch, message, translation.source):
                    yield from _otherwise(switch, way, translation, brief.japanese)


def _is_meant(switch: Switch, message: Message, source: str) -> bool:
    if switch.spared and switch.spared.search(source):
        return False
    return not (switch.only_titles or switch.skips_titles) or (
        is_title(message) == switch.only_titles
    )


def _otherwise(
    switch: Switch, way: str, translation: Translation, profile: Profile
) -> Iterator[Finding]:
    """Find the places of a switch that are written otherwise."""
    reading = translation.reading
    for match in switch.wrong[way].finditer(reading.seen):
        start, end = match.span()
        # What is not written anew is only shown.
        written = switch.write(match, way) if switch.write else match[0]
        edit = reading.edit(start, end, written)
        if edit is None:
            continue
        around = reading.seen[max(0, start - _AROUND) : end + _AROUND]
        shown = " ".join(around.replace(GAP, "…").split())
        yield Finding(
            f"«{shown}»: {switch.remedies[way]} ({profile.reason(switch.name)}).",
            at=edit.at,
            length=edit.length,
            form=translation.form,
            replacement=edit.text if switch.write else None,
        )
