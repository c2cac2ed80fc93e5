"""The notation of inline tags inside messages: the only module that knows it.

A placeholder is ``<name>``, ``</name>`` or ``<name/>`` with a name of lower-case
letters, digits and hyphens. A literal ``<`` that would start one is written
``&lt;``, and a literal ``&`` before ``lt;`` or ``amp;`` is ``&amp;``. All else is
text as it stands: ``<3``, ``List<T>``, ``R&D``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from unicodedata import category

_TAG = re.compile(r"<(?:(/)([a-z][a-z0-9-]*)|([a-z][a-z0-9-]*)(/?))>")
_TOKEN = re.compile(r"<(?:/?[a-z][a-z0-9-]*+|[a-z][a-z0-9-]*+/)>")
"""What is a tag, as a whole."""
_ANY_TAG = re.compile(r"(</?[a-z][a-z0-9-]*>|<[a-z][a-z0-9-]*/>)")
_ESCAPED = re.compile(r"&(?=(?:lt|amp);)|<(?=/?[a-z][a-z0-9-]*>|[a-z][a-z0-9-]*/>)")
_ESCAPE = re.compile(r"&(lt|amp);")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]")
_KEEP = re.compile(r"keep[0-9]*")
_BREAK = re.compile(r"<(?!wbr[0-9]*/)[a-z][a-z0-9-]*/>")
"""What parts the words on either side; a wbr lets one word go on."""
_SAYING = frozenset("del ins q rt s strike sub sup".split())
"""Elements that say something themselves: words in them do not say the same without."""
_DIGITS_JOINED = re.compile(r"\d[.,:]?\0+[.,:]?\d")
_EMPTY = re.compile(r"<([a-z][a-z0-9-]*)></\1>")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Categories of characters that nobody sees: controls, format characters, white space."""
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
    return "".join(split(message)[0]) if "<" in message or "&" in message else message


def spaced_text(message: str) -> str:
    """Give the text a reader sees, with a space for each void tag, as a line break parts words."""
    return plain_text(_BREAK.sub(" ", message) if "/>" in message else message)


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
    if not set(_EMPTY.findall(renamed)) <= set(_EMPTY.findall(after)):
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


def placeholder_problems(source: str, translation: str) -> list[str]:
    """Say what is wrong with the placeholders of a translation, in words for its translator.

    Each placeholder of the source must stand in the translation once, inside
    the same element as in the source, and locked text must be as it was. Tags that
    are no pairs keep their places: browsers mend them by what stands where.
    """
    if "<" not in source and "<" not in translation:
        return []
    tags = _TOKEN.findall(source)
    if tags == _TOKEN.findall(translation) and f"<{KEEP}" not in source and _are_pairs((*tags,)):
        return []
    ours, theirs = parts(source), parts(translation)
    wanted = Counter(str(part) for part in ours if isinstance(part, Tag))
    present = Counter(str(part) for part in theirs if isinstance(part, Tag))
    if wanted != present:
        return list(_counted(wanted, present))
    found: list[str] = []
    around, translated_around = _surroundings(ours), _surroundings(theirs)
    if around is None:
        # <b>one <i>two</b> three</i>: where no text is behind </b>, there is no second <i>.
        order = [str(part) for part in ours if isinstance(part, Tag)]
        if order != [str(part) for part in theirs if isinstance(part, Tag)]:
            return ["its tags must stay in the order " + " ".join(order)]
        found = list(_misplaced(source, translation))
    elif translated_around is None:
        return ["its tags cross; close each tag inside the one that it opened in"]
    else:
        found = [
            f"{tag} must stay " + (f"inside <{outer}>" if outer else "outside other tags")
            for tag, outer in around.items()
            if translated_around[tag] != outer
        ]
    translated_locked = _locked_texts(theirs)
    return found + [
        f"the text in <{name}> must stay «{text}»"
        for name, text in _locked_texts(ours).items()
        if translated_locked[name] != text
    ]


def has_same_places(source: str, translation: str) -> bool:
    """Tell whether a translation has the tags of its source in their order, with text between
    them where the source has text and nowhere else.
    """
    has_same_order = _TOKEN.findall(source) == _TOKEN.findall(translation)
    return has_same_order and not any(_misplaced(source, translation))


def is_blank(message: str) -> bool:
    """Tell whether a reader sees nothing of a message but tags: at most white space, characters
    that are not seen, and locked processing instructions.
    """
    if message[:1].isalnum():
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


def _misplaced(source: str, translation: str) -> Iterator[str]:
    """Say where texts stand, between tags in the same order, as they do not in the source."""
    ours, tags = split(source)
    theirs, _ = split(translation)
    for index, (text, translated) in enumerate(zip(ours, theirs, strict=True)):
        written = translated.replace("\0", "")  # None reaches a page.
        is_there = bool(written.strip() if text.strip() else written)
        if is_there is not bool(text):
            place = f"behind {tags[index - 1]}" if index else f"before {tags[0]}"
            must = "text must stand" if text else "no text may stand"
            yield f"{must} {place}, unless the page is mended: its tags are left open or cross"


def _counted(wanted: Counter[str], present: Counter[str]) -> Iterator[str]:
    for tag in wanted | present:
        if present[tag] < wanted[tag]:
            yield f"{tag} is missing"
        elif not wanted[tag]:
            yield f"{tag} is not in the source (a literal one is written &lt;{tag[1:]})"
        elif present[tag] > wanted[tag]:
            yield f"{tag} stands {present[tag]} times instead of {wanted[tag]}"


def _surroundings(message: Sequence[str | Tag]) -> dict[str, str] | None:
    """Give, by tag, the name of the element around each element; None where tags are no pairs
    or one occurs twice.
    """
    found: dict[str, str] = {}
    stack: list[str] = []
    for part in message:
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


def _locked_texts(message: Sequence[str | Tag]) -> dict[str, str]:
    """Give, by name, the text in each locked element."""
    found: dict[str, list[str]] = {}
    name: str | None = None
    for part in message:
        if isinstance(part, str):
            if name is not None:
                found[name].append(part)
        elif is_keep(part):
            name = part.name if part.kind is TagKind.OPEN else None
            found.setdefault(part.name, [])
    return {name: "".join(texts) for name, texts in found.items()}


def _unescape(text: str) -> str:
    return (
        _ESCAPE.sub(lambda match: "<" if match[1] == "lt" else "&", text) if "&" in text else text
    )
