"""Three-way merging of one value, one comment and one message.

Of two values, the one that has changed since the base is taken. Where both have, it is
the first's; so two sides in an order of their own give the same, whichever is ours.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from i18n_summit.catalogs.entries import translation_text
from i18n_summit.model import Message

T = TypeVar("T")
_FUZZY = "fuzzy"
CONFLICT = "merge conflict, "
"""Begins the line of a comment that says what could not be kept."""


class Merged(NamedTuple):
    """What has become of a message."""

    message: Message
    rival: Message | None = None
    """The one whose translation could not be kept beside the other."""


def pick(base: T, first: T, second: T) -> T:
    """Give what has changed since the base, and the first where both have."""
    return second if first == base else first


def pick_lines(base: str, first: str, second: str) -> str:
    """Give the lines that both have or one of them has added; the first's come first."""
    if first in (base, second) or second == base:
        return pick(base, first, second)
    old, one, other = (text.split("\n") if text else [] for text in (base, first, second))
    known_old, known_one, known_other = set(old), set(one), set(other)
    lines = [line for line in one if line in known_other or line not in known_old]
    lines += [line for line in other if line not in known_one and line not in known_old]
    return "\n".join(lines)


def forms(message: Message) -> tuple[str, ...]:
    """Give the translation by plural form; a message without plural has one."""
    return message.plural_translations or (message.translation,)


def was_undecided(base: str, first: str, second: str) -> bool:
    """Tell by their comments whether a conflict of the base has been decided on both sides.

    Git merges the common origins of two branches first: what these made of a conflict is
    what neither side comes from.
    """
    return CONFLICT in base and CONFLICT not in first and CONFLICT not in second


def undecided(message: Message) -> str:
    """Give the comment of a message, but none where a conflict is decided: its flag has gone."""
    return message.translator_comment if message.is_fuzzy else ""


def merge_message(
    base: Message, first: Message, second: Message, *, is_obsolete: bool, is_first_later: bool
) -> Merged:
    """Merge what two sides have made of a message, field by field.

    Texts that both have changed are a conflict, unless one has none: an approved one goes before
    a fuzzy one, then the later; it becomes fuzzy.
    """
    chosen, other, is_fuzzy, is_conflict = _translation(
        base, first, second, is_first_later=is_first_later
    )
    if CONFLICT not in undecided(base):
        # What is approved on one side is no decision of a conflict that is on the other.
        is_fuzzy = is_fuzzy or any(CONFLICT in undecided(side) for side in (first, second))
    # An obsolete message has no place, so a live one says where it stands.
    placed = [m for m in (first, second) if m.is_obsolete == is_obsolete] or [first]
    one, two = placed[0], placed[-1]
    message = chosen._replace(
        comments=pick(base.comments, one.comments, two.comments),
        references=pick(base.references, one.references, two.references),
        translator_comment=pick_lines(
            base.translator_comment, first.translator_comment, second.translator_comment
        ),
        flags=_flags(base.flags, first.flags, second.flags, is_fuzzy=is_fuzzy),
        is_obsolete=is_obsolete,
    )
    # What a fuzzy translation was made for says one that is fuzzy.
    alike = [m for m in (chosen, other) if m.is_fuzzy == is_fuzzy] or [chosen]
    previous = pick(*map(_previous, (base, alike[0], alike[-1])))
    message = message._replace(
        previous_context=previous[0], previous_id=previous[1], previous_id_plural=previous[2]
    )
    return Merged(message, other if is_conflict else None)


def shaped(message: Message, count: int | None) -> Merged:
    """Give a message as many forms as its kind has: with a plural *count*, where it is known;
    without, one.

    A change of shape is fuzzy. The rival is the message as it was, where a form is lost.
    """
    old = forms(message)
    is_plural = message.id_plural is not None
    size = (count or len(old)) if is_plural else 1
    if len(old) == size and bool(message.plural_translations) == is_plural:
        return Merged(message)
    new = (*old, *[""] * size)[:size]
    flags = message.flags
    if any(old) and len(old) != size and not message.is_fuzzy:
        flags = (_FUZZY, *flags)
    found = message._replace(
        translation="" if is_plural else new[0],
        plural_translations=new if is_plural else (),
        flags=flags,
    )
    return Merged(found, message if set(old) - {*new, ""} else None)


def with_rival(message: Message, rival: Message, place: str) -> Message:
    """Say in a message's comment which other translation there is, and where; make it fuzzy."""
    note = f"{CONFLICT}{place} has:\n{translation_text(rival)}".removesuffix("\n")
    comment = message.translator_comment
    if note not in comment:
        comment = f"{comment}\n{note}" if comment else note
    flags = message.flags if message.is_fuzzy else (_FUZZY, *message.flags)
    return message._replace(translator_comment=comment, flags=flags)


def _translation(
    base: Message, first: Message, second: Message, *, is_first_later: bool
) -> tuple[Message, Message, bool, bool]:
    """Give the message whose translation is taken, the other one, and whether that is fuzzy, and
    a conflict.
    """
    old, one, two = forms(base), forms(first), forms(second)
    is_fuzzy = pick(base.is_fuzzy, first.is_fuzzy, second.is_fuzzy)
    if one == two:
        # What one approves and the other guesses alike is approved.
        return first, second, is_fuzzy and (any(old) or first.is_fuzzy == second.is_fuzzy), False
    if old in (one, two):
        changed, other = (second, first) if one == old else (first, second)
        # Who approved the old guess has decided too, and has not seen the new one.
        if not base.is_fuzzy or other.is_fuzzy:
            return changed, other, is_fuzzy, False
    if not any(one) or not any(two):
        chosen, other = (first, second) if any(one) else (second, first)
        return chosen, other, chosen.is_fuzzy, False
    is_first = is_first_later if first.is_fuzzy == second.is_fuzzy else second.is_fuzzy
    return *((first, second) if is_first else (second, first)), True, True


def _flags(
    base: Sequence[str], first: Sequence[str], second: Sequence[str], *, is_fuzzy: bool
) -> tuple[str, ...]:
    old, one, two = set(base), set(first), set(second)
    wanted = {
        flag for flag in (one | two) - {_FUZZY} if pick(flag in old, flag in one, flag in two)
    }
    wanted |= {_FUZZY} if is_fuzzy else set()
    order = pick(base, first, second)
    if set(order) == wanted:
        return tuple(order)
    known = dict.fromkeys([*order, *first, *second])
    return tuple(flag for flag in dict.fromkeys([_FUZZY, *known]) if flag in wanted)


def _previous(message: Message) -> tuple[str | None, str | None, str | None]:
    return message.previous_context, message.previous_id, message.previous_id_plural
