"""Checks of brackets, quotes, spaces, and of words written twice."""

import re
from collections.abc import Iterator

from i18n_summit.checks.joined import EDGE_SPACE
from i18n_summit.checks.readings import Pair, new_matches, prose
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.language import JAPANESE, are_same
from i18n_summit.model import Severity

# The width of a bracket is a matter of style.
_PAIRS = {"(": ")", "（": ")", "[": "]", "［": "]", "{": "}", "「": "」", "『": "』", "【": "】"}
_ENDS = {")": ")", "）": ")", "]": "]", "］": "]", "」": "」", "』": "』", "】": "】"}
_BRACKET = re.compile("[()（）［］「」『』【】\\[\\]]")
_NUMBERING = re.compile(
    r"(?:\A|[\s\ufffc])[0-9０-９A-Za-zＡ-Ｚａ-ｚ]{1,2}\Z|[例注][0-9０-９]?\Z|[:;8=][-o^']?\Z"
)
"""What stands before the lone bracket of «2)» and 「例）」, and of a face."""
_ITEM = re.compile(r"(?<![0-9０-９])[0-9０-９]{1,2}\Z")
_FACE = re.compile(r"[:;8=][-o^']?\Z")
_OPENING, _CLOSING = frozenset("\"'`“‘「『"), frozenset("\"'”’」』")
_BEGIN = re.compile(r"\s*")
_END = re.compile(r"(?<!\s)\s*\Z")
_SPACES = re.compile(r"(?<=[^\s.!?:;。])  +(?=\S)")
_WORD_TWICE = re.compile(r"(?<![\w'’.-])([A-Za-z]++)[ \n]\1(?![\w'’-])", re.IGNORECASE)
_KANA_TWICE = re.compile(
    # Each begins with its letters, so that the search may skip what has none of them; of two
    # particles the second begins a word where hiragana follow: 通りののち, データでできる.
    "をを|がが(?![ぁ-ん])|にに(?<![なく]にに)(?![ぁ-ん])|のの(?<!ものの)(?![ぁ-ん字])"
    "|でで(?<!までで)(?![ぁ-ん])"
    "|(?:はは|とと|もも(?<![鶏豚牛太内外]もも)(?!肉)|へへ)(?<=[^ぁ-ん\\s][はともへ]{2})(?![ぁ-ん])"
    "|(?:はは|とと)(?<=[!-~] [はと]{2})(?![ぁ-ん])"
    "|はは(?<=[れにでとの]はは)(?![ぁ-ん])|まますす|ますす(?![ぁ-ん])"
    "|ですです|しますします|しましまし?た|ますます(?<=[きしみりえけせてれ]ますます)(?=[。！\n]|\\Z)"
    "|でしたでした|ましたました|ませんません|くださいください|しているしている|されるされる"
    "|するする(?![ぁ-ん])|からから(?<=[^ぁ-ん\\s]からから)(?![ぁ-ん])|までまで|ではでは(?<=[^ぁ-ん\\s]ではでは)"
    "|、、|。。(?<![。]。。)(?!。)|,,(?<![,.],,)(?!,)"
)
_KATAKANA_TWICE = re.compile(
    "([ァ-ヺー](?<![ァ-ヺー].)(?!([^ー]).\\2.\\2.\\2(?![ァ-ヺー]))[ァ-ヺー]{2,11})(?<![ンリッ])\\1"
    "(?![ァ-ヺー])",
    re.DOTALL,
)
_KANJI_TWICE = re.compile(
    "([一-鿿](?<![一-鿿々].)(?<![一二三何各毎])[一-鿿]{1,7})\\1(?![一-鿿々])", re.DOTALL
)
"""All of a run in katakana or kanji; what is like 一人一人, ガタンガタン or チクタクチクタク is
right.
"""
_QUOTE = re.compile('"')
_SPACE_TWICE = re.compile("  ")
_MAY_BE_TWICE = (
    re.compile("([をがにのではともへす、。,])\\1"),
    re.compile(
        "(です|します?|ます|から|まで|では|する|でした|ました|ません|ください|している|される)\\1"
    ),
    _KATAKANA_TWICE,
    _KANJI_TWICE,
    re.compile("[ \n](?<=[A-Za-z][ \n])[A-Za-z]"),
)
_REPEATING = re.compile(r"([^\W\d_]{2,12})[ -]?\1", re.IGNORECASE)
"""Bounded, as in a run of letters every length is tried from each of them."""
_MAY_REPEAT = frozenset(
    "had that is very so no bye ha blah many really again her you do long far now knock chop tsk"
    " there yes please well go wait win can hear night".split()
)
_FUNCTION_WORDS = frozenset(
    "the a an of to in on for with and or are was at by from as be it this your our we they".split()
)


