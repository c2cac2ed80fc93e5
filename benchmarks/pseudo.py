"""Translate catalogs for the sake of measuring: 「訳」 before each text outside tags.

Gives for each path on stdin the number of messages translated in that file.
"""

import re
import sys

import polib

_TAGS = re.compile(r"(<(keep[0-9]*)>.*?</\2>|<[^<>]*>)", re.DOTALL)
"""Tags of either tool, and what i18n-summit locks."""


def translated(text: str) -> str:
    """Put 「訳」 before each piece of text between tags; all else stays."""
    found: list[str] = []
    at = 0
    for match in _TAGS.finditer(text):
        found += [_marked(text[at : match.start()]), match[0]]
        at = match.end()
    return "".join([*found, _marked(text[at:])])


def _marked(text: str) -> str:
    return f"訳 {text}" if any(map(str.isalpha, text)) else text


def translate(path: str) -> int:
    """Translate every message of a PO file; give their number."""
    catalog = polib.pofile(path)
    for entry in catalog:
        entry.msgstr = translated(entry.msgid)
    catalog.save()
    return len(catalog)


if __name__ == "__main__":
    for line in sys.stdin.read().splitlines():
        print(translate(line))
