"""Checks of what programs put into a text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice, zip_longest

from i18n_summit.checks.formats import (
    GRAMMARS,
    Grammar,
    NoVariableError,
    Reading,
    Variable,
    matching,
    signs_of,
)
from i18n_summit.checks.readings import GAP, Pair
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.model import Severity

_KEPT = re.compile(r"<keep(\d*)>[^<]*+(?:<(?!/?keep)[^<]*+)*</keep\1>")
_MOST = 10
"""Findings in one text: each is looked for in all of it."""
_POSSIBLE = "possible-"
"""Begins a flag that a tool has guessed: msgfmt holds to it all the same."""
_CLOCK = re.compile(r"%[-#]?[YyBHMmpIj]")
"""In a format of strftime, which is another in each language: ``%d.%m.%Y``."""


def _unlocked(read: Reading) -> Reading:
    """Leave out locked text, what is in it is no translator's, and spaces that say nothing."""

    def unlocked(text: str) -> Iterator[Variable]:
        if "<keep" in text:
            text = _KEPT.sub(lambda match: GAP * len(match[0]), text)
        for one in read(text):
            name = one.argument
            yield one if name is None else one._replace(argument="".join(name.split()))

    return unlocked


_NAMED = Grammar(
    ("%(", "{"),
    _unlocked(
        matching(
            r"%\((?P<name>[^()%\s]*+)\)[-+#0]*+\d*+(?:\.\d++)?(?P<type>[a-zA-Z])"
            r"|(?P<key>\$\{[^{}\s]*+\}|\{\{\s*[\w.$][^{}]*\}\})",
            {letter: group[0] for group in ("diouxX", "eEfFgG", "sra") for letter in group},
        )
    ),
)
"""Variables that are nothing else: of printf in Python, of shells and JavaScript, of templates."""
_NUMBERED = Grammar(
    ("%", "{"),
    _unlocked(
        matching(
            r"(?<![\d%])%(?:(?P<number>\d+)\$)?[-+#0]*+(?:(?P<wide>\*)|\d++)?"
            r"(?:\.(?:(?P<deep>\*)|\d++))?(?P<size>hh?|ll?|[qjzt])?(?P<type>[diouxXeEfFgGcrsa])"
            r"|(?<![{$])(?:(?P<key>\{[A-Za-z0-9_.!:\[\]]++\})|\{\})(?!\})",
            {"i": "d"},
        )
    ),
    has_order=False,
)
"""Variables that may be text: ``%d``, ``{0}``, ``{name}``."""
_SIGN = signs_of(_NAMED, _NUMBERED, *GRAMMARS.values())


