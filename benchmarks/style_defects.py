"""Defects of the style of Japanese, put into real messages of that style."""

import re
from collections.abc import Callable
from random import Random

from benchmarks.defects import Defect, Kind, Seed, written
from i18n_summit.model import Message

_LETTERS = "ぁ-んァ-ヶー一-龥"
_JAPANESE = re.compile(f"[{_LETTERS}]")
_PLAIN = re.compile(r"[^<>%{}`&@/\\$_]*")
"""A text that is prose from end to end."""
_FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
_HALF_WIDTH = {full: half for half, full in _FULL_WIDTH.items()} | {"、": ",", "。": "."}
_DECOMPOSED = {"が": "か\u3099", "ガ": "カ\u3099", "ば": "は\u3099", "バ": "ハ\u3099"}
_LONG = {
    "user": "ユーザー",
    "server": "サーバー",
    "folder": "フォルダー",
    "browser": "ブラウザー",
    "header": "ヘッダー",
    "parameter": "パラメーター",
    "filter": "フィルター",
    "router": "ルーター",
    "manager": "マネージャー",
    "adapter": "アダプター",
    "owner": "オーナー",
    "member": "メンバー",
    "number": "ナンバー",
    "category": "カテゴリー",
    "directory": "ディレクトリー",
    "memory": "メモリー",
    "policy": "ポリシー",
}
"""English words, and what they are with their long vowel."""


def _changed(pattern: str, new: Callable[[str], str], shift: int = 0) -> Seed:
    """Write one match of a pattern otherwise; the defect is seen *shift* characters behind it."""
    find = re.compile(pattern)

    def seed(message: Message, random: Random) -> Defect | None:
        text = message.translation
        if not (_PLAIN.fullmatch(text) and _JAPANESE.search(text)):
            return None
        found = list(find.finditer(text))
        if not found:
            return None
        match = random.choice(found)
        wrong = message._replace(translation=written(text, match, new(match[0])))
        return Defect((wrong,), match.start() + shift, (message,))

    return seed


def _short(message: Message, random: Random) -> Defect | None:
    source = message.id.lower()
    for english, word in _LONG.items():
        match = re.search(f"{word}(?![ァ-ヶー])", message.translation)
        if match and re.search(rf"\b{english}s?\b", source):
            wrong = message._replace(translation=written(message.translation, match, word[:-1]))
            return Defect((wrong,), match.start(), (message,))
    return None


STYLE_KINDS = (
    Kind(
        "a space too many",
        "ja-spacing",
        _changed(
            rf"(?<=[{_LETTERS}])(?=[A-Za-z])|(?<=[A-Za-z]{{2}})(?=[{_LETTERS}])", lambda _: " "
        ),
        profile="jtf",
    ),
    Kind(
        "a space lost",
        "ja-spacing",
        _changed(
            rf"(?<=[{_LETTERS}]) (?=[A-Za-z])|(?<=[A-Za-z]{{2}}) (?=[{_LETTERS}])", lambda _: ""
        ),
        profile="microsoft",
    ),
    Kind(
        "a letter of full width",
        "ja-width",
        _changed("[A-Za-z0-9]", lambda sign: _FULL_WIDTH[sign]),
        profile="jtf",
    ),
    Kind(
        "a decomposed kana",
        "ja-width",
        _changed("[がガばバ]", lambda kana: _DECOMPOSED[kana]),
        profile="jtf",
    ),
    Kind(
        "half-width brackets",
        "ja-brackets",
        _changed(rf"（[^（）()]*[{_LETTERS}][^（）()]*）", lambda text: f"({text[1:-1]})"),
        profile="jtf",
    ),
    Kind(
        "a half-width sign",
        "ja-punctuation",
        _changed(rf"(?<=[{_LETTERS}])[！？、。](?![」』）])", lambda sign: _HALF_WIDTH[sign]),
        profile="jtf",
    ),
    Kind("a long vowel lost", "ja-long-vowel", _short, profile="jtf"),
    Kind(
        "である for です",
        "ja-style",
        _changed("です(?=。)", lambda _: "である"),
        profile="kubernetes",
    ),
)
