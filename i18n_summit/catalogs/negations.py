"""How often a text says no, in English and in Japanese: an edit may have turned its sense round."""

import re
from collections.abc import Iterator

_KANJI = "\u3005\u3400-\u9fff"
_KATAKANA = "\u30a1-\u30fa\u30fc"
_ENGLISH = re.compile(
    # Neither in a name, as no-cache and is_not.txt are, nor before a number: No. 5.
    r"(?<![\w./-])(?:no(?!\. ?\d)|not|never|none|nothing|nobody|nowhere|neither|nor|without|cannot)"
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
_JAPANESE = re.compile(
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
_PREFIX = re.compile(
    f"(?:[不未無]|非(?!常))(?:([{_KANJI}])(?![{_KANJI}])|([{_KANJI}]{{2}})|([{_KATAKANA}]+))"
)
"""A prefix that negates the kanji, the two, or the katakana behind it."""
_AFFIRMED = {"要": "必要", "可": f"(?<![{_KANJI}])可(?![{_KANJI}])"}
"""Words of one kanji without 不; those with 無 have 有."""


def is_turned_round(old: str, new: str) -> bool:
    """Tell whether a *not* came or went between two texts in small letters and in NFKC.

    So does what makes another word of the same: un- and the like in English; 不, 非, 未 and 無.
    """
    return _count(old, new) != _count(new, old)


def _count(text: str, other: str) -> int:
    """Count the negations of a text, and the words of the other one that it negates instead."""
    found = len(_ENGLISH.findall(text))
    if not text.isascii():
        found += sum(map(bool, _JAPANESE.findall(text)))
    for negated, affirmed in _negated_words(text):
        if not re.search(negated, other) and _times(affirmed, text) < _times(affirmed, other):
            found += 1
    return found


def _negated_words(text: str) -> Iterator[tuple[str, str]]:
    """Give the expressions of each word that may be the negation of one, and of that one."""
    for pattern in _UN, _IN:
        for found in pattern.finditer(text):
            yield rf"\b{found[0]}\b", rf"\b{found[1]}\b"
    if text.isascii():
        return
    for found in _PREFIX.finditer(text):
        kanji, word, katakana = found.groups()
        affirmed = f"(?<![不非未無]){word}"
        if kanji:
            affirmed = _AFFIRMED.get(kanji, f"有{kanji}")
        elif katakana:
            affirmed = f"(?<![不非未無{_KATAKANA}]){katakana}(?![{_KATAKANA}])"
        yield found[0], affirmed


def _times(expression: str, text: str) -> int:
    return len(re.findall(expression, text))
