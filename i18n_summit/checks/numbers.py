"""Checks of numbers, dates and times."""

import re
from collections.abc import Iterator

from i18n_summit.checks.amounts import Amount, Amounts, amounts
from i18n_summit.checks.readings import Pair, pairs
from i18n_summit.checks.register import Brief, Finding, message_check
from i18n_summit.language import JAPANESE, are_same
from i18n_summit.model import Message, Severity

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_ADDRESS = re.compile(
    r"\b(?:Street|Road|Avenue) \d|\d(?:st|nd|rd|th)? (?:[A-Z]\w+ )?(?:Street|Road|Avenue)\b"
)


@message_check(Severity.ERROR)
def number(message: Message, brief: Brief) -> Iterator[Finding]:
    """The translation has another number than the source.

    Digits of any width, 億 and million, eras, months and hours are read as what
    they mean, and words where they agree with the other side's digits.

    Bad:  "over 80 clusters" -> 「18 以上のクラスター」, "100 million" -> 「10億」
    Good: "September 30, 2:30 PM" -> 「9 月 30 日 14 時 30 分」
    """
    for pair in pairs(message):
        lost, gained, is_changed = _differences(pair, brief)
        if is_changed:
            ours = f"«{_words(pair.source, lost[0])}»" if lost else "a number"
            theirs = f"«{_words(pair.text, gained[0])}»" if gained else "another"
            yield Finding(
                f"{ours} of the source has become {theirs}. Write the same number.",
                at=gained[0].start if gained else None,
                length=gained[0].end - gained[0].start if gained else 1,
                form=pair.form,
            )


@message_check(Severity.WARNING)
def lost_number(message: Message, brief: Brief) -> Iterator[Finding]:
    """A number above twelve stands on one side only.

    Smaller ones are often written in words.

    Bad:  "53 sessions" -> 「数多くのセッション」
    Good: "two days" -> 「2 日間」, "one of them" -> 「そのひとつ」
    """
    for pair in pairs(message):
        lost, gained, is_changed = _differences(pair, brief)
        if is_changed:
            continue
        if lost and not pair.is_few:
            if what := [_words(pair.source, amount) for amount in lost if not amount.is_small]:
                yield Finding(
                    f"«{'», «'.join(what)}» of the source {'are' if what[1:] else 'is'} missing."
                    " Add it.",
                    form=pair.form,
                )
        elif gained:
            for amount in gained:
                if not amount.is_small:
                    yield Finding(
                        f"«{_words(pair.text, amount)}» is not in the source. Delete it.",
                        at=amount.start,
                        length=amount.end - amount.start,
                        form=pair.form,
                    )


def _differences(pair: Pair, brief: Brief) -> tuple[list[Amount], list[Amount], bool]:
    """Give the numbers of the source that the translation lacks, and the other way round, and
    whether one has become another.
    """
    if _DIGIT.search(pair.source) is None and _DIGIT.search(pair.text) is None:
        return [], [], False
    has_words = are_same(brief.locale, JAPANESE) or are_same(brief.locale, "en")
    ours = amounts(pair.source, has_words=has_words)
    theirs = amounts(pair.text, has_words=has_words)
    also = amounts(pair.other, has_words=has_words).also if pair.other else frozenset[str]()
    lost = [one for one in ours.written if not one.is_name and not theirs.has(one)]
    gained = [
        one
        for one in theirs.written
        # Languages count one thing with and without a number.
        if not (one.is_name or "1" in one.values or ours.has(one) or one.values & also)
    ]
    is_changed = not _is_example(pair.source) and (
        bool(lost and gained)
        or (
            any("1" not in one.values for one in lost + gained)
            and not pair.other
            and _are_as_many(ours, theirs)
        )
    )
    return lost, gained, is_changed


def _is_example(source: str) -> bool:
    """Tell whether a text is a value or a postal address, to show what a field may hold: each
    language makes up its own.
    """
    return _LETTER.search(source) is None or _ADDRESS.search(source) is not None


def _are_as_many(ours: Amounts, theirs: Amounts) -> bool:
    """Tell whether two texts have as many numbers in digits, none of them for a word: one that
    has no other half was written over another.
    """
    one_side = [one for one in ours.written if "1" not in one.values]
    other_side = [one for one in theirs.written if "1" not in one.values]
    if len(one_side) != len(other_side):
        return False
    ours_values = {value for one in ours.written for value in one.values}
    theirs_values = {value for one in theirs.written for value in one.values}
    return not any(
        one.values & theirs.also and not one.values & theirs_values for one in one_side
    ) and not any(one.values & ours.also and not one.values & ours_values for one in other_side)


def _words(text: str, amount: Amount) -> str:
    return text[amount.start : amount.end]
