"""How often a text says no, in English and in Japanese: an edit may have turned its sense round."""

import re
from collections import Counter
from collections.abc import Iterator

# What only Japanese asks for is compiled when it does: it takes as long as all else that is
# compiled before a catalog is read.
_KANJI = "\u3005\u3400-\u9fff"
_KATAKANA = "\u30a1-\u30fa\u30fc"
_ENGLISH = re.compile(
    # Neither in a name or a value, as no-cache and =None are, nor before a number: No. 5.
    r"(?<![\w./=-])"
    r"(?:no(?!\. ?\d)|not|never|none|nothing|nobody|nowhere|neither|nor|without|cannot)"
    r"(?![\w/]|[.-]\w)"
    r"|(?<![\w./-])non-(?=[a-z])"
    r"|n['\u2019]t(?!\w)"
)
_NO_NEGATION = (
    "少な[いくか]|危な[いくか]|(?:つま|くだ)らな|限りなく|間違いなく|[ま間]もなく|(?:なん|何)となく"
    "|すみません|申し訳(?:な|あり|ござい)|かも(?:しれ|知れ)(?:な|ません)"
    "|に(?:すぎ|過ぎ|違い|ちがい|相違)(?:な|ません|ありません|ず)|ませんか(?=[。?]|$)"
    "|(?:なければ|なくては|ないと|ねば)(?:なら|なり|いけ)(?:な[いくか]|ません|ず)"
    "|(?:だけ|のみ|ばかり)では?なく|のみならず|しか[^。]{0,30}?(?:な[いくか]|ません|ず)"
    r"|\d ?ないし|にともない|おこな[いわ]|[行伴損補]な[いわ]"
    "|(?:関|拘|かか)わらず|相変わらず|思わず|絶えず|少なからず|(?:と|取)り(?:あ|敢)えず"
    f"|やむを[得え](?:ず|な[いく]|ません)|(?<![{_KANJI}])まず"
)
"""Japanese that has the form of a negation, and says none: may, must, only, soon, despite."""
_JAPANESE = (
    f"{_NO_NEGATION}"
    "|(ません|ない|なく|なかっ|なけれ|禁止"
    r"|[いきぎじちびりさかがたばまらわえけげせぜてでねべめれ見出得経]ず(?=[にも、。,\s]|$))"
)
"""With a group where it is a negation."""
_UN = re.compile(r"\bun(?!less\b)([a-z]{4,})\b")
_IN = re.compile(
    r"\b(?:i[nmlr]|dis)((?:abil|accessib|accura|activ|adequa|appropria|capab|compatib|complet"
    r"|consisten|convenien|correct|depend|direct|effective|efficien|eligib|exact|finite|flexib"
    r"|frequen|secur|sensitiv|significan|sufficien|toleran|valid|visib|mutab|possib|precis|prob"
    r"|proper|practic|perfect|regular|relevan|reversib|rational|legal|legib|logical|allow|connect)"
    r"[a-z]*)\b"
)
_PREFIX = f"(?:[不未無]|非(?!常))(?:([{_KANJI}])(?![{_KANJI}])|([{_KANJI}]{{2}})|([{_KATAKANA}]+))"
"""A prefix that negates the kanji, the two, or the katakana behind it."""
_AFFIRMED = {"要": "必要", "可": "可"}
"""Words of one kanji without 不; those with 無 have 有."""
_WORD = (
    rf"\b[a-z]{{4,}}\b|(?<![不非未無])可(?![{_KANJI}])"
    rf"|(?<![不非未無{_KATAKANA}])[{_KATAKANA}]++|(?<![不非未無])(?=([{_KANJI}]{{2}}))"
)
"""What may be negated; of kanji each two."""


def is_japanese(text: str) -> bool:
    """Tell whether a text may have Japanese in it."""
    return not text.isascii() and max(text) >= "\u3000"


def is_turned_round(old: str, new: str) -> bool:
    """Tell whether a *not* came or went between two texts in small letters and in NFKC.

    So does what makes another word of the same: un- and the like in English; 不, 非, 未 and 無.
    """
    gone, come = list(_negated_words(old)), list(_negated_words(new))
    said = _count(old) - _count(new)
    if gone or come:
        said += _turned(gone, come, old, new) - _turned(come, gone, new, old)
    return said != 0


def _count(text: str) -> int:
    found = len(_ENGLISH.findall(text))
    return found + sum(map(bool, re.findall(_JAPANESE, text))) if is_japanese(text) else found


_Negated = list[tuple[str, str]]


def _turned(negated: _Negated, known: _Negated, text: str, other: str) -> int:
    """Count the negated words of a text that the other one has without negation instead."""
    known_words = {word for word, _ in known}
    new = [affirmed for word, affirmed in negated if word not in known_words]
    if not new:
        return 0
    here, there = (
        Counter(found[1] or found[0] for found in re.finditer(_WORD, each))
        for each in (text, other)
    )
    return sum(here[affirmed] < there[affirmed] for affirmed in new)


def _negated_words(text: str) -> Iterator[tuple[str, str]]:
    """Give each word that may be the negation of one, and that one."""
    for pattern in _UN, _IN:
        for found in pattern.finditer(text):
            yield found[0], found[1]
    if not is_japanese(text):
        return
    for found in re.finditer(_PREFIX, text):
        kanji, pair, katakana = found.groups()
        yield found[0], pair or katakana or _AFFIRMED.get(kanji, f"有{kanji}")