@text_check(Severity.ERROR, where=[_SIGN], in_source=[_SIGN])
def variable(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A variable is lost, new or of another type: what programs put there is wrong, or they fail.

    Flags say what is a variable: ``c-format``, ``python-format``, ``java-format`` and all others
    of gettext's manual, all that a message has; without any, ``%(name)s``, ``${name}`` and
    ``{{ name }}`` are. A plural form for one number need not name it.

    Bad:  "Hello, %(name)s" -> 「%(名前)s さん、こんにちは」
    Good: "Hello, %(name)s" -> 「%(name)s さん、こんにちは」
    """
    names = (flag.removeprefix(_POSSIBLE) for flag in pair.flags)
    grammars = [GRAMMARS[name] for name in names if name in GRAMMARS] or [_NAMED]
    told: dict[tuple[int | None, bool], Finding] = {}
    for grammar in grammars:
        for finding in islice(_compared(pair, grammar), _MOST):
            told.setdefault((finding.at, finding.in_source), finding)
    yield from told.values()


@text_check(Severity.WARNING, where=[_SIGN], in_source=[_SIGN])
def possible_variable(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """What looks like a variable is lost or new, in a message whose flags do not say.

    Bad:  "Page {0} of {1}" -> 「全 {1} ページ中 {2} ページ目」
    Good: "Page {0} of {1}" -> 「全 {1} ページ中 {0} ページ目」
    """
    if any(flag.endswith("-format") for flag in pair.flags):
        return
    has_any = "%" in pair.source or "{" in pair.source or "%" in pair.text or "{" in pair.text
    if has_any and not _CLOCK.search(pair.source):
        yield from islice(_compared(pair, _NUMBERED), _MOST)


def _compared(pair: Pair, grammar: Grammar) -> Iterator[Finding]:
    """Say which variables are lost, new or of another kind."""
    try:
        ours, other = grammar.variables(pair.source), grammar.variables(pair.other)
    except NoVariableError:
        # The flag is wrong, as tools guess it: «{$ name $}» is Angular's, «%Y» of strftime.
        if grammar is not _NAMED:
            yield from _compared(pair, _NAMED)
        return
    try:
        theirs = grammar.variables(pair.text)
    except NoVariableError as error:
        complaint = f"{error}. Write variables as the source does, and {grammar.literal}."
        yield Finding(complaint, at=error.at, length=error.length)
        return
    special = grammar.special
    if special and not any(special.match(one.written) for one in (*ours, *other)):
        for one in theirs:
            if special.match(one.written):
                complaint = f"«{one.written}» has a form that no variable of the source has"
                remedy = "Write the source's variables as they are"
                yield Finding(f"{complaint}. {remedy}.", at=one.at, length=len(one.written))
    if [(one.argument, one.kind) for one in ours] == [(one.argument, one.kind) for one in theirs]:
        return  # Nearly all of them.
    may_mix = grammar.may_mix or not grammar.has_numbers or _is_mixed(ours)
    if not may_mix and _is_mixed(theirs):
        complaint = "it numbers some of its variables and not others. Number all of them, or none."
        yield Finding(complaint)
        return
    has_arguments = any(one.argument is not None for one in (*ours, *theirs, *other))
    if not has_arguments:
        yield from _compared_by_kind(pair, grammar, ours, theirs, other)
    elif grammar.has_order:
        given = (_numbered(variables, grammar.first) for variables in (ours, theirs, other))
        yield from _compared_by_argument(pair, *given)
    else:
        given = ([v for v in vs if v.argument is not None] for vs in (ours, theirs, other))
        yield from _compared_by_argument(pair, *given)
        given = ([v for v in vs if v.argument is None] for vs in (ours, theirs, other))
        yield from _compared_by_kind(pair, grammar, *given)


def _is_mixed(variables: Sequence[Variable]) -> bool:
    return len({one.argument is None for one in variables}) > 1


def _numbered(variables: Sequence[Variable], first: int) -> list[Variable]:
    """Give variables with the numbers that plain ones have by their order."""
    numbers = count(first)
    return [
        one if one.argument is not None else one._replace(argument=str(next(numbers)))
        for one in variables
    ]


def _compared_by_argument(
    pair: Pair,
    ours: Sequence[Variable],
    theirs: Sequence[Variable],
    other: Sequence[Variable],
) -> Iterator[Finding]:
    """Compare variables that say which value they take, as often as they like."""
    present = {one.argument for one in theirs}
    known: dict[str | None, list[Variable]] = {}
    for one in ours:
        if one.argument not in present and one.argument not in known and not pair.is_few:
            yield _lost(one, pair, theirs)
        known.setdefault(one.argument, []).append(one)
    for one in other:
        known.setdefault(one.argument, []).append(one)
    for one in theirs:
        same = known.get(one.argument)
        if not same:
            yield _new(one, pair)
        elif all(one.kind != another.kind for another in same):
            yield _changed(one, same[0], pair)


def _compared_by_kind(
    pair: Pair,
    grammar: Grammar,
    ours: Sequence[Variable],
    theirs: Sequence[Variable],
    other: Sequence[Variable],
) -> Iterator[Finding]:
    """Compare variables that take one value after the other."""
    lost = _beyond(ours, Counter(one.kind for one in theirs))
    most = Counter(one.kind for one in ours) | Counter(one.kind for one in other)
    new = _beyond(theirs, most)
    for one, instead in zip_longest(lost, new):
        if one and instead:
            yield _changed(instead, one, pair)
        elif instead:
            yield _new(instead, pair, " as often" if most[instead.kind] else "")
        elif not pair.is_few:
            yield _lost(one, pair, theirs)
    if lost or new or pair.is_few or not grammar.has_order:
        return
    for one, instead in zip(ours, theirs, strict=False):
        if one.kind != instead.kind:
            sign, written = instead.written[0], instead.written[1:]
            number = next(n for n, v in enumerate(ours, grammar.first) if v.kind == instead.kind)
            remedy = "Keep their order"
            if grammar.has_numbers:
                remedy = f"Number them: {sign}{number}${written}"
            yield Finding(
                f"its variables are in another order, and take each other's values. {remedy}.",
                at=instead.at,
                length=len(instead.written),
            )
            return


def _beyond(variables: Sequence[Variable], most: Counter[str]) -> list[Variable]:
    """Give the variables that are more of their kind than so many."""
    left = Counter(most)
    found: list[Variable] = []
    for one in variables:
        left[one.kind] -= 1
        if left[one.kind] < 0 and not (found and found[-1].at == one.at):
            found.append(one)
    return found


def _lost(one: Variable, pair: Pair, theirs: Sequence[Variable]) -> Finding:
    how = "is missing. Put it back."
    if one.written in pair.text and all(v.written != one.written for v in theirs):
        how = "is plain text in the translation. Write it as in the source."
    return Finding(
        f"«{one.written}» of the source {how}",
        at=one.at,
        length=len(one.written),
        in_source=True,
    )


def _new(one: Variable, pair: Pair, how: str = "") -> Finding:
    return Finding(
        f"«{one.written}» is not in the source{how}. Write the source's variables as they are.",
        at=one.at,
        length=len(one.written),
    )


def _changed(one: Variable, known: Variable, pair: Pair) -> Finding:
    return Finding(
        f"«{one.written}» takes other values than «{known.written}» of the source. Write that.",
        at=one.at,
        length=len(one.written),
    )
