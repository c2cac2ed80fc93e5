"""What each thing is called, as a project has decided: CSV bytes to Glossary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath
from typing import NamedTuple, NoReturn
from unicodedata import normalize

from i18n_summit.errors import GlossaryError, ProblemsError

_FORBIDDEN, _NOTE = "forbidden", "note"
_HEADER = f"Write a first line such as en,ja,{_FORBIDDEN},{_NOTE}."
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
_BETWEEN = "|"
_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"|([^",\r\n]*+))(,|\r\n|[\r\n]|\Z)')
_LINE_END = re.compile(r"\r\n|[\r\n]")


@dataclass(frozen=True, slots=True)
class Term:
    """What one thing is called, in each language that has a name for it."""

    names: Mapping[str, tuple[str, ...]]
    """By language tag; the first name is the one to use, the others will do."""
    forbidden: tuple[str, ...] = ()
    """Names that no translation of the term may have, of whatever language."""
    note: str = ""
    """For translators."""
    line: int = 1
    """Line, from 1, of its row in the glossary."""


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """The terms of a project."""

    path: PurePosixPath
    languages: tuple[str, ...]
    """The languages of its columns."""
    terms: tuple[Term, ...]


class TermCount(NamedTuple):
    """How often a term of the glossary stands in a catalog, in messages that are translated."""

    source: str
    """Its first name in the language that is translated from."""
    target: str
    """Its first name in the catalog's."""
    asked: int
    """Messages whose source text has the term."""
    used: int
    """Those of them whose translation has it."""


def read_glossary(data: bytes, path: PurePath) -> Glossary:
    """Read the bytes of a glossary: CSV as of RFC 4180, in UTF-8.

    The first row names the columns: at least two language tags, then, where they
    are wanted, ``forbidden`` and ``note``. Empty lines are passed over.

    Raises ProblemsError, each a GlossaryError with its line, for all that is
    wrong in it.
    """
    return _Reading(PurePosixPath(path.as_posix())).glossary(data)


class _Row(NamedTuple):
    line: int
    cells: list[str]


class _Reading:
    """Reads one file; each complaint names it, and the line."""

    def __init__(self, path: PurePosixPath) -> None:
        self._path = path
        self._first: dict[str, int] = {}
        """The line of each name in the first column."""

    def glossary(self, data: bytes) -> Glossary:
        errors: list[GlossaryError] = []
        terms: list[Term] = []
        columns: list[str] = []
        try:
            rows = list(self._rows(self._decoded(data)))
            columns = self._columns(rows)
        except GlossaryError as error:
            raise ProblemsError([error]) from error
        for row in rows[1:]:
            try:
                terms.append(self._term(row, columns))
            except GlossaryError as error:
                errors.append(error)
        if errors:
            raise ProblemsError(errors)
        languages = tuple(name for name in columns if name not in (_FORBIDDEN, _NOTE))
        return Glossary(self._path, languages, tuple(terms))

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            byte = f"byte {error.start} (0x{error.object[error.start]:02X})"
            line = error.object.count(b"\n", 0, error.start) + 1
            self._refuse(line, f"{byte} is not UTF-8. Save the file as UTF-8")

    def _rows(self, text: str) -> Iterator[_Row]:
        """Give the rows, each with the line that it begins on."""
        at, line = 0, 1
        while at < len(text):
            row = _Row(line, [])
            ending = ","
            while ending == ",":
                found = _CELL.match(text, at)
                if found is None:
                    self._refuse(
                        line,
                        "a cell with quotes that are no pair around it. Write quotes around"
                        " the whole cell, and two for each one inside",
                    )
                quoted, bare, ending = found.groups()
                cell = bare if quoted is None else quoted.replace('""', '"')
                row.cells.append(" ".join(cell.split()))
                line += len(_LINE_END.findall(found[0]))
                at = found.end()
            if row.cells != [""]:
                yield row

    def _columns(self, rows: list[_Row]) -> list[str]:
        """Give the names of the columns, languages as tags."""
        if not rows:
            self._refuse(1, f"there is no header. {_HEADER}")
        line, names = rows[0]
        known = (_FORBIDDEN, _NOTE)
        columns: list[str] = []
        for name in names:
            if name not in known and not _LANGUAGE.fullmatch(name):
                from difflib import get_close_matches

                near = get_close_matches(name, known, n=1)
                remedy = f'Did you mean "{near[0]}"?' if near else _HEADER
                self._refuse(line, f'a glossary has no column "{name}". {remedy}')
            column = name.replace("_", "-")
            if column.lower() in map(str.lower, columns):
                self._refuse(line, f'the column "{column}" stands there twice. Keep one')
            columns.append(column)
        if len(set(columns).difference(known)) < 2:
            self._refuse(line, f"a glossary needs two languages. {_HEADER}")
        return columns

    def _term(self, row: _Row, columns: list[str]) -> Term:
        line, cells = row
        if len(cells) != len(columns):
            count = f"{len(cells)} cell" + ("s" if len(cells) > 1 else "")
            self._refuse(
                line,
                f"{count}, and the header has {len(columns)}. Write a comma between two"
                " cells, and quotes around one that has a comma in it",
            )
        by_column = dict(zip(columns, cells, strict=True))
        note = by_column.pop(_NOTE, "")
        names = {
            column: self._names(cell, column, line) for column, cell in by_column.items() if cell
        }
        forbidden = names.pop(_FORBIDDEN, ())
        if not names:
            self._refuse(line, "this row has no term. Write one, or take the row out")
        for name in forbidden:
            if any(name in group for group in names.values()):
                self._refuse(
                    line, f'"{name}" is a name of the term and forbidden. Take it out of one cell'
                )
        self._refuse_doubled(names, columns, line)
        return Term(names, forbidden, note, line)

    def _names(self, cell: str, column: str, line: int) -> tuple[str, ...]:
        names = tuple(map(str.strip, cell.split(_BETWEEN)))
        if not all(names):
            self._refuse(
                line,
                f'the column "{column}" has an empty name. Write "{_BETWEEN}" between two names',
            )
        known: set[str] = set()
        for name in names:
            if _key(name) in known:
                self._refuse(line, f'"{name}" stands twice in the column "{column}". Keep one')
            known.add(_key(name))
        return names

    def _refuse_doubled(
        self, names: dict[str, tuple[str, ...]], columns: list[str], line: int
    ) -> None:
        """Refuse a name of the first language that has a row already.

        In the others two things may have one name.
        """
        language = next(column for column in columns if column not in (_FORBIDDEN, _NOTE))
        for name in names.get(language, ()):
            first = self._first.setdefault(_key(name), line)
            if first != line:
                self._refuse(line, f'"{name}" already stands at line {first}. Keep one row')

    def _refuse(self, line: int, message: str) -> NoReturn:
        ending = "" if message[-1] in ".?" else "."
        raise GlossaryError(f"{self._path}:{line}: {message}{ending}")


def _key(name: str) -> str:
    """Give what two ways to type one name have in common: not its case, which counts."""
    return normalize("NFKC", name)
