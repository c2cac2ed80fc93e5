"""A catalog, and a template that is a later state of it, with what became of each message.

    python -m benchmarks.revised FOLDER PAGES MESSAGES < paths of pages, below the folder PAGES

Writes ``old.po``, ``new.pot`` and ``truth.json``: by the msgid of each message that only
the template has, its kind (edited, split or new) and the msgstr that it should get. The
msgstr of each old message is a number of its own. The same pages give the same files.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from random import Random
from typing import NamedTuple

from i18n_summit.catalogs.headers import catalog_header, template_header
from i18n_summit.catalogs.sources import gather_sources
from i18n_summit.catalogs.store import format_catalog
from i18n_summit.errors import PageError
from i18n_summit.model import Catalog, Message, Page, Selectors
from i18n_summit.pages import read_page

_NOW = "2019-09-30 09:00+0000"
_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_NUMBER = re.compile(r"\b\d+")
_LONG_WORD = re.compile(r"(?<![\w</])[A-Za-z]{4,}")
"""One that is no tag's name."""
_LEAST_WORDS = 4
"""What each half of a split message has at least, and an edited one that a word is taken from."""
EDITED, SPLIT, NEW, DELETED = "edited", "split", "new", "deleted"
SHARES = {EDITED: 0.05, SPLIT: 0.02, NEW: 0.02, DELETED: 0.02}


class Revision(NamedTuple):
    """Two states of the same pages."""

    old: list[Message]
    new: list[Message]
    truth: dict[str, tuple[str, str]]
    """By msgid: kind, and the msgstr that it should get; none for a new message."""


def revise(pool: Sequence[Message], size: int) -> Revision:
    """Make a revision of *size* messages out of real ones, of which there must be more."""
    random = Random(size)  # noqa: S311 - The same on every machine.
    texts = [message for message in pool if " " in message.id and "<" not in message.id]
    spare = set(random.sample(range(size), int(size * SHARES[NEW])))
    chosen = list(pool[: size + len(spare)])
    old = [message for number, message in enumerate(chosen) if number not in spare]
    fates = _fates(old, random)
    truth: dict[str, tuple[str, str]] = {}
    new: list[Message] = []
    taken = {message.key for message in pool}
    numbers = iter(range(len(old)))
    for place, message in enumerate(chosen):
        if place in spare:
            truth[message.id] = (NEW, "")
            new.append(message)
            continue
        number = next(numbers)
        fate = fates.get(number)
        if fate is None:
            new.append(message)
        elif fate != DELETED:
            made = (
                _SENTENCE_END.split(message.id, maxsplit=1)
                if fate == SPLIT
                else [_edited(message.id, random.choice(texts).id.split(), random)]
            )
            for id in made:
                if (message.context, id) in taken:  # Two that became the same.
                    continue
                taken.add((message.context, id))
                truth[id] = (fate, str(number))
                new.append(message._replace(id=id))
    return Revision(old, new, truth)


def _fates(old: Sequence[Message], random: Random) -> dict[int, str]:
    order = list(range(len(old)))
    random.shuffle(order)
    fates: dict[int, str] = {}
    for fate in (SPLIT, EDITED, DELETED):
        fit = (n for n in order if n not in fates and _fits(old[n].id, fate))
        for number, _ in zip(fit, range(int(len(old) * SHARES[fate])), strict=False):
            fates[number] = fate
    return fates


def _fits(text: str, fate: str) -> bool:
    if fate == SPLIT:
        halves = _SENTENCE_END.split(text, maxsplit=1)
        return len(halves) == 2 and all(len(half.split()) >= _LEAST_WORDS for half in halves)
    return fate == DELETED or _LONG_WORD.search(text) is not None


def _edited(text: str, other: list[str], random: Random) -> str:
    """Change a text as writers do: a sign, a number, a word, some words, or a further sentence."""
    words = text.split(" ")
    edits: list[Callable[[str, list[str], Random], str]] = [_typo]
    if _NUMBER.search(text):
        edits.append(_renumbered)
    if len(words) >= _LEAST_WORDS:
        edits += [_with_word, _without_word, _with_other_word, _reworded, _lengthened]
    return random.choice(edits)(text, other, random)


def _typo(text: str, _: list[str], random: Random) -> str:
    found = random.choice(list(_LONG_WORD.finditer(text)))
    at = random.randrange(found.start() + 1, found.end() - 1)
    turned = text[at + 1] + text[at] if text[at] != text[at + 1] else text[at]
    return text[:at] + turned + text[at + 2 :]


def _renumbered(text: str, _: list[str], random: Random) -> str:
    found = random.choice(list(_NUMBER.finditer(text)))
    return text[: found.start()] + str(int(found[0]) + random.randint(1, 9)) + text[found.end() :]


def _with_word(text: str, other: list[str], random: Random) -> str:
    words = text.split(" ")
    words.insert(random.randrange(len(words)), random.choice(other))
    return " ".join(words)


def _without_word(text: str, _: list[str], random: Random) -> str:
    return _replaced(text, 1, [], random)


def _with_other_word(text: str, other: list[str], random: Random) -> str:
    return _replaced(text, 1, [random.choice(other)], random)


def _reworded(text: str, other: list[str], random: Random) -> str:
    """Put other words in the place of a quarter."""
    size = max(1, text.count(" ") // 4)
    return _replaced(text, size, other[: size + random.randint(-1, 1)], random)


def _replaced(text: str, size: int, others: list[str], random: Random) -> str:
    """Put others in the place of so many words; a word with a tag stays."""
    words = text.split(" ")
    at = random.randrange(len(words) - size + 1)
    kept = [word for word in words[at : at + size] if "<" in word]
    words[at : at + size] = [*kept, *others]
    return " ".join(words)


def _lengthened(text: str, other: list[str], random: Random) -> str:
    """Add as much as a half at one end."""
    added = " ".join(other[: max(1, len(text.split()) // 2)])
    return f"{text} {added}" if random.random() < 0.5 else f"{added} {text}"


def pool_of(paths: Iterable[Path], around: Path) -> list[Message]:
    """Give the messages of pages, named from the folder around them, in their order."""
    sources = gather_sources(_pages(paths, around))
    return [source.message for source in sources if source.message.context is None]


def write_states(folder: Path, old: Iterable[Message], new: Iterable[Message]) -> None:
    """Write ``old.po``, the msgstr of each message its number, and ``new.pot``."""
    numbered = tuple(m._replace(translation=str(number)) for number, m in enumerate(old))
    files = {
        "old.po": Catalog("ja", catalog_header("revised", _NOW, "ja"), numbered),
        "new.pot": Catalog(None, template_header("revised", _NOW), tuple(new)),
    }
    for name, catalog in files.items():
        (folder / name).write_bytes(format_catalog(catalog))


def _pages(paths: Iterable[Path], around: Path) -> Iterator[Page]:
    for path in paths:
        name = PurePosixPath(path.relative_to(around).as_posix())
        try:
            yield read_page(path.read_bytes(), name, latin="en", selectors=Selectors())
        except PageError:
            continue


def main() -> None:
    folder, around, size = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    paths = (Path(line.rstrip("\n")) for line in sys.stdin)
    revision = revise(pool_of(paths, around), size)
    write_states(folder, revision.old, revision.new)
    document = json.dumps(revision.truth, ensure_ascii=False)
    (folder / "truth.json").write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main()