@text_check(Severity.WARNING, where=[_BRACKET])
def brackets(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A bracket has no other half, and those of the source have theirs.

    Bad:  "Streams (and KSQL)" -> 「ストリーム（と KSQL」
    Good: "Streams (and KSQL)" -> 「ストリーム（と KSQL）」
    """
    text, source = prose(pair.text), prose(pair.source)
    lone = list(_lone(text))
    if not lone or next(_lone(source), None) is not None:
        return
    # The spaces that show what it is in «Step 1)» are none in 「手順1）」.
    numbers = {_number(source, at) for at in _unpaired(source)} - {None}
    at = next((at for at in lone if _number(text, at) not in numbers), None)
    if at is not None:
        yield Finding(f"«{text[at]}» has no other half. Write both, or none.", at=at)


@text_check(Severity.WARNING, where=[_QUOTE])
def quotes(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A quotation mark has no other half, and those of the source have theirs.

    Bad:  'Press "Close"' -> 「"閉じる を押します」
    Good: 'Press "Close"' -> 「"閉じる" を押します」
    """
    if '"' in pair.text:
        text = prose(pair.text)
        if text.count('"') % 2 and not prose(pair.source).count('"') % 2:
            yield Finding(
                "a quotation mark has no other half. Write both, or none.",
                at=text.rindex('"'),
            )


@text_check(Severity.WARNING, where=[EDGE_SPACE], in_source=[EDGE_SPACE])
def edge_space(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """The translation begins or ends with space and the source does not, or the other way round.

    Japanese needs no space between texts that a program joins.

    Bad:  "Speaker:" -> 「講演者： 」
    Good: "Speaker: " -> 「講演者：」
    """
    is_japanese = are_same(brief.locale, JAPANESE)
    source, text = pair.source, pair.text
    for verb, ours, theirs, at in (
        ("begin", _BEGIN.match(source), _BEGIN.match(text), 0),
        ("end", _END.search(source), _END.search(text), len(text) - 1),
    ):
        assert ours is not None
        assert theirs is not None
        is_line = "\n" in ours[0] or "\n" in theirs[0]
        if bool(ours[0]) != bool(theirs[0]) and not is_line and (theirs[0] or not is_japanese):
            yield _edge(pair, verb, has=bool(theirs[0]), at=at)


@text_check(Severity.ERROR, where=[EDGE_SPACE], in_source=[EDGE_SPACE])
def edge_newline(pair: Pair, brief: Brief) -> Iterator[Finding]:
    r"""The translation begins or ends with a line break and the source not, or the reverse.

    gettext refuses such a catalog.

    Bad:  "Done.\n" -> 「完了。」
    Good: "Done.\n" -> 「完了。\n」
    """
    source, text = pair.source, pair.text
    if (source[:1] == "\n") != (text[:1] == "\n"):
        yield _edge(pair, "begin", has=text[:1] == "\n", at=0, what="a line break")
    if (source[-1:] == "\n") != (text[-1:] == "\n"):
        at = len(text) - 1
        yield _edge(pair, "end", has=text[-1:] == "\n", at=at, what="a line break")


@text_check(Severity.WARNING, where=[_SPACE_TWICE])
def double_space(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """Two spaces stand between words, and nowhere in the source.

    Bad:  「ストリーム処理」 -> "Stream  Processing"
    Good: 「ストリーム処理」 -> "Stream Processing"
    """
    if "  " in pair.text and "  " not in pair.source and "\n" not in pair.text:
        for match in _SPACES.finditer(prose(pair.text)):
            yield Finding(
                "there are two spaces between words. Delete one.",
                at=match.start(),
                length=match.end() - match.start(),
            )


@text_check(Severity.WARNING, where=_MAY_BE_TWICE)
def double_word(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A word or a mark is written twice, in English or Japanese.

    Words that are often meant so are passed over (had had, ますます), names (Duran Duran), and
    those of the source.

    Bad:  「全体をまとめる」 -> "The the whole", "the range" -> 「2 のの範囲」
    Good: 「全体をまとめる」 -> "covers the whole", "That had had no end"
    """
    if are_same(brief.locale, JAPANESE):
        patterns: tuple[re.Pattern[str], ...] = (_KANA_TWICE, _KATAKANA_TWICE, _KANJI_TWICE)
    elif are_same(brief.locale, "en"):
        patterns = (_WORD_TWICE,)
    else:
        return
    for pattern in patterns:
        found = list(new_matches(pattern, prose(pair.text), pair.source))
        if pattern is not _KANA_TWICE:
            found = [match for match in found if not _may_repeat(match[0])]
            if found and _REPEATING.search(pair.source):
                continue  # What repeats itself there may do so here: The Rongorongo script.
        for match in found:
            yield Finding(
                f"«{match[0]}» is written twice. Delete one.",
                at=match.start(),
                length=match.end() - match.start(),
            )


def _may_repeat(twice: str) -> bool:
    first, _, second = twice.replace("\n", " ").partition(" ")
    if second and first not in (second, second.capitalize()):
        return True  # The The Hague, BYTES bytes.
    is_name = second[:1].isupper() and first.lower() not in _FUNCTION_WORDS  # Duran Duran
    return is_name or first.lower() in _MAY_REPEAT


def _lone(text: str) -> Iterator[int]:
    """Give the offsets of brackets without another half that need one."""
    for at in _unpaired(text):
        alone, longest = (_FACE, 2) if text[at] in _PAIRS else (_NUMBERING, 3)
        if not alone.search(text, max(at - longest, 0), at):
            yield at


def _unpaired(text: str) -> Iterator[int]:
    """Give the offsets of brackets without another half."""
    is_open: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if text[at - 1 : at] in _OPENING and text[at + 1 : at + 2] in _CLOSING:
            continue  # It is spoken of: "(".
        if (end := _PAIRS.get(match[0])) is not None:
            is_open.append((end, at))
        elif is_open and is_open[-1][0] == _ENDS[match[0]]:
            is_open.pop()
        else:
            yield at
    for _, at in is_open:
        yield at


def _number(text: str, at: int) -> int | None:
    """Give the number that the closing bracket at an offset is behind."""
    match = _ITEM.search(text, max(at - 3, 0), at) if text[at] in _ENDS else None
    return int(match[0]) if match else None


def _edge(pair: Pair, verb: str, *, has: bool, at: int, what: str = "space") -> Finding:
    if has:
        complaint = f"the translation {verb}s with {what}, and the source does not. Delete it."
    else:
        complaint = f"the source {verb}s with {what}, and the translation does not. Add it."
    return Finding(complaint, at=at)
