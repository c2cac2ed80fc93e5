"""The placeholders of a translation beside those of its source: what is wrong, and what follows.

A source that has changed in its tags alone leaves its translation as it is, when that can follow.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from i18n_summit.markup import KEEP, Tag, TagKind, escape, hollow, is_keep, parts, split, tokens

_SAYING = frozenset("del ins q rt s strike sub sup".split())
"""Elements that say something themselves: words in them do not say the same without."""
_DIGITS_JOINED = re.compile(r"\d[.,:]?\0+[.,:]?\d")


class Problem(NamedTuple):
    """What is wrong with the placeholders of a translation, in words for its translator."""

    complaint: str
    at: int
    """Offset of what is wrong in the translation …"""
    length: int
    in_source: bool = False
    """… or of what it lacks in its source."""


def adapted(before: str, after: str, translation: str) -> str | None:
    """Give a translation of *before* the placeholders of *after*, a text with the same words.

    Renames those that map one to one, and takes out the tags of elements that *after* has
    no more. None where that makes no translation whose placeholders are whole, or where the
    words do not say the same: 10<sup>6</sup> is not 106.
    """
    old, new = _placed_tags(before), _placed_tags(after)
    if old == new:
        return translation
    names = _new_names(_elements(old), _elements(new))
    if names is None or not _say_the_same(before, names):
        return None
    found: list[str] = []
    for part in parts(translation):
        if isinstance(part, str):
            found.append(escape(part))
        elif part.name not in names:
            return None
        elif name := names[part.name]:
            found.append(str(Tag(part.kind, name)))
    renamed = "".join(found)
    if not hollow(renamed) <= hollow(after):
        return None
    return None if placeholder_problems(after, renamed) else renamed


def _say_the_same(message: str, names: Mapping[str, str]) -> bool:
    """Tell whether a message says the same with new names of its elements, empty for none."""
    for old, new in names.items():
        kinds = {old.rstrip("0123456789"), new.rstrip("0123456789")}
        if len(kinds) > 1 and kinds & _SAYING:
            return False
    gone = (
        part if isinstance(part, str) else "" if names[part.name] else "\0"
        for part in parts(message)
    )
    return _DIGITS_JOINED.search("".join(gone)) is None


def _placed_tags(message: str) -> list[tuple[int, Tag]]:
    """Give the tags with the number of signs before each, white space apart."""
    found: list[tuple[int, Tag]] = []
    at = 0
    for part in parts(message):
        if isinstance(part, Tag):
            found.append((at, part))
        else:
            at += len("".join(part.split()))
    return found


_Extent = tuple[int, int, bool, bool]
"""Where an element begins and ends; whether it is void, and locked."""


def _elements(tags: list[tuple[int, Tag]]) -> dict[str, _Extent] | None:
    """Give the extent of each element by its name; None where tags are no pairs, or two have one
    name.
    """
    found: dict[str, _Extent] = {}
    opened: list[str] = []
    for at, tag in tags:
        if tag.kind is TagKind.CLOSE:
            if not opened or opened.pop() != tag.name:
                return None
            start, _, _, is_locked = found[tag.name]
            found[tag.name] = (start, at, False, is_locked)
        elif tag.name in found:
            return None
        else:
            found[tag.name] = (at, at, tag.kind is TagKind.VOID, is_keep(tag))
            if tag.kind is TagKind.OPEN:
                opened.append(tag.name)
    return None if opened else found


def _new_names(
    old: dict[str, _Extent] | None, new: dict[str, _Extent] | None
) -> dict[str, str] | None:
    """Give by each old name the new one of the element with the same words, empty for one that is
    gone; None where it cannot go, or a new one has no old one.
    """
    if old is None or new is None:
        return None
    names = {name: name for name, extent in new.items() if old.get(name) == extent}
    coming: dict[_Extent, list[str]] = {}
    for name in reversed(new):
        if name not in names:
            coming.setdefault(new[name], []).append(name)
    for name, extent in old.items():
        _, _, is_void, is_locked = extent
        if name in names:
            continue
        if left := coming.get(extent):
            names[name] = left.pop()
        elif is_void or is_locked:
            return None
        else:
            names[name] = ""
    return None if any(coming.values()) else names


def placeholder_problems(source: str, translation: str) -> list[Problem]:
    """Say what is wrong with the placeholders of a translation.

    Each placeholder of the source must stand in the translation once, inside
    the same element as in the source, and locked text must be as it was. Tags that
    are no pairs keep their places: browsers mend them by what stands where.
    """
    if "<" not in source and "<" not in translation:
        return []
    wanted, present = tokens(source), tokens(translation)
    ours, theirs = [token for token, _ in wanted], [token for token, _ in present]
    if ours == theirs and f"<{KEEP}" not in source and _are_pairs((*ours,)):
        return []
    if Counter(ours) != Counter(theirs):
        return list(_counted(wanted, present))
    found: list[Problem] = []
    places = dict(present)
    around, translated_around = _surroundings(source), _surroundings(translation)
    if around is None:
        # <b>one <i>two</b> three</i>: where no text is behind </b>, there is no second <i>.
        for token, (other, at) in zip(ours, present, strict=True):
            if token != other:
                complaint = "its tags must stay in the order " + " ".join(ours)
                return [Problem(complaint, at, len(other))]
        found = list(_misplaced(source, translation))
    elif translated_around is None:
        token, at = _crossing(present)
        complaint = "its tags cross; close each tag inside the one that it opened in"
        return [Problem(complaint, at, len(token))]
    else:
        found = [
            Problem(
                f"{tag} must stay " + (f"inside <{outer}>" if outer else "outside other tags"),
                places[tag],
                len(tag),
            )
            for tag, outer in around.items()
            if translated_around[tag] != outer
        ]
    return found + list(_unlocked(source, translation, places))


def has_same_places(source: str, translation: str) -> bool:
    """Tell whether a translation has the tags of its source in their order, with text between
    them where the source has text and nowhere else.
    """
    ours, theirs = tokens(source), tokens(translation)
    has_same_order = [token for token, _ in ours] == [token for token, _ in theirs]
    return has_same_order and not any(_misplaced(source, translation))


@lru_cache(maxsize=8192)
def _are_pairs(tags: tuple[str, ...]) -> bool:
    """Tell whether each tag is one of a pair, and none cross."""
    opened: list[str] = []
    for tag in tags:
        if tag[1] == "/":
            if not opened or opened.pop() != tag[2:]:
                return False
        elif tag[-2] != "/":
            opened.append(tag[1:])
    return not opened


def _misplaced(source: str, translation: str) -> Iterator[Problem]:
    """Say where texts stand, between tags in the same order, as they do not in the source."""
    ours, tags = split(source)
    theirs, _ = split(translation)
    spans = [(at, at + len(token)) for token, at in tokens(translation)]
    for index, (text, translated) in enumerate(zip(ours, theirs, strict=True)):
        written = translated.replace("\0", "")  # None reaches a page.
        is_there = bool(written.strip() if text.strip() else written)
        if is_there is not bool(text):
            place = f"behind {tags[index - 1]}" if index else f"before {tags[0]}"
            must = "text must stand" if text else "no text may stand"
            start, end = spans[max(index - 1, 0)]
            if not text:
                start = end if index else 0
                end = spans[index][0] if index < len(spans) else len(translation)
            yield Problem(
                f"{must} {place}, unless the page is mended: its tags are left open or cross",
                start,
                end - start,
            )


def _counted(
    wanted: Sequence[tuple[str, int]], present: Sequence[tuple[str, int]]
) -> Iterator[Problem]:
    """Say which tags a translation lacks, and which are too many."""
    ours, theirs = _by_token(wanted), _by_token(present)
    for tag in ours | theirs:
        ours_at, theirs_at = ours.get(tag, []), theirs.get(tag, [])
        if len(theirs_at) < len(ours_at):
            at = ours_at[len(theirs_at)]
            yield Problem(f"{tag} is missing", at, len(tag), in_source=True)
        elif not ours_at:
            complaint = f"{tag} is not in the source (a literal one is written &lt;{tag[1:]})"
            yield Problem(complaint, theirs_at[0], len(tag))
        elif len(theirs_at) > len(ours_at):
            complaint = f"{tag} stands {len(theirs_at)} times instead of {len(ours_at)}"
            yield Problem(complaint, theirs_at[len(ours_at)], len(tag))


def _by_token(tags: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    """Give the offsets of each tag."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for token, at in tags:
        found[token].append(at)
    return found


