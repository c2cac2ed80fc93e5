"""What is surely a number or a date, though in words, English and Japanese."""

import re
from collections.abc import Iterator

from i18n_summit.checks.amounts.values import DAY, Amount, hour
from i18n_summit.checks.amounts.words import (
    KANJI,
    KANJI_SCALES,
    MONTHS,
    ONES,
    ORDINALS,
    TEENS,
    TENS,
    WORDS,
    either,
    kanji_number,
    month_number,
)
from i18n_summit.language import HIRAGANA, KATAKANA

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_JAPANESE_DAYS = "月火水木金土日"
_LATER_ORDINALS = " ".join(ORDINALS[2:])
_SPELLED = re.compile(
    rf"(?<![\w'’-])(?<!\ba\s)(?<!\bone\s)(?:(?:{either(TENS)})(?:[- ](?:one|{either(ONES)}))?"
    rf"|{either(ONES)}|{either(TEENS)}|twice|thrice|(?:{either(_LATER_ORDINALS)})(?!\sof\b))(?![\w'’])"
    # The words behind make another number of it.
    r"(?![\s-](?:and[\s-]a[\s-])?(?:hundred|thousand|[mbtr]+illion|hal(?:f|ves)|quarter"
    r"|third|fourth|fifth|sixth|eighth|tenth|decade|centur|one|two|three|part(?:y|ies)))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![数何幾\d{KANJI}])(?<!\d\s)(?<!五分)(?:第([{KANJI}]{{1,7}})(?!者)|([{KANJI}]{{1,7}})"
    "(?=つ(?!ん|当|折)|個|台|回|人(?!称|前)|名|件|枚|冊|社|校|点|度(?!と)|倍|種類|通り|[かカヶ箇](?:所|月)"
    "|日|週間|月(?!雨)|年|時|分(?<!十分)(?!九厘|五分)|秒|番|行|列|割(?!り|合)|文字|桁|段階|世紀|本(?!木)))"
)
"""Kanji before what they count; 十分 is enough, and 六本木 a place."""
_NAMED_HOUR = re.compile(r"\b(?:noon|midnight)\b|正午|真夜中", re.IGNORECASE)
_NAMED_MONTH = re.compile(
    r"\b(January|February|April|June|July|August|September|October|November|December)\b"
    # These are words too.
    r"|(?:\A|\b(?:in|of|by|since|until|till|from|to|before|after|during|last|next|this|early|late"
    r"|mid|every|each|and|or)[\s-])(March|May)\b(?=\W*\Z|[\s,.;:)])"
)
_NAMED_DAY = re.compile(
    r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:days?|sdays?|nesdays?|rsdays?|urdays?)\b"
    r"|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b(?=\.?,?\s+(?:\d|[A-Z][a-z]{2,8}\s\d)|\s?[–—-]\s?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b)"
    r"|(?<=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[–—-])(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
)
_TO_DAY = rf"\s?[〜～~–—-]\s?[{_JAPANESE_DAYS}](?![一-鿿々])"
_JAPANESE_DAY = re.compile(
    rf"([{_JAPANESE_DAYS}])曜|(?<=日)\s?[（(]([{_JAPANESE_DAYS}])[）)]"
    rf"|([{_JAPANESE_DAYS}])(?=[〜～~・、,/–-][{_JAPANESE_DAYS}]曜)"
    rf"|(?<![一-鿿々])([{_JAPANESE_DAYS}])(?={_TO_DAY})"
    rf"|(?<=(?<![一-鿿々])[{_JAPANESE_DAYS}][〜～~–—-])([{_JAPANESE_DAYS}])(?![一-鿿々])"
)
_MAY_SPELL = re.compile(
    rf"\b(?:{either(TENS)}|{either(ONES)}|{either(TEENS)}|twice|thrice|{either(_LATER_ORDINALS)}"
    rf"|{either(MONTHS)}|{'|'.join(_DAYS)}|noon\b|midnight\b)",
    re.IGNORECASE,
)
MAY_COUNT = re.compile(
    # A set of characters first: what has none of them is passed over in no time.
    f"[{KANJI}曜正真〜～（(](?:(?<=[{KANJI}曜])|(?<=正)午|(?<=真)夜中|(?<=[〜～（(])[{_JAPANESE_DAYS}])"
)
"""Finds nothing where there is no number in Japanese words."""
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")


def spelled(text: str) -> Iterator[Amount]:
    """Find what is surely a number or a date, though in words."""
    # The cheapest question first, for most texts have none.
    if MAY_COUNT.search(text) is None and (_KANA.search(text) or not _MAY_SPELL.search(text)):
        return
    for match in _SPELLED.finditer(text):
        number = sum(int(WORDS[word][0]) for word in re.findall("[a-z]+", match[0].lower()))
        yield Amount(*match.span(), frozenset({str(number)}))
    for match in _NAMED_HOUR.finditer(text):
        half = "pm" if match[0].lower() in ("noon", "正午") else "am"
        yield Amount(*match.span(), frozenset({hour(12, half)}))
    for match in _NAMED_MONTH.finditer(text):
        group = match.lastindex or 0
        yield Amount(*match.span(group), frozenset({month_number(match[group])}))
    for match in _NAMED_DAY.finditer(text):
        day = _DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(), frozenset({f"{DAY}{day}"}))
    if text.isascii():
        return
    for match in _COUNTED.finditer(text):
        group = match.lastindex or 0
        number = kanji_number(match[group])
        if number > 1 and match[group] not in KANJI_SCALES.keys() - {"十"}:
            yield Amount(*match.span(group), frozenset({str(number)}))
    for match in _JAPANESE_DAY.finditer(text):
        day = _JAPANESE_DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(match.lastindex or 0), frozenset({f"{DAY}{day}"}))


def says_number(text: str) -> bool:
    """Tell whether there is what is surely a number or a date, though in words."""
    return next(spelled(text), None) is not None
