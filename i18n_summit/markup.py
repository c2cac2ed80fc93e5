"""The notation of inline tags inside messages: the only module that knows it.

A placeholder is ``<name>``, ``</name>`` or ``<name/>`` with a name of lower-case
letters, digits and hyphens. A literal ``<`` that would start one is written
``&lt;``, and a literal ``&`` before ``lt;`` or ``amp;`` is ``&amp;``. All else is
text as it stands: ``<3``, ``List<T>``, ``R&D``.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

_TAG = re.compile(r"<(?:(/)([a-z][a-z0-9-]*)|([a-z][a-z0-9-]*)(/?))>")
_ESCAPED = re.compile(r"&(?=(?:lt|amp);)|<(?=/?[a-z][a-z0-9-]*>|[a-z][a-z0-9-]*/>)")
_ESCAPE = re.compile(r"&(lt|amp);")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]")
_KEEP = re.compile(r"keep[0-9]*")


class TagKind(Enum):
    """Which part of an element a tag is."""

    OPEN = "open"
    CLOSE = "close"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Tag:
    """A placeholder tag as it stands in a message."""

    kind: TagKind
    name: str

    def __str__(self) -> str:
        if self.kind is TagKind.CLOSE:
            return f"</{self.name}>"
        return f"<{self.name}/>" if self.kind is TagKind.VOID else f"<{self.name}>"


def escape(text: str) -> str:
    """Write literal text so that none of it reads as a placeholder."""
    if "<" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda match: "&amp;" if match[0] == "&" else "&lt;", text)


def parts(message: str) -> list[str | Tag]:
    """Split a message into literal text, unescaped, and tags."""
    if "<" not in message and "&" not in message:
        return [message] if message else []
    found: list[str | Tag] = []
    at = 0
    for match in _TAG.finditer(message):
        if at < match.start():
            found.append(_unescape(message[at : match.start()]))
        closing, closed, opened, void = match.groups()
        if closing:
            found.append(Tag(TagKind.CLOSE, closed))
        else:
            found.append(Tag(TagKind.VOID if void else TagKind.OPEN, opened))
        at = match.end()
    if at < len(message):
        found.append(_unescape(message[at:]))
    return found


def plain_text(message: str) -> str:
    """Give the text a reader sees, with locked text and without tags."""
    return "".join(part for part in parts(message) if isinstance(part, str))


def own_text(message: str) -> str:
    """Give the text that is to be translated: without tags and locked text."""
    found: list[str] = []
    locked: str | None = None
    for part in parts(message):
        if isinstance(part, str):
            if locked is None:
                found.append(part)
        elif locked is None and part.kind is TagKind.OPEN and is_keep(part):
            locked = part.name
        elif part.name == locked and part.kind is TagKind.CLOSE:
            locked = None
    return "".join(found)


def is_keep(tag: Tag) -> bool:
    """Tell whether a tag bounds locked text."""
    return _KEEP.fullmatch(tag.name) is not None


def numbered(names: list[str]) -> list[str]:
    """Make element names unique tag names, by numbering those that occur twice."""
    cleaned = [_NOT_IN_NAMES.sub("-", name.lower()).lstrip("0123456789-") or "x" for name in names]
    count = Counter(cleaned)
    taken = {name for name in cleaned if count[name] == 1}
    last: Counter[str] = Counter()
    found: list[str] = []
    for name in cleaned:
        if count[name] == 1:
            found.append(name)
            continue
        last[name] += 1
        while f"{name}{last[name]}" in taken:
            last[name] += 1
        found.append(f"{name}{last[name]}")
        taken.add(found[-1])
    return found


def placeholder_problems(source: str, translation: str) -> list[str]:
    """Say what is wrong with the placeholders of a translation, in words for its translator.

    Each placeholder of the source must stand in the translation once, inside
    the same element as in the source, and locked text must be as it was.
    """
    if "<" not in source and "<" not in translation:
        return []
    ours, theirs = parts(source), parts(translation)
    wanted = Counter(str(part) for part in ours if isinstance(part, Tag))
    present = Counter(str(part) for part in theirs if isinstance(part, Tag))
    if wanted != present:
        return list(_counted(wanted, present))
    source_shape, translated_shape = _shape(ours), _shape(theirs)
    if source_shape is None:
        # Tags that are no pairs (<b>one <i>two</b> three</i>) keep their order.
        order = [str(part) for part in ours if isinstance(part, Tag)]
        if order != [str(part) for part in theirs if isinstance(part, Tag)]:
            return ["its tags must stay in the order " + " ".join(order)]
        return []
    if translated_shape is None:
        return ["its tags cross; close each tag inside the one that it opened in"]
    found: list[str] = []
    for name, (around, locked) in source_shape.items():
        if translated_shape[name][0] != around:
            where = f"inside <{around}>" if around else "outside other tags"
            found.append(f"<{name}> must stay {where}")
        if translated_shape[name][1] != locked:
            found.append(f"the text in <{name}> must stay «{locked}»")
    return found


def _counted(wanted: Counter[str], present: Counter[str]) -> Iterator[str]:
    for tag in wanted | present:
        if present[tag] < wanted[tag]:
            yield f"{tag} is missing"
        elif not wanted[tag]:
            yield f"{tag} is not in the source (a literal one is written &lt;{tag[1:]})"
        elif present[tag] > wanted[tag]:
            yield f"{tag} stands {present[tag]} times instead of {wanted[tag]}"


def _shape(message: list[str | Tag]) -> dict[str, tuple[str, str | None]] | None:
    """Give, by name, the element around and the locked text of each element; None where
    tags are no pairs or a name occurs twice.
    """
    found: dict[str, tuple[str, str | None]] = {}
    stack: list[str] = []
    for part in message:
        if isinstance(part, str):
            if stack and found[stack[-1]][1] is not None:
                around, locked = found[stack[-1]]
                found[stack[-1]] = (around, (locked or "") + part)
        elif part.kind is TagKind.CLOSE:
            if not stack or stack.pop() != part.name:
                return None
        else:
            if part.name in found:
                return None
            found[part.name] = (stack[-1] if stack else "", "" if is_keep(part) else None)
            if part.kind is TagKind.OPEN:
                stack.append(part.name)
    return None if stack else found


def _unescape(text: str) -> str:
    return (
        _ESCAPE.sub(lambda match: "<" if match[1] == "lt" else "&", text) if "&" in text else text
    )
