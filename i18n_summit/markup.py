"""The notation of inline tags inside messages: the only module that knows it.

A placeholder is ``<name>``, ``</name>`` or ``<name/>`` with a name of lower-case
letters, digits and hyphens. A literal ``<`` that would start one is written
``&lt;``, and a literal ``&`` before ``lt;`` or ``amp;`` is ``&amp;``. All else is
text as it stands: ``<3``, ``List<T>``, ``R&D``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from unicodedata import category

_TAG = re.compile(r"<(?:(/)([a-z][a-z0-9-]*)|([a-z][a-z0-9-]*)(/?))>")
_TAG_OR_ESCAPE = re.compile(f"{_TAG.pattern}|&(?:lt|amp);")
_TOKEN = re.compile(r"<(?:/?[a-z][a-z0-9-]*+|[a-z][a-z0-9-]*+/)>")
"""What is a tag, as a whole."""
_ANY_TAG = re.compile(r"(</?[a-z][a-z0-9-]*>|<[a-z][a-z0-9-]*/>)")
_ESCAPED = re.compile(r"&(?=(?:lt|amp);)|<(?=/?[a-z][a-z0-9-]*>|[a-z][a-z0-9-]*/>)")
_ESCAPE = re.compile(r"&(lt|amp);")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]")
_KEEP = re.compile(r"keep[0-9]*")
_BREAK = re.compile(r"<(?!wbr[0-9]*/)[a-z][a-z0-9-]*/>")
"""What parts the words on either side; a wbr lets one word go on."""
_EMPTY = re.compile(r"<([a-z][a-z0-9-]*)></\1>")
_BEGINS_SEEN = re.compile(r"(?:</?[a-z][a-z0-9-]*+/?>)*[^\W_]")
"""A letter or digit, behind tags alone."""
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that nobody sees: controls, format characters, white space."""
MARK = "i18n-summit:"
"""Begins a comment, of a message or a page, that says something to the toolkit."""
KEEP = "keep"
"""The name of the tags around locked text."""


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


def split(message: str) -> tuple[list[str], list[str]]:
    """Split a message into its literal texts, unescaped, and the tags between them.

    There is one text more than there are tags; it may be empty.
    """
    pieces = _ANY_TAG.split(message)
    texts = pieces[::2]
    return ([_unescape(text) for text in texts] if "&" in message else texts), pieces[1::2]


def tokens(message: str) -> list[tuple[str, int]]:
    """Give the tags of a message, each with its offset."""
    return [(match[0], match.start()) for match in _TOKEN.finditer(message)]


def hollow(message: str) -> set[str]:
    """Give the names of the tags that hold nothing."""
    return set(_EMPTY.findall(message))


def parts(message: str) -> list[str | Tag]:
    """Split a message into literal text, unescaped, and tags."""
    if "<" not in message and "&" not in message:
        return [message] if message else []
    found: list[str | Tag] = []
    at = 0
    for match in _TAG.finditer(message):
        if at < match.start():
            found.append(_unescape(message[at : match.start()]))
        found.append(_tag(match))
        at = match.end()
    if at < len(message):
        found.append(_unescape(message[at:]))
    return found


def spans_of_parts(message: str) -> Iterator[tuple[str | Tag, int, int]]:
    """Split a message into tags and literal text, unescaped, each with its half-open span.

    An escape is a text of its own, so that in all others a character is one of the message.
    """
    at = 0
    for match in _TAG_OR_ESCAPE.finditer(message):
        if at < match.start():
            yield message[at : match.start()], at, match.start()
        part = _unescape(match[0]) if match[0].startswith("&") else _tag(match)
        yield part, match.start(), match.end()
        at = match.end()
    if at < len(message):
        yield message[at:], at, len(message)


def _tag(match: re.Match[str]) -> Tag:
    closing, closed, opened, void = match.groups()
    if closing:
        return Tag(TagKind.CLOSE, closed)
    return Tag(TagKind.VOID if void else TagKind.OPEN, opened)


def plain_text(message: str) -> str:
    """Give the text a reader sees, with locked text and without tags."""
    return "".join(split(message)[0]) if "<" in message or "&" in message else message


def spaced_text(message: str) -> str:
    """Give the text a reader sees, with a space for each void tag, as a line break parts words."""
    return plain_text(_BREAK.sub(" ", message) if "/>" in message else message)


def own_text(message: str) -> str:
    """Give the text that is to be translated: without tags and locked text."""
    if "<" not in message:
        return _unescape(message)
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


def element_tag(element: str) -> str:
    """Give the name of the tags that stand for an element: never that of locked text."""
    name = _NOT_IN_NAMES.sub("-", element.lower()).lstrip("0123456789-") or "x"
    return f"x-{name}" if _KEEP.fullmatch(name) else name


def numbered(names: Sequence[str]) -> list[str]:
    """Make names of tags unique, by numbering those that occur twice."""
    count = Counter(names)
    taken = {name for name in names if count[name] == 1}
    last: Counter[str] = Counter()
    found: list[str] = []
    for name in names:
        if count[name] == 1:
            found.append(name)
            continue
        last[name] += 1
        while f"{name}{last[name]}" in taken:
            last[name] += 1
        found.append(f"{name}{last[name]}")
        taken.add(found[-1])
    return found


def is_blank(message: str) -> bool:
    """Tell whether a reader sees nothing of a message but tags: at most white space, characters
    that are not seen, and locked processing instructions.
    """
    if _BEGINS_SEEN.match(message):
        return False
    is_locked = False
    for part in parts(message):
        if isinstance(part, Tag):
            is_locked = is_keep(part) and part.kind is TagKind.OPEN
        elif is_locked and part.startswith("<?"):
            continue
        elif any(category(character) not in _UNSEEN for character in part):
            return False
    return True


def _unescape(text: str) -> str:
    return (
        _ESCAPE.sub(lambda match: "<" if match[1] == "lt" else "&", text) if "&" in text else text
    )
