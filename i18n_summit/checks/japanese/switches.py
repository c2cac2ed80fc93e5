"""What styles of Japanese differ in: each switch, and how its places are found and written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from unicodedata import normalize

from i18n_summit.checks.joined import BREAK
from i18n_summit.language import HIRAGANA, KANJI, KATAKANA

_J = f"{HIRAGANA}{KATAKANA}{KANJI}"
_END = r"(?=\s|\Z|\ufffc)"
_OPENING, _CLOSING = "「『（【〔［｛〈《", "」』）】〕］｝〉》"
_ENDING = f"{_CLOSING}、。"
_WORD = f"{_J}A-Za-z0-9"
_LETTER, _DIGIT, _JAPANESE, _ANY_SPACE = "[A-Za-z]", "[0-9]", f"[{_J}]", "[ \u3000]"
_NUMBERS = "0-9０-９"
_HALF_SIGNS, _FULL_SIGNS = "!?:;()[]", "！？：；（）［］"
_HALF_OF = str.maketrans(_FULL_SIGNS, _HALF_SIGNS)
_FULL_OF = str.maketrans(_HALF_SIGNS, _FULL_SIGNS)
_LETTERS = {chr(code + 0xFEE0): chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()}
_HALF_LETTERS = str.maketrans(_LETTERS)
_WRITTEN_SPACES = {"none": "", "space": " ", "full-width space": "\u3000"}

MIXED = "mixed"
"""The way of brackets whose halves differ in width: it is wrong in every style."""

Write = Callable[[re.Match[str], str], str]
"""Gives what a place says when it is written another way."""


@dataclass(frozen=True, slots=True)
class Switch:
    """One thing that styles differ in, and the ways to write it."""

    name: str
    code: str
    """Of the check that finds it."""
    places: Mapping[str, str]
    """By way, a regular expression for the places that are written so."""
    remedies: Mapping[str, str]
    """By way, what to do where it is written otherwise."""
    write: Write | None = None
    """None where a person has to decide."""
    signs: Mapping[str, str] = field(default_factory=dict)
    """By way, characters of which each of its places has one, or stands behind it: a catalog that
    has none of them need not be searched.
    """
    is_inferred: bool = True
    """The way of most places is the way of a catalog."""
    spared: re.Pattern[str] | None = None
    """Where a source has this, its translation is passed over."""
    only_titles: bool = False
    skips_titles: bool = False

    def written(self, *ways: str) -> re.Pattern[str]:
        """Give what finds the places that are written one of several ways."""
        return re.compile("|".join(self.places[way] for way in ways))


def _spaces(match: re.Match[str], way: str) -> str:
    return _WRITTEN_SPACES[way]


def _sign(match: re.Match[str], way: str) -> str:
    return way


def _nothing(match: re.Match[str], way: str) -> str:
    return ""


def _point(match: re.Match[str], way: str) -> str:
    return "0."


def _half_separator(match: re.Match[str], way: str) -> str:
    return "," if match[0] == "，" else "."


def _half_letters(match: re.Match[str], way: str) -> str:
    return match[0].translate(_HALF_LETTERS)


def _whole_kana(match: re.Match[str], way: str) -> str:
    return normalize("NFKC", match[0])


def _width(match: re.Match[str], way: str) -> str:
    return match[0].translate(_HALF_OF if way == "half" else _FULL_OF)


def _before_text(match: re.Match[str], written: str) -> str:
    """Put a space behind a half-width sign, where text follows."""
    following = match.string[match.end() : match.end() + 1]
    return written + (" " if following and not following.isspace() else "")


def _stop(match: re.Match[str], way: str) -> str:
    return _before_text(match, way) if way in ",." else way


def _colon(match: re.Match[str], way: str) -> str:
    written = _width(match, way).rstrip(" ")
    return _before_text(match, written) if way == "half" else written


def _mark(match: re.Match[str], way: str) -> str:
    written = _width(match, way)
    following = match.string[match.end() : match.end() + 1]
    is_text = re.match(f"[{_WORD}]", following) is not None
    return written + " " if way == "half" and is_text else written


def _outer(match: re.Match[str], way: str) -> str:
    signs = match[0]
    table = _HALF_OF if way == "half" else _FULL_OF
    return signs[0].translate(table) + signs[1:-1] + signs[-1].translate(table)


def _after(before: str, first: str, rest: str = "") -> str:
    """Find a character behind others, and the rest. What is sought is the character alone, which
    is rare: only there is the look back taken.
    """
    return f"{first}(?<={before}.){rest}"


def _spaces_between(*ends: tuple[str, str], space: str = " ") -> str:
    """Find spaces between any of these pairs."""
    return f"{space}(?:" + "|".join(f"(?<={a}.){space}*(?={b})" for a, b in ends) + ")"


def _brackets(name: str, half: str, full: str) -> Switch:
    """Find pairs with Japanese in them, and full-width ones whatever they hold."""
    h1, h2, f1, f2 = map(re.escape, half + full)
    inside = f"[^{h1}{h2}{f1}{f2}\\n]*+"
    return Switch(
        name,
        "ja-brackets",
        {
            "half": f"{h1}(?=[^{h1}{h2}{_J}\\n]*+[{_J}])[^{h1}{h2}\\n]*+{h2}",
            "full": f"{f1}[^{f1}{f2}\\n]*+{f2}",
            MIXED: f"{h1}{inside}{f2}|{f1}{inside}{h2}",
        },
        {"half": f"write half-width {half}", "full": f"write full-width {full}"},
        _outer,
        {"half": half, "full": full, MIXED: full},
    )


_NUMBERED = r"[0-9]++(?:\n|\Z)"
"""The number of a label, 「住所 3」, is no part of a sentence."""
_UNIT = f"(?<![^A-Za-z][A-Z])(?<!\\A[A-Z])(?={_JAPANESE})"
"""Not behind a lone letter: Tシャツ and X線 are words."""

SWITCHES = (
    Switch(
        "latin space",
        "ja-spacing",
        {
            # The rarer of the two is asked for first.
            "none": f"(?={_LETTER})(?<={_JAPANESE})|(?<={_LETTER}){_UNIT}",
            "space": _spaces_between((_JAPANESE, _LETTER), (_LETTER, _JAPANESE), space=_ANY_SPACE),
        },
        {
            "none": "take out the space between Japanese and Latin",
            "space": "put a space between Japanese and Latin",
        },
        _spaces,
    ),
    Switch(
        "digit space",
        "ja-spacing",
        {
            "none": f"(?={_DIGIT})(?<={_JAPANESE})(?!{_NUMBERED})|(?<={_DIGIT})(?=[{_J}])(?!つ)",
            "space": _spaces_between(
                (_JAPANESE, f"{_DIGIT})(?!{_NUMBERED}"), (_DIGIT, _JAPANESE), space=_ANY_SPACE
            ),
        },
        {
            "none": "take out the space between Japanese and a number",
            "space": "put a space between Japanese and a number",
        },
        _spaces,
    ),
    Switch(
        "japanese space",
        "ja-spacing",
        # Names of persons and of compounds have spaces: 「山田 太郎」, 「データ フロー」.
        {
            "none": f"[{_J}]{{2,}}+",
            "space": _spaces_between((f"[{HIRAGANA}]", _JAPANESE), (_JAPANESE, f"[{HIRAGANA}]")),
        },
        {"none": "take out the space between Japanese letters"},
        _spaces,
    ),
    Switch(
        "sign space",
        "ja-spacing",
        {
            # Beside a sign; most places are told by that question.
            "none": f"(?:(?=[{_OPENING}{_ENDING}])|(?<=[{_OPENING}{_ENDING}]))"
            f"(?:(?<=[{_OPENING}])(?=\\S)|(?<=\\S)(?=[{_ENDING}])"
            f"|(?<=[{_WORD}])(?=[{_OPENING}])|(?<=[{_ENDING}])(?=[{_WORD}]))",
            "space": _spaces_between(
                (f"[{_OPENING}]", r"\S"),
                (f"[{_WORD}{_CLOSING}]", f"[{_ENDING}]"),
                (f"[{_WORD}]", f"[{_OPENING}]"),
                (f"[{_ENDING}]", f"[{_WORD}{_OPENING}]"),
            ),
        },
        {"none": "take out the space beside the full-width sign"},
        _spaces,
    ),
    Switch(
        "bracket space",
        "ja-spacing",
        {
            "none": f"(?=\\((?![&_]))(?<={_JAPANESE})|(?<=\\))(?<=[^(]\\))(?={_JAPANESE})",
            "space": _spaces_between((_JAPANESE, r"\((?![&_])"), (r"[^(]\)", _JAPANESE)),
        },
        {
            "none": "take out the space outside the brackets",
            "space": "put a space outside the brackets",
        },
        _spaces,
    ),
    Switch(
        "mark space",
        "ja-spacing",
        {
            way: f"{space}(?<=[！？]{space})(?=[{_WORD}])(?!と|って)"
            for way, space in _WRITTEN_SPACES.items()
        },
        {
            "none": "take out the space behind ！ or ？",
            "space": "put a half-width space behind ！ or ？, where text follows",
            "full-width space": "put a full-width space behind ！ or ？, where text follows",
        },
        _spaces,
        dict.fromkeys(_WRITTEN_SPACES, "！？"),
    ),
    Switch(
        "letters",
        "ja-width",
        {"half": "[0-9A-Za-z]+", "full": "[０-９Ａ-Ｚａ-ｚ]+"},
        {"half": "write letters and digits half-width"},
        _half_letters,
    ),
    Switch(
        "kana",
        "ja-width",
        {"full": "[ァ-ヶー]+", "half": "[\uff61-\uff9f]+"},
        {"full": "write katakana and its signs full-width"},
        _whole_kana,
    ),
    Switch(
        "composition",
        "ja-width",
        {
            "composed": "[がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽ]"
            "|[ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴ]",
            "decomposed": "[うかきくけこさしすせそたちつてとはひふへほゝ]\u3099"
            "|[ウカキクケコサシスセソタチツテトハヒフヘホワヰヱヲヽ]\u3099"
            "|[はひふへほハヒフヘホ]\u309a",
        },
        {"composed": "write the kana and its mark as one character"},
        _whole_kana,
    ),
    _brackets("round brackets", "()", "（）"),
    _brackets("square brackets", "[]", "［］"),
    Switch(
        "comma",
        "ja-punctuation",
        {
            "、": "、",
            "，": f"，(?:(?<![{_NUMBERS}]，)|(?![{_NUMBERS}]))",
            ",": _after(f"[{_J}{_CLOSING}]", ",", "(?![0-9,、。]) *"),
        },
        {"、": "write 「、」", "，": "write 「，」", ",": 'write ","'},
        _stop,
        spared=re.compile(r"\w,\w"),  # A list for a program.
    ),
    Switch(
        "period",
        "ja-punctuation",
        {
            "。": "。",
            "．": f"．(?:(?<![{_NUMBERS}]．)|(?![{_NUMBERS}]))",
            ".": _after(_JAPANESE, r"\.", rf"(?<!例\.)(?:{_END}|(?={_JAPANESE}))"),
        },
        {"。": "write 「。」", "．": "write 「．」", ".": 'write "."'},
        _stop,
    ),
    Switch(
        "exclamation",
        "ja-punctuation",
        {"half": _after(f"[{_J}{_CLOSING}]", "[!?]", "[!?]*(?!=)"), "full": "[！？]+"},
        {"half": "write half-width ! and ?", "full": "write full-width ！ and ？"},
        _mark,
        {"half": "!?", "full": "！？"},
    ),
    Switch(
        "colon",
        "ja-punctuation",
        {
            "half": _after(f"[{_J}{_CLOSING}]", "[:;]", r"(?![:;/\-)(]) *"),
            "full": "[：；]",
        },
        {"half": "write a half-width colon or semicolon", "full": "write it full-width: ： or ；"},
        _colon,
        {"half": ":;", "full": "：；"},
    ),
    Switch(
        "range",
        "ja-punctuation",
        {"〜": "[〜～]", "~": _after(f"[{_J}{_NUMBERS}]", "~", f"(?=[{_J}{_NUMBERS}])")},
        {"〜": "write 「〜」 between the ends of a range"},
        _sign,
        {"〜": "〜～", "~": "~"},
    ),
    Switch(
        "dash",
        "ja-punctuation",
        {"―": "[―—]", "-": _after(_JAPANESE, "[-–]", f"(?:(?<=–)|-+)(?={_JAPANESE})")},
        {"―": "write a full-width dash, 「―」"},
        is_inferred=False,
    ),
    Switch(
        "separators",
        "ja-punctuation",
        {
            "half": _after(f"[{_NUMBERS}]", "[,.]", f"(?=[{_NUMBERS}])"),
            "full": _after(f"[{_NUMBERS}]", "[，．]", f"(?=[{_NUMBERS}])"),
        },
        {"half": "write half-width signs in numbers"},
        _half_separator,
        {"half": ",.", "full": "，．"},
    ),
    Switch(
        "decimal sign",
        "ja-punctuation",
        {".": r"0(?<![\d.,]0)\.(?=\d)", ",": r"0(?<![\d.,]0),(?=\d(?!\d\d))"},
        {".": "write a point in decimal fractions"},
        _point,
        is_inferred=False,
    ),
    Switch(
        "counter",
        "ja-punctuation",
        {
            sign: _after(f"[{_NUMBERS}一二三四五六七八九十数]", sign, "(?=[月所国年条])")
            for sign in "かヶケカヵ箇"
        },
        {sign: f"write 「{sign}」 between number and counter" for sign in "かヶケカヵ箇"},
        _sign,
    ),
    Switch(
        "stop in quotes",
        "ja-punctuation",
        {"none": f"(?=[」』])(?<={_JAPANESE})", "。": "。(?=[」』])"},
        {"none": "take out 「。」 before the closing bracket"},
        _nothing,
        is_inferred=False,
    ),
    Switch(
        "stop in titles",
        "ja-punctuation",
        {"none": f"(?<=[{_J}]){_END}", "。": f"。(?=\\s*(?:\\Z|{BREAK}))"},
        {"none": "take out 「。」 at the end of a title"},
        _nothing,
        is_inferred=False,
        only_titles=True,
    ),
    Switch(
        "body",
        "ja-style",
        {
            "polite": "(?:です|ます|でした|ました|ません|ください|下さい|でしょう|ましょう|なさい)"
            "(?:か|ね|よ|が)?(?=。(?![」』）]))",
            "plain": "(?:である|であった|だった|だ(?<=[一-龥ァ-ー]だ)|ではない|でない|とする"
            "|する|した(?<![まで]した)|しない|される|された|できる|できない|られる|られた|なる|なった)"
            "(?=。(?![」』）]))",
        },
        {
            "polite": "end the sentence in です or ます",
            "plain": "end the sentence in である, or in the plain form of its verb",
        },
        skips_titles=True,
    ),
)
"""In the order in which they are shown."""
