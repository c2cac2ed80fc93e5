"""How right the guesses of an updated catalog are.

    python -m benchmarks.judged < paths of catalogs

Reads each catalog by polib, and ``old.po``, ``new.pot`` and, where it is there, ``truth.json``
beside it; writes a line of JSON for each. A guess is a message of the template that the old
catalog does not have, and that has a translation now.
"""

import json
import statistics
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import polib

_UNLIKE = 0.5


def judge(path: Path) -> dict[str, float]:
    """Count the guesses of a catalog, those that are right, and how alike their texts are."""
    old = {entry.msgstr: entry.msgid for entry in polib.pofile(str(path.with_name("old.po")))}
    known = set(old.values())
    guesses = {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.obsolete and entry.msgid not in known
    }
    likenesses = [_likeness(old[origin], id) for id, origin in guesses.items()]
    count: Counter[str] = Counter({"guesses": len(guesses)})
    truth_path = path.with_name("truth.json")
    if truth_path.exists():
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        for id, (kind, origin) in truth.items():
            count[kind] += 1
            if origin and guesses.get(id) == origin:
                count[f"{kind} found"] += 1
                count["right"] += 1
    return {
        **count,
        "likeness": statistics.median(likenesses) if likenesses else 0,
        "unlike": sum(likeness < _UNLIKE for likeness in likenesses),
    }


def _likeness(one: str, other: str) -> float:
    """Give the share of words that stand in both texts in the same order."""
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(judge(Path(line.rstrip("\n")))))


if __name__ == "__main__":
    main()