def _crossing(tags: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """Give the first tag that closes another than the one opened last, with its offset."""
    opened: list[str] = []
    for token, at in tags:
        if token.startswith("</"):
            if not opened or opened.pop() != token[2:]:
                return token, at
        elif not token.endswith("/>"):
            opened.append(token[1:])
    return tags[-1]


def _unlocked(source: str, translation: str, places: Mapping[str, int]) -> Iterator[Problem]:
    """Say which locked texts have changed; *places* are the offsets of the translation's tags."""
    translated = _locked_texts(translation)
    for name, text in _locked_texts(source).items():
        if translated[name] != text:
            start = places[f"<{name}>"] + len(f"<{name}>")
            end = translation.find(f"</{name}>", start)
            complaint = f"the text in <{name}> must stay «{text}»"
            yield Problem(complaint, start, max(end - start, 1))


def _surroundings(message: str) -> dict[str, str] | None:
    """Give, by tag, the name of the element around each element; None where tags are no pairs
    or one occurs twice.
    """
    found: dict[str, str] = {}
    stack: list[str] = []
    for part in parts(message):
        if isinstance(part, str):
            continue
        if part.kind is TagKind.CLOSE:
            if not stack or stack.pop() != part.name:
                return None
            continue
        if str(part) in found:
            return None
        found[str(part)] = stack[-1] if stack else ""
        if part.kind is TagKind.OPEN:
            stack.append(part.name)
    return None if stack else found


def _locked_texts(message: str) -> dict[str, str]:
    """Give, by name, the text in each locked element."""
    found: dict[str, list[str]] = {}
    name: str | None = None
    for part in parts(message):
        if isinstance(part, str):
            if name is not None:
                found[name].append(part)
        elif is_keep(part):
            name = part.name if part.kind is TagKind.OPEN else None
            found.setdefault(part.name, [])
    return {name: "".join(texts) for name, texts in found.items()}
