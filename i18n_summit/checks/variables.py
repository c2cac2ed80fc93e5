"""Checks of what programs put into a text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from string import Formatter

from i18n_summit.checks.readings import NAMED, NUMBERED, Pair, pairs
from i18n_summit.checks.register import Brief, Finding, message_check
from i18n_summit.model import Message, Severity

_PRINTF = {"c-format", "objc-format", "php-format", "python-format", "javascript-format"}
_BRACES = "python-brace-format"
_DIRECTIVE = re.compile(
    r"%(?:(?P<name>\([^()]*\))|(?P<number>\d+)\$)?[-+#0 ']*+(?:\*|\d++)?(?:\.(?:\*|\d*+))?"
    r"(?:hh?|ll?|[qjztL])?(?P<type>[A-Za-z%@]|<\w+>)"
)
_CLOCK = re.compile(r"%[-#]?[YyBHMmpIj]")
"""In a format of strftime, which is another in each language: ``%d.%m.%Y``."""
_HAS_NUMBER = re.compile(r"%\d+\$")
_SAME_TYPE = str.maketrans("iu", "dd")
_MOST = 10
"""Findings in one text: each is looked for in all of it."""
_KEPT = re.compile(r"<keep(\d*)>[^<]*+(?:<(?!/?keep)[^<]*+)*</keep\1>")
_NAMED = re.compile(NAMED)
_NUMBERED = re.compile(NUMBERED)


@message_check(Severity.ERROR)
def variable(message: Message, brief: Brief) -> Iterator[Finding]:
    """A variable is lost, or the source has it not: what programs put there is wrong, or they fail.

    Flags say what is a variable (c-format, python-format, python-brace-format …);
    without any, ``%(name)s``, ``${name}`` and ``{{ name }}`` are. A plural form for one
    number need not name it.

    Bad:  "Hello, %(name)s" -> 「%(名前)s さん、こんにちは」
    Good: "Hello, %(name)s" -> 「%(name)s さん、こんにちは」
    """
    flags = message.flags
    for pair in pairs(message):
        if not _PRINTF.isdisjoint(flags):
            if ("%" in pair.source or "%" in pair.text) and not _CLOCK.search(pair.source):
                yield from _compared_directives(pair)
        elif _BRACES in flags:
            # Flags are guessed by tools: «{$ name $}» is Angular's.
            if ("{" in pair.source or "{" in pair.text) and "{$" not in pair.source:
                yield from _compared_fields(pair)
        elif "%(" in pair.source or "{" in pair.source or "%(" in pair.text or "{" in pair.text:
            yield from _compared(pair, _named)


@message_check(Severity.WARNING)
def possible_variable(message: Message, brief: Brief) -> Iterator[Finding]:
    """What looks like a variable is lost or new, in a message whose flags do not say.

    Bad:  "Page {0} of {1}" -> 「全 {1} ページ中 {2} ページ目」
    Good: "Page {0} of {1}" -> 「全 {1} ページ中 {0} ページ目」
    """
    if any(flag.endswith("-format") for flag in message.flags):
        return
    for pair in pairs(message):
        has_any = "%" in pair.source or "{" in pair.source or "%" in pair.text or "{" in pair.text
        if has_any and not _CLOCK.search(pair.source):
            yield from _compared(pair, _numbered)


def _compared(pair: Pair, read: Callable[[str], Counter[str]]) -> Iterator[Finding]:
    return islice(_differences(pair, read), _MOST)


def _differences(pair: Pair, read: Callable[[str], Counter[str]]) -> Iterator[Finding]:
    """Say which variables are lost and which are new, named ones by name and others by number."""
    ours, theirs = read(pair.source), read(pair.text)
    if ours == theirs:
        return
    for one in ours:
        lacks = one not in theirs if _may_repeat(one) else theirs[one] < ours[one]
        if lacks and not pair.is_few:
            yield Finding(f"«{one}» of the source is missing. Put it back.", form=pair.form)
    other = read(pair.other)
    for one in theirs:
        most = max(ours[one], other[one])
        if not most or (theirs[one] > most and not _may_repeat(one)):
            at = pair.text.find(one)
            yield Finding(
                f"«{one}» is not in the source{' as often' if most else ''}."
                " Write the source's variables as they are.",
                at=None if at < 0 else at,
                length=len(one),
                form=pair.form,
            )


def _may_repeat(variable: str) -> bool:
    return not re.fullmatch(r"%[^($\d]*|\{\}", variable)


def _named(text: str) -> Counter[str]:
    return Counter(_NAMED.findall(_unlocked(text)))


def _numbered(text: str) -> Counter[str]:
    return Counter(_NUMBERED.findall(_unlocked(text)))


def _unlocked(text: str) -> str:
    """Leave out locked text: what is in it is no translator's."""
    return _KEPT.sub("", text) if "<keep" in text else text


def _compared_directives(pair: Pair) -> Iterator[Finding]:
    has_numbers = _HAS_NUMBER.search(pair.source + pair.text + pair.other) is not None
    found = list(_compared(pair, _numbering if has_numbers else _counting))
    yield from found
    if not found and not has_numbers and not pair.is_few:
        ours, theirs = _directives(pair.source), _directives(pair.text)
        if [one for one in ours if one[1] != "("] != [one for one in theirs if one[1] != "("]:
            yield Finding(
                f"its variables are in another order, and take each other's values. Number them:"
                f" %1${ours[0][1:]}.",
                form=pair.form,
            )


def _counting(text: str) -> Counter[str]:
    return Counter(_directives(text))


def _numbering(text: str) -> Counter[str]:
    """Count what printf replaces, with the numbers that plain ones have by their order."""
    return Counter(
        f"%{number}${one[1:]}" if one[1] != "(" and "$" not in one else one
        for number, one in enumerate(_directives(text), 1)
    )


@lru_cache(maxsize=64)
def _directives(text: str) -> tuple[str, ...]:
    """Give what printf replaces: named and numbered ones by that, all by their types."""
    found: list[str] = []
    for match in _DIRECTIVE.finditer(text):
        kind = match["type"].translate(_SAME_TYPE)
        if kind != "%":
            number = f"{match['number']}$" if match["number"] else ""
            found.append(f"%{match['name'] or number}{kind}")
    return tuple(found)


def _compared_fields(pair: Pair) -> Iterator[Finding]:
    try:
        _fields(pair.source)
        _fields(pair.other)
    except ValueError:
        return  # The program has to deal with it.
    try:
        yield from _compared(pair, _fields)
    except ValueError as error:
        yield Finding(
            f"its braces are no replacement fields: {error}. Write {{{{ and }}}} for literal ones.",
            form=pair.form,
        )


def _fields(text: str) -> Counter[str]:
    parsed = Formatter().parse(text)
    return Counter(f"{{{name}}}" for _, name, _, _ in parsed if name is not None)
