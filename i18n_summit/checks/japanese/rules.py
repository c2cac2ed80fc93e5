"""Checks of the style of Japanese, each of some switches of the profile."""

from collections.abc import Iterator

from i18n_summit.checks.japanese.profiles import KEPT, LISTED, LONG_VOWELS, Profile
from i18n_summit.checks.japanese.reading import GAP
from i18n_summit.checks.japanese.switches import MIXED, SWITCHES, Switch
from i18n_summit.checks.japanese.texts import Place
from i18n_summit.checks.register import Brief, Finding, Need, catalog_check
from i18n_summit.model import Severity

_AROUND = 3
"""How many characters of what stands around a place are shown."""


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_spacing(brief: Brief) -> Iterator[Finding]:
    """A space stands where the style of Japanese has none, or none where it has one.

    Spaces are seen across tags, as readers see them. By jtf there is none:

    Bad:  "Apache Kafka in production" -> 「本番環境の Apache Kafka」
    Good: "Apache Kafka in production" -> 「本番環境のApache Kafka」
    """
    return _findings("ja-spacing", brief)


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_width(brief: Brief) -> Iterator[Finding]:
    """A letter, digit or kana has another width than the style of Japanese asks for.

    So has a kana that is two characters, letter and mark. By jtf:

    Bad:  "53 sessions" -> 「５３ｾｯｼｮﾝ」
    Good: "53 sessions" -> 「53セッション」
    """
    return _findings("ja-width", brief)


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_brackets(brief: Brief) -> Iterator[Finding]:
    """A bracket has another width than the style asks for, or than its other half.

    The latter is wrong in every style. By jtf they are full-width around Japanese:

    Bad:  "Streams (advanced)" -> 「ストリーム(上級)」
    Good: "Streams (advanced)" -> 「ストリーム（上級）」
    """
    return _findings("ja-brackets", brief)


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_punctuation(brief: Brief) -> Iterator[Finding]:
    """A sign is not the one that the style of Japanese has: a comma, a period, ！, ？, a colon.

    By jtf they are full-width:

    Bad:  "Help, it is broken!" -> 「助けて,壊れた!」
    Good: "Help, it is broken!" -> 「助けて、壊れた！」
    """
    return _findings("ja-punctuation", brief)


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_style(brief: Brief) -> Iterator[Finding]:
    """A sentence ends in another style than the rest: です and ます, or である.

    Titles are passed over, and what stands in quotation brackets. In a catalog that is polite:

    Bad:  "It is fast." -> 「これは高速である。」
    Good: "It is fast." -> 「これは高速です。」
    """
    return _findings("ja-style", brief)


@catalog_check(Severity.WARNING, needs=Need.JAPANESE)
def ja_long_vowel(brief: Brief) -> Iterator[Finding]:
    """A katakana word ends without the long vowel that the style asks for, or with one too many.

    Its English word tells: one in -er, -or, -ar, -cy, -ry, -gy or -xy. By jtf:

    Bad:  "The server is down" -> 「サーバが停止中」
    Good: "The server is down" -> 「サーバーが停止中」
    """
    style, texts = brief.japanese, brief.texts
    if style is None or texts is None or style.ways.keys().isdisjoint(LONG_VOWELS.values()):
        return
    for translation, vowel in sorted(texts.vowels, key=lambda found: found[0].number):
        reading, name = translation.reading, LONG_VOWELS[vowel.ending]
        way, is_short = style.ways.get(name), vowel.word in style.short_words
        is_kept = way == KEPT and not is_short
        if way is None or vowel.is_kept == is_kept or (way == LISTED and not is_short):
            continue
        word = reading.seen[vowel.start : vowel.end]
        wrong, right = (word, f"{word}ー") if is_kept else (f"{word}ー", word)
        end = vowel.end + vowel.is_kept
        if edit := reading.edit(vowel.start, end, reading.seen[vowel.start : end]):
            yield Finding(
                f"«{wrong}» is «{vowel.word}»: write {right} ({style.reason(name)}).",
                about=translation.message,
                at=edit.at,
                length=edit.length,
                form=translation.form,
            )


def _findings(code: str, brief: Brief) -> Iterator[Finding]:
    style, texts = brief.japanese, brief.texts
    if style is None or texts is None:
        return
    found = [
        (texts.place(match), switch)
        for switch in SWITCHES
        if switch.code == code
        and (ways := [way for way in _wrong(switch, style) if texts.has(switch, way)])
        for match in texts.find(switch.written(*ways), switch)
    ]
    # As the catalog has them; in one text by switch.
    for place, switch in sorted(found, key=lambda item: item[0].translation[1:3]):
        if switch.spared is None or switch.spared.search(place.translation.source) is None:
            yield from _otherwise(switch, place, style)


def _wrong(switch: Switch, style: Profile) -> list[str]:
    """Give the ways that a style has otherwise; those that are wrong in each style, where it says
    nothing of a switch.
    """
    way = style.ways.get(switch.name)
    return [one for one in switch.places if (one == MIXED if way is None else one != way)]


def _otherwise(switch: Switch, place: Place, style: Profile) -> Iterator[Finding]:
    """Say how a place of a switch is to be written, unless something locked would change."""
    (translation, start, end, match), way = place, style.ways.get(switch.name, MIXED)
    reading = translation.reading
    # What is not written anew is only shown.
    write = None if way == MIXED else switch.write
    written = write(match, way) if write else match[0]
    edit = reading.edit(start, end, written)
    if edit is None:
        return
    around = reading.seen[max(0, start - _AROUND) : end + _AROUND]
    shown = " ".join(around.replace(GAP, "…").split())
    remedy = "write both halves in one width"
    if way != MIXED:
        remedy = f"{switch.remedies[way]} ({style.reason(switch.name)})"
    yield Finding(
        f"«{shown}»: {remedy}.",
        about=translation.message,
        at=edit.at,
        length=edit.length,
        form=translation.form,
        replacement=edit.text if write else None,
    )
