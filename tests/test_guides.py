"""The translators' guides: their transcripts are what the program says today."""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from tests.projects import PROGRAM, clean_environment

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ["translating.md", "translating.ja.md"]
_BLOCK = re.compile(r"^```(\w+)(?: (typed|shown) (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """A fenced block: a transcript, or text that a reader types or is shown in a file."""

    language: str
    act: str
    path: str
    text: str


def blocks(name: str) -> list[Block]:
    return [Block(*found) for found in _BLOCK.findall((DOCS / name).read_text(encoding="utf-8"))]


def msgid(entry: str) -> str:
    return next(line for line in entry.splitlines() if line.startswith("msgid "))


def typed(path: Path, text: str) -> None:
    """Write a file; of a catalog, the entries that have the same msgid."""
    if path.suffix != ".po":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    entries = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    places = {msgid(entry): number for number, entry in enumerate(entries)}
    for entry in text.rstrip("\n").split("\n\n"):
        entries[places[msgid(entry)]] = entry
    path.write_text("\n\n".join(entries) + "\n", encoding="utf-8")


def run_again(folder: Path, transcript: str) -> str:
    """Run the commands of a transcript, and give the transcript of today."""
    found = ""
    path = os.pathsep.join([str(PROGRAM.parent), os.environ["PATH"]])
    reader = {
        f"GIT_{who}_{what}": "reader@example.jp"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    for command in re.findall(r"^\$ (.*)$", transcript, re.MULTILINE):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=clean_environment(PATH=path, GIT_CONFIG_GLOBAL=os.devnull, **reader),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        found += f"$ {command}\n{done.stdout.decode()}"
    return found


def test_a_guide_shows_what_the_program_does(tmp_path: Path) -> None:
    for language, act, path, text in blocks(GUIDES[0]):
        if language == "console":
            assert run_again(tmp_path, text) == text
        elif act == "typed":
            typed(tmp_path / path, text)
        else:
            assert act == "shown"
            assert f"\n{text}" in (tmp_path / path).read_text(encoding="utf-8")


def test_the_guides_show_the_same() -> None:
    first, *others = map(blocks, GUIDES)
    assert len(first) > 10
    assert others == [first]
