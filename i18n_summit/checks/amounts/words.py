"""Numbers in words, English and Japanese, and the names of months and days of the week."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from i18n_summit.checks.amounts.measures import times, unit
from i18n_summit.checks.amounts.values import DAY, Amount, answers, canonical, hour, part
from i18n_summit.language import HIRAGANA, KATAKANA

_MONTHS = "january february march april may june july august september october november december"
_MONTH = {name[:size]: n for n, name in enumerate(_MONTHS.split(), 1) for size in (3, len(name))}
_MONTH["sept"] = 9
MONTH_NAMES = "|".join(sorted(map(str.capitalize, _MONTH), key=len, reverse=True))
MONTH_IN_DATE = re.compile(
    rf"\b(?:({MONTH_NAMES})\b\.?(?=\s+\d)|(?<=\d\s)({MONTH_NAMES})\b"
    rf"|(?<=\dth\s|\dst\s|\dnd\s|\drd\s)({MONTH_NAMES})\b)",
)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_JAPANESE_DAYS = "月火水木金土日"
SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
SCALES |= {"lakh": 5, "crore": 7, "लाख": 5, "करोड": 7}
_LARGEST = 10**15
"""Beyond this, words for numbers are no number."""
_KANJI_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "億": 8, "兆": 12}
_KANJI_DIGITS = {kanji: n for n, kanji in enumerate("〇一二三四五六七八九")}
KANJI = "".join((*_KANJI_DIGITS, *_KANJI_SCALES))
_KANJI_RUN = re.compile(
    rf"(?<![\d０-９])(?<![\d０-９]\s)(?!一[覧致般緒括旦定切連])[{KANJI}]{{1,16}}"
)
_WORD = re.compile(r"(?<![\w])(?<!\d[\s-])[a-z]+")
_ONES = "two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = ("first", "second", *_ORDINALS.split())
"""From the first on."""
_WORDS = {
    word: tuple(values.split(","))
    for word, values in (
        item.split("=")
        for item in (
            "zero=0 no=0 none=0 one=1 first=1 second=2 hundred=100 hundreds=100 thousand=1000"
            " thousands=1000 million=1000000 billion=1000000000 twice=2 thrice=3 single=1 once=1"
            " double=2 doubled=2 doubles=2 doubling=2 dual=2 duo=2 both=2 pair=2 couple=2 either=2"
            " biweekly=2 bimonthly=2 triple=3 tripled=3 triples=3 trio=3 quadruple=4 quadrupled=4"
            " half=2,0.5,30,50 halves=2,0.5 quarter=3,4,15,25,0.25 quarters=3,4,0.25 quarterly=3,4"
            " dozen=12 week=7 weekly=7 day=24 daily=24 fortnight=2,14 decade=10 year=12"
            " century=100 centuries=100 noon=0pm midnight=0am primary=1 secondary=2 tertiary=3"
            " binary=2 octal=8 decimal=10 hexadecimal=16 hex=16 oct=8 previous=1 next=1 clock=24"
            " teens=10"
            " all=1/1 full=1/1 fully=1/1 whole=1/1 complete=1/1 completely=1/1 entirely=1/1"
        ).split()
    )
}
_WORDS |= {word: (str(n),) for n, word in enumerate(f"{_ONES} {_TEENS}".split(), 2)}
_WORDS |= {word: (str(10 * n),) for n, word in enumerate(_TENS.split(), 2)}
_WORDS |= {word: (str(n),) for n, word in enumerate(_ORDINALS.split(), 3)}
_WORDS |= {
    word.removesuffix("y") + "ies": (str(10 * n), str(1900 + 10 * n), str(2000 + 10 * n))
    for n, word in enumerate(_TENS.split(), 2)
}
_WORDS |= {word + "fold": _WORDS[word] for word in f"{_ONES} ten hundred".split()}
_PARTS = {word: n for n, word in enumerate(_ORDINALS.split(), 3)}
_PARTS |= {word + "s": n for word, n in _PARTS.items()}
_PARTS |= {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
_GROUPS = {"dozen": 12, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
_BETWEEN = frozenset(("and", "a", "an", "of"))
_JAPANESE_WORDS = {
    "半": (*_WORDS["half"], "1/2"),
    "正午": ("12", hour(12, "pm")),
    "深夜": (hour(12, "am"),),
    "真夜中": ("0", "12", hour(12, "am")),
    "両": ("2",),
    "隔": ("2",),
    "週": ("7",),
    "年中無休": ("7", "24", "365"),
    "終日": ("24",),
    "ダース": ("12",),
    "四半期": ("3mo",),
    "五分五分": ("50",),
    "完全": ("1/1",),
    "すべて": ("1/1",),
    "全": ("1/1",),
}
_ROMAN_SIZES = {"I": 1, "V": 5, "X": 10}
_ROMAN = re.compile(r"(?<![\w'’-])(?:[IVX]{2,5}|[VX])(?![\w'’])", re.ASCII)
"""A lone I is mostly a word."""
_DOUBLE = re.compile(rf"(?<![\d数何{KANJI}])(?<![\d{KANJI}]\s)倍")
_KANJI_PART = re.compile(rf"([{KANJI}]+)分の([{KANJI}]+)")


def _either(words: str) -> str:
    return "|".join(words.split())


_SPELLED = re.compile(
    rf"(?<![\w'’-])(?<!\ba\s)(?<!\bone\s)(?:(?:{_either(_TENS)})(?:[- ](?:one|{_either(_ONES)}))?"
    rf"|{_either(_ONES)}|{_either(_TEENS)}|twice|thrice|(?:{_either(_ORDINALS)})(?!\sof\b))(?![\w'’])"
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
_BEFORE_HOUR = re.compile(
    rf"\b(quarter|five|ten|twenty)(?: minutes)? to (one|{_either(_ONES)}|ten|eleven|twelve)\b"
)
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
    rf"\b(?:{_either(_TENS)}|{_either(_ONES)}|{_either(_TEENS)}|twice|thrice|{_either(_ORDINALS)}"
    rf"|{_either(_MONTHS)}|{'|'.join(_DAYS)}|noon\b|midnight\b)",
    re.IGNORECASE,
)
MAY_COUNT = re.compile(
    # A set of characters first: what has none of them is passed over in no time.
    f"[{KANJI}曜正真〜～（(](?:(?<=[{KANJI}曜])|(?<=正)午|(?<=真)夜中|(?<=[〜～（(])[{_JAPANESE_DAYS}])"
)
"""Finds nothing where there is no number in Japanese words."""
_OF_THINGS = re.compile(r"\b(?:both|either|pairs?)\b|一(?=[部度時])|(?<=もう)一|両", re.IGNORECASE)
_KANA = re.compile(f"[{HIRAGANA}{KATAKANA}]")


def named_months(text: str) -> Iterator[Amount]:
    """Find the months of dates, in English."""
    for match in MONTH_IN_DATE.finditer(text):
        name = match[1] or match[2] or match[3]
        value = frozenset({str(_MONTH[name.lower()])})
        yield Amount(match.start(), match.start() + len(name), value)


def spelled(text: str) -> Iterator[Amount]:
    """Find what is surely a number or a date, though in words."""
    # The cheapest question first, for most texts have none.
    if MAY_COUNT.search(text) is None and (_KANA.search(text) or not _MAY_SPELL.search(text)):
        return
    for match in _SPELLED.finditer(text):
        number = sum(int(_WORDS[word][0]) for word in re.findall("[a-z]+", match[0].lower()))
        yield Amount(*match.span(), frozenset({str(number)}))
    for match in _NAMED_HOUR.finditer(text):
        half = "pm" if match[0].lower() in ("noon", "正午") else "am"
        yield Amount(*match.span(), frozenset({hour(12, half)}))
    for match in _NAMED_MONTH.finditer(text):
        group = match.lastindex or 0
        yield Amount(*match.span(group), frozenset({str(_MONTH[match[group].lower()])}))
    for match in _NAMED_DAY.finditer(text):
        day = _DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(), frozenset({f"{DAY}{day}"}))
    if text.isascii():
        return
    for match in _COUNTED.finditer(text):
        group = match.lastindex or 0
        number = kanji_number(match[group])
        if number > 1 and match[group] not in _KANJI_SCALES.keys() - {"十"}:
            yield Amount(*match.span(group), frozenset({str(number)}))
    for match in _JAPANESE_DAY.finditer(text):
        day = _JAPANESE_DAYS.index(match[match.lastindex or 0])
        yield Amount(*match.span(match.lastindex or 0), frozenset({f"{DAY}{day}"}))


def says_number(text: str) -> bool:
    """Tell whether there is what is surely a number or a date, though in words."""
    return next(spelled(text), None) is not None


def month_number(name: str) -> str:
    """Give the number of a month of which the name is given in English, or its first letters."""
    return str(_MONTH[name.lower()])


def roman_number(letters: str) -> str:
    """Give the number that Roman numerals below forty write: XIV."""
    sizes = [_ROMAN_SIZES[letter] for letter in letters]
    following = (*sizes[1:], 0)
    return str(
        sum(-one if one < behind else one for one, behind in zip(sizes, following, strict=True))
    )


def _before_the_hour(text: str) -> Iterator[str]:
    """Give the hour and the minutes that «quarter to ten» is."""
    for minutes, name in _BEFORE_HOUR.findall(text):
        before = 15 if minutes == "quarter" else int(_WORDS[minutes][0])
        yield from answers(str(int(_WORDS[name][0]) - 1 or 12))
        yield str(60 - before)


def in_words(text: str) -> Iterator[str]:
    """Give whatever number a text may mean by its words."""
    yield from _in_english(text.lower())
    yield from map(roman_number, _ROMAN.findall(text))
    if " to " in text:
        yield from _before_the_hour(text.lower())
    if text.isascii():
        return
    for run in _KANJI_RUN.findall(text):
        yield from answers(str(kanji_number(run)))
        yield from (str(_KANJI_DIGITS[kanji]) for kanji in run if kanji in _KANJI_DIGITS)
    for word, values in _JAPANESE_WORDS.items():
        if word in text:
            yield from values
    if "倍" in text and _DOUBLE.search(text):
        yield "2"
    if "分の" in text:
        for below, above in _KANJI_PART.findall(text):
            yield part(Fraction(kanji_number(above), kanji_number(below) or 1))


def without_things(text: str) -> str:
    """Give a text without the words that say a number of things only, of no order or measure."""
    return _OF_THINGS.sub(" ", text)


def _in_english(text: str) -> Iterator[str]:
    """Add words up, from left to right: two and a half million, an hour and a half."""
    # What is before the last scale, what is behind it, and the scale itself.
    total = count = size = Decimal(0)
    span, kind = Decimal(0), ""
    for word in _WORD.findall(text):
        values = _WORDS.get(word, ())
        for value in values:
            yield from answers(value)
        if word in _MONTH:
            yield str(_MONTH[word])
        if below := _PARTS.get(word):
            yield part(Fraction(int(count) or 1, below))
        found = None if below else unit(word)  # A quarter of a million is no time.
        if found:
            length = (count or Decimal(1)) * found[0]
            span = span + length if kind == found[1] else length
            kind, size = found[1], Decimal(found[0])
            yield from times({length, span}, kind)
        if (scale := SCALES.get(word)) or word in _GROUPS:
            size = Decimal(10**scale if scale else _GROUPS[word])
            count = (count or Decimal(1)) * size
            if scale and scale > 2:
                total, count = total + count, Decimal(0)
        elif word in ("half", "quarter"):
            share = Decimal("0.5") if word == "half" else Decimal("0.25")
            if kind:
                yield from times({span + share * size}, kind)
            elif size and not count:
                total += share * size
            else:
                count += share
        elif found:
            total = count = Decimal(0)
            continue
        elif values and values[0].isdigit():
            number = int(values[0])
            # Twenty and five are one number, one and two are not.
            is_joined = count % (10 if number < 10 else 100) == 0
            count = count + number if is_joined else Decimal(number)
        elif word not in _BETWEEN:
            total = count = size = span = Decimal(0)
            kind = ""
            continue
        else:
            continue
        yield canonical(total + count)
        if total + count > _LARGEST:
            total = count = Decimal(0)


def kanji_number(run: str) -> int:
    """Give the number that kanji write."""
    total = count = digits = 0
    for kanji in run:
        if kanji in _KANJI_DIGITS:
            digits = digits * 10 + _KANJI_DIGITS[kanji]
        elif _KANJI_SCALES[kanji] < 4:
            count += (digits or 1) * int(10 ** _KANJI_SCALES[kanji])
            digits = 0
        else:
            total += (count + digits or 1) * int(10 ** _KANJI_SCALES[kanji])
            count = digits = 0
    return total + count + digits
