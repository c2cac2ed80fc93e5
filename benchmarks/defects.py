"""Defects of each kind, put into real messages: where each is, and who is to find it."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from random import Random
from typing import NamedTuple

from i18n_summit.glossary import Glossary, read_glossary
from i18n_summit.model import Message

ANYWHERE = -1
"""One half of a pair is gone: either is a right place to show."""


class Defect(NamedTuple):
    """A message with a defect; after those that it is compared with."""

    messages: tuple[Message, ...]
    at: int | None
    """Where the translation has it, in characters; none where something is missing."""
    sound: tuple[Message, ...]
    """The same without the defect."""


Seed = Callable[[Message, Random], Defect | None]
"""Puts a defect into a message, or gives none where there is no place for it."""


class Kind(NamedTuple):
    """A kind of defect."""

    name: str
    code: str
    """Of the check that is to find it."""
    seed: Seed
    locale: str = "ja"
    profile: str | None = None
    """The style of Japanese that the messages are brought to before."""
    glossary: Glossary | None = None


_PLACES = {
    # Texts of no letters are values, which each language makes up for itself.
    "number": r"(?<![\w.,%({;&#/+-])(?:[2-9]|[1-9]\d+)(?![\w.,;/%-])",
    "large number": r"(?<![\w.,%({;&#/+-])(?:1[3-9]|[2-9]\d|[1-9]\d\d+)(?![\w.,;/%-])",
    "named": r"%\(\w+\)s",
    "numbered": r"(?<![\w%{])(?:%[ds]|\{\w+\})(?![\w}])",
    "address": r"https?://[\w./-]{8,}",
    "code": r"(?<![\w./%({<@$-])[a-z]+_[a-z]+(?![\w}\])])",
    "latin": r"(?<![\w<>&;%({/.-])[A-Za-z]{3,}(?![\w<>&;%)}/.-])",
    "bracket": "[)）」]",
    "word space": r"(?<=[^\s.!?:;。]) (?=\S)",
    "を": "(?<![<を])を(?!を)",
    "particle": "(?<=[一-龥ァ-ヶー])[がにのではと](?=[一-龥ァ-ヶー])",
    "sentence": r"(?:\A|(?<=[.!?] ))[A-Z][a-z]*(?: [a-z]{2,}){4,}\.",
    "mark": "[,.():](?= |\\Z)",
    "japanese": "[ァ-ヶー一-龥]{2,8}",
}
_PATTERNS = {name: re.compile(pattern, re.ASCII) for name, pattern in _PLACES.items()}
_LETTER = re.compile("[A-Za-z]")
_NO_PROSE = re.compile("[<%{`&@/]")
_FUNCTION_WORD = re.compile(r" (?:the|an?|is|are|of|to|in|on|for|with|from|not|this|that) ")
_FULL_WIDTH = str.maketrans(",.():", "，．（）：")
_TERMS = read_glossary(
    "en,ja,forbidden\nuser,ユーザー|ユーザ,利用者\npassword,パスワード,合言葉\nfile,ファイル,書類\n"
    "error,エラー,過ち\nimage,イメージ|画像,図像\npage,ページ,頁\n".encode(),
    PurePosixPath("terms.csv"),
)
_FORBIDDEN = {
    name: term.forbidden[0] for term in _TERMS.terms for name in term.names["ja"] if term.forbidden
}


def _one(message: Message, text: str, at: int | None) -> Defect:
    return Defect((message._replace(translation=text),), at, (message,))


def _place(name: str, text: str, random: Random, known: str | None = None) -> re.Match[str] | None:
    """Choose one of the places of a pattern; with *known*, of those that stand there too."""
    found = [m for m in _PATTERNS[name].finditer(text) if known is None or m[0] in known]
    return random.choice(found) if found else None


def written(text: str, match: re.Match[str], new: str) -> str:
    """Give a text with something else in the place of a match."""
    return text[: match.start()] + new + text[match.end() :]


def inserted(sign: str) -> Seed:
    """Put a sign somewhere between two characters."""

    def seed(message: Message, random: Random) -> Defect | None:
        text = message.translation
        if len(text) < 2 or sign in message.id + text:
            return None
        at = random.randrange(1, len(text))
        return _one(message, text[:at] + sign + text[at:], at)

    return seed


def replaced(
    name: str,
    new: Callable[[str, Random], str],
    *,
    is_lost: bool = False,
    has_flags: bool = True,
) -> Seed:
    """Write something in the place of a pattern, which the source has too and only once; *lost*,
    where nothing in the translation is wrong then.
    """

    def seed(message: Message, random: Random) -> Defect | None:
        message = message if has_flags else message._replace(flags=())
        text = message.translation
        if not _LETTER.search(message.id):
            return None
        match = _place(name, text, random, message.id)
        if match is None or text.count(match[0]) > 1 or message.id == match[0]:
            return None
        if message.id.count(match[0]) > 1:
            return None
        at = None if is_lost else match.start()
        return _one(message, written(text, match, new(match[0], random)), at)

    return seed


def _other_number(digits: str, random: Random) -> str:
    return str(int(digits) + random.randrange(3, 40))


def added(source: str, right: str, wrong: str) -> Seed:
    """Write something behind both texts, then what is wrong in its place: what stands for ``{}``,
    a number that becomes the next one, else the first character that differs.
    """
    differing = (n for n, pair in enumerate(zip(right, wrong, strict=True)) if len({*pair}) > 1)
    at = right.index("{}") if "{}" in right else next(differing)

    def seed(message: Message, random: Random) -> Defect | None:
        if re.search(r"\d|\s\Z", message.id + message.translation) or not message.id:
            return None
        number = random.randrange(20, 1000)
        text = message.translation
        sound = message._replace(
            id=f"{message.id} {source.format(number)}", translation=f"{text} {right.format(number)}"
        )
        defect = sound._replace(translation=f"{text} {wrong.format(number + 1)}")
        return Defect((defect,), len(text) + 1 + at, (sound,))

    return seed


def _bracket(message: Message, random: Random) -> Defect | None:
    match = _place("bracket", message.translation, random)
    if match is None or _NO_PROSE.search(message.translation):
        return None
    return _one(message, written(message.translation, match, ""), ANYWHERE)


def _quote(message: Message, random: Random) -> Defect | None:
    text = message.translation
    if '"' not in text or _NO_PROSE.search(text):
        return None
    match = random.choice(list(re.finditer('"', text)))
    return _one(message, written(text, match, ""), ANYWHERE)


def _edge_space(message: Message, random: Random) -> Defect | None:
    text = message.translation
    if message.id[-1:].isspace() or text[-1:].isspace():
        return None
    return _one(message, text + " ", len(text))


def _edge_newline(message: Message, random: Random) -> Defect | None:
    text = message.translation
    if text.endswith("\n"):
        return _one(message, text[:-1], len(text) - 2)
    return _one(message, text + "\n", len(text))


def _double_space(message: Message, random: Random) -> Defect | None:
    text = message.translation
    match = _place("word space", text, random)
    if match is None or "\n" in text or "  " in message.id or _NO_PROSE.search(text):
        return None
    return _one(message, written(text, match, "  "), match.start())


def doubled(name: str) -> Seed:
    """Write what a pattern finds twice."""

    def seed(message: Message, random: Random) -> Defect | None:
        match = _place(name, message.translation, random)
        if match is None:
            return None
        twice = written(message.translation, match, 2 * match[0])
        return _one(message, twice, match.start())

    return seed


def _english_left(message: Message, random: Random) -> Defect | None:
    text = message.translation
    sentence = _place("sentence", message.id, random)
    if sentence is None or not _FUNCTION_WORD.search(sentence[0]) or text[-1:].isspace():
        return None
    return _one(message, f"{text} {sentence[0]}", len(text) + 1)


def _copied(message: Message, random: Random) -> Defect | None:
    is_prose = len(message.id.split()) >= 5 and _FUNCTION_WORD.search(message.id)
    return _one(message, message.id, None) if is_prose else None


def _emptied(message: Message, random: Random) -> Defect:
    return _one(message, "", None)


def _guessed(message: Message, random: Random) -> Defect:
    return Defect((message._replace(flags=(*message.flags, "fuzzy")),), None, (message,))


def _other_translation(message: Message, random: Random) -> Defect | None:
    if "<" in message.id:
        return None
    again = message._replace(id=f"<b>{message.id}</b>", translation=f"<b>{message.translation}</b>")
    other = again._replace(translation=f"<b>別の{message.translation}</b>")
    return Defect((message, other), None, (message, again))


def _reused(message: Message, random: Random) -> Defect | None:
    if len(message.id.split()) < 8 or "<" in message.id:
        return None
    other = Message("Nobody can say whither yonder seven ships sailed", translation="七隻の船")
    return Defect(
        (message, other._replace(translation=message.translation)), None, (message, other)
    )


def _tag_lost(message: Message, random: Random) -> Defect | None:
    if re.search("[<&]", message.id + message.translation):
        return None
    ours = _place("latin", message.translation, random, message.id)
    if ours is None:
        return None
    tag = f"<a>{ours[0]}</a>"
    source = message.id.replace(ours[0], tag, 1)
    sound = message._replace(id=source, translation=written(message.translation, ours, tag))
    return Defect((sound._replace(translation=message.translation),), None, (sound,))


def _misnamed(message: Message, random: Random) -> Defect | None:
    for term in _TERMS.terms:
        if not re.search(rf"\b{term.names['en'][0]}s?\b", message.id, re.IGNORECASE):
            continue
        for name in term.names["ja"]:
            if name in message.translation:
                text = message.translation.replace(name, _FORBIDDEN[name])
                return _one(message, text, None)
    return None


def turned(message: Message) -> Message:
    """Give a Japanese translation as the source of its English."""
    return Message(message.translation, translation=message.id)


def _full_width(message: Message, random: Random) -> Defect | None:
    text = message.translation
    match = _place("mark", text, random)
    if match is None or _NO_PROSE.search(text):
        return None
    return _one(message, written(text, match, match[0].translate(_FULL_WIDTH)), match.start())


def _japanese_left(message: Message, random: Random) -> Defect | None:
    text = message.translation
    gap, words = _place("word space", text, random), _place("japanese", message.id, random)
    if gap is None or words is None or _NO_PROSE.search(text) or len(text.split()) < 5:
        return None
    return _one(message, written(text, gap, f" {words[0]} "), gap.start() + 1)


def _all_japanese(message: Message, random: Random) -> Defect | None:
    is_sentence = re.search("[ぁ-ん]{2}", message.id)
    return _one(message, f"訳: {message.id}", None) if is_sentence else None


def _era_year(message: Message, random: Random) -> Defect | None:
    year = random.randrange(2, 30)
    dated = message._replace(id=f"平成{year}年: {message.id}")
    sound = dated._replace(translation=f"{1988 + year}: {message.translation}")
    return Defect(
        (sound._replace(translation=f"Heisei {year}: {message.translation}"),), 0, (sound,)
    )


KINDS = (
    Kind("another number", "number", replaced("number", _other_number)),
    Kind("another number, behind", "number", added("{} talks", "講演 {} 件", "講演 {} 件")),
    Kind("another 万, behind", "number", added("({}0 thousand)", "（{}万）", "（{}万）")),
    Kind("another month, behind", "number", added("May 30", "5月30日", "6月30日")),
    Kind("another hour, behind", "number", added("at 2 PM", "14時", "16時")),
    Kind("another half of the day, behind", "number", added("at 3 PM", "午後3時", "午前3時")),
    Kind("another day of the week, behind", "number", added("on Monday", "月曜日", "火曜日")),
    Kind("another month by name, behind", "number", added("in March", "3月に", "4月に")),
    Kind("another word, behind", "number", added("three times", "三回", "四回")),
    Kind("another span, behind", "number", added("for 90 minutes", "1時間半", "2時間半")),
    Kind("another unit of time, behind", "number", added("for 45 seconds", "45秒間", "45分間")),
    Kind("another unit of bytes, behind", "number", added("of 5 GB", "5 GB", "5 MB")),
    Kind("another currency, behind", "number", added("for $100", "$100", "¥100")),
    Kind("another fraction, behind", "number", added("by half", "2分の1", "3分の1")),
    Kind("another name with a number, behind", "number", added("(UTF-8)", "(UTF-8)", "(UTF-7)")),
    Kind("another version, behind", "number", added("v1.10{}", "v1.10{}", "v1.10{}")),
    Kind("another sign, behind", "number", added("for ≥ 5", "≥ 5", "≤ 5")),
    Kind("day and month swapped, behind", "number", added("on July 4", "7月4日", "4月7日")),
    Kind("another place in an order, behind", "number", added("(first)", "第一", "第二")),
    Kind("another million, behind", "number", added("half a million", "50万", "5万")),
    Kind("a rough number, behind", "number", added("for thousands", "数千", "数百万")),
    Kind("hours swapped, behind", "number", added("10:00–22:00", "10:00〜22:00", "22:00〜10:00")),
    Kind("a bound turned, behind", "number", added("(5 or more)", "（5以上）", "（5以下）")),
    Kind(
        "a number lost",
        "lost-number",
        replaced("large number", lambda digits, random: "多く", is_lost=True),
    ),
    Kind("a variable lost", "variable", replaced("named", lambda name, random: "", is_lost=True)),
    Kind(
        "a variable renamed",
        "variable",
        replaced("named", lambda name, random: f"{name[:2]}あ{name[2:]}"),
    ),
    Kind(
        "an unflagged variable lost",
        "possible-variable",
        replaced("numbered", lambda name, random: "", is_lost=True, has_flags=False),
    ),
    Kind("another address", "address", replaced("address", lambda url, random: url[:-3] + "zz")),
    Kind(
        "another address, behind",
        "address",
        added("https://example.org/{}/", "https://example.org/{}/", "https://example.org/{}/"),
    ),
    Kind(
        "another name in code",
        "code-name",
        replaced("code", lambda name, random: f"{name[:-1]}zq"),
    ),
    Kind(
        "another name in code, behind",
        "code-name",
        added("--limit-{}", "--limit-{}", "--limit-{}"),
    ),
    Kind("half of brackets lost", "brackets", _bracket),
    Kind("half of quotes lost", "quotes", _quote),
    Kind("space at the end", "edge-space", _edge_space),
    Kind("a line break at the end", "edge-newline", _edge_newline),
    Kind("U+0008", "control-character", inserted("\x08")),
    Kind("U+200B", "invisible-character", inserted("\u200b")),
    Kind("U+FFFD", "mojibake", inserted("\ufffd")),
    Kind("をを", "double-word", doubled("を")),
    Kind("another particle twice", "double-word", doubled("particle")),
    Kind("two spaces", "double-space", _double_space),
    Kind("a sentence left in English", "leftover-english", _english_left),
    Kind("the source copied", "copy", _copied),
    Kind("no translation", "missing", _emptied),
    Kind("a guess", "fuzzy", _guessed),
    Kind("two translations of a text", "inconsistent", _other_translation),
    Kind("a translation of two texts", "reused", _reused),
    Kind("a tag lost", "placeholder", _tag_lost),
    Kind("a forbidden term", "glossary", _misnamed, glossary=_TERMS),
    Kind("a full-width sign in English", "full-width", _full_width, locale="en"),
    Kind("Japanese left in English", "leftover-japanese", _japanese_left, locale="en"),
    Kind("all left in Japanese", "language", _all_japanese, locale="en"),
    Kind("a year of an era in English", "era-year", _era_year, locale="en"),
)
