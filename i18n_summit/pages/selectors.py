"""The CSS selectors that most rules are, matched while a page is read.

Names, classes, ids and attributes, joined by descendant and child combinators.
For all other CSS there is the bs4 tree of ``pages.rules``, whose selector
compiler alone takes longer to start than reading a page does; a test holds the
two to the same answers.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from i18n_summit.model import Selectors
from i18n_summit.pages.attributes import read_values, words
from i18n_summit.pages.encoding import PageBytes
from i18n_summit.pages.open_elements import Node
from i18n_summit.pages.scopes import Match
from i18n_summit.pages.tokens import tag_name

_NAME = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_COMPOUND = re.compile(
    rf"(\*|{_NAME})?((?:\#{_NAME}|\.{_NAME}|\[{_NAME}(?:=(?:{_NAME}|\"[^\"\\]*\"|'[^'\\]*'))?\])*)"
)
_TEST = re.compile(rf"([#.\[])({_NAME})(=(?:({_NAME})|\"([^\"]*)\"|'([^']*)'))?")
_COMBINATOR = re.compile(r"[\t\n\f\r ]*(>)[\t\n\f\r ]*|[\t\n\f\r ]+")
# Of many attributes HTML ignores the case of the value: those go the other way.
_EXACT_ATTRIBUTES = re.compile(r"name|property|role|itemprop|href|src|title|data-.*|aria-.*")


class Rules(Protocol):
    """The rules of a project, as they apply to one page."""

    has_include: bool
    """Only what an include selector matches is read."""

    def match(self, node: Node, tag: str) -> Match | None:
        """Say what applies to an element, whose parent was asked about before; None for nothing.

        *tag* is its start tag as written.
        """

    def look(self, parent: Node | None, tag: str, start: int) -> Match | None:
        """Say the same of an element that is not in the tree, whose start tag is *tag*."""

    def may_match(self, tags: Collection[str], start: int, end: int) -> bool:
        """Tell whether a rule may ask for one of the start tags *tags*, which stand between
        these offsets.
        """

    def embedded(self, source: PageBytes) -> "Rules":
        """Give the same rules for a page within the page."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: ``h2.wide[title]``."""

    name: str
    """Empty for any."""
    tests: tuple[tuple[str, str, str | None], ...]
    """Sign (``#``, ``.`` or ``[``), name, and value of an attribute."""

    def matches(self, name: str, values: Mapping[str, str]) -> bool:
        """Tell whether an element of that name, with these attributes, is that."""
        if self.name and name != self.name:
            return False
        return all(_passes(values, *test) for test in self.tests)


@dataclass(frozen=True, slots=True)
class Chain:
    """Compounds from the outside in, and how each is joined to the one before."""

    compounds: tuple[Compound, ...]
    is_child: tuple[bool, ...]


def parse_simple(selector: str) -> list[Chain] | None:
    """Read a selector list, or give None where it has anything but the simple forms."""
    chains: list[Chain] = []
    for part in selector.split(","):
        chain = _chain(part.strip("\t\n\f\r "))
        if chain is None:
            return None
        chains.append(chain)
    return chains


def simple_rules(selectors: Selectors, encoding: str) -> "SimpleRules | None":
    """Give the rules of a project for one page, or None where they need the bs4 tree."""
    machine = _machine(selectors)
    return None if machine is None else SimpleRules(machine, encoding)


class SimpleRules:
    """Matches the selectors of a project element by element, from the outside in.

    Of each element it knows which beginnings of which chains end at it, and
    which end at it or around it, as bits: constant time an element.
    """

    def __init__(self, machine: "_Machine", encoding: str) -> None:
        self.has_include = machine.has_include
        self._machine = machine
        self._encoding = encoding
        self._states: dict[Node, tuple[int, int]] = {}

    def match(self, node: Node, tag: str) -> Match | None:
        """Say what applies to an element, whose parent was asked about before."""
        around = (0, 0) if node.parent is None else self._states[node.parent]
        here = self._reached(tag, around)
        self._states[node] = (here, around[1] | here)
        return self._machine.matches(here) if here else None

    def look(self, parent: Node | None, tag: str, _start: int) -> Match | None:
        """Say what applies to an element that is in no tree."""
        here = self._reached(tag, (0, 0) if parent is None else self._states[parent])
        return self._machine.matches(here) if here else None

    def _reached(self, tag: str, around: tuple[int, int]) -> int:
        own = self._machine.own(tag, self._encoding)
        return self._machine.reached(own, *around) if own else 0

    def may_match(self, tags: Collection[str], _start: int, _end: int) -> bool:
        """Tell whether a rule may ask for one of these start tags."""
        own, encoding = self._machine.own, self._encoding
        return any(own(tag, encoding) for tag in tags)

    def embedded(self, _source: PageBytes) -> "SimpleRules":
        """Give the same rules for a page within the page."""
        return SimpleRules(self._machine, self._encoding)


class _Machine:
    """The selectors of a project as bits: one for each compound, in order."""

    def __init__(self, selectors: Selectors, parsed: list[list[Chain]]) -> None:
        self.has_include = bool(selectors.include)
        self.own = lru_cache(maxsize=4096)(self._own)
        """Which compounds a start tag is, wherever it stands."""
        self.matches = lru_cache(maxsize=1024)(self._matches)
        """What applies to an element at which these chains end."""
        self._compounds: list[Compound] = []
        self._begins = self._children = self._descendants = 0
        self._ends: list[tuple[int, str | None, bool]] = []
        """Bit of a chain's end, the role it names, whether it includes (else excludes)."""
        roles = [role for role, _ in selectors.roles]
        for number, chains in enumerate(parsed):
            role = roles[number] if number < len(roles) else None
            includes = len(roles) <= number < len(roles) + len(selectors.include)
            for chain in chains:
                for index, compound in enumerate(chain.compounds):
                    bit = 1 << len(self._compounds)
                    self._compounds.append(compound)
                    if index == 0:
                        self._begins |= bit
                    elif chain.is_child[index]:
                        self._children |= bit
                    else:
                        self._descendants |= bit
                self._ends.append((1 << (len(self._compounds) - 1), role, includes))

    def reached(self, own: int, parent: int, anywhere: int) -> int:
        """Give those of an element's compounds whose chains come down to it."""
        return own & (
            self._begins | ((parent << 1) & self._children) | ((anywhere << 1) & self._descendants)
        )

    def _own(self, tag: str, encoding: str) -> int:
        name = tag_name(tag)
        values = {n: v.text for n, v in read_values(tag, encoding).items()}
        return sum(
            1 << number
            for number, compound in enumerate(self._compounds)
            if compound.matches(name, values)
        )

    def _matches(self, here: int) -> Match | None:
        role: str | None = None
        is_included = is_excluded = False
        for bit, named, includes in self._ends:
            if here & bit:
                if named is not None:
                    role = role or named
                elif includes:
                    is_included = True
                else:
                    is_excluded = True
        is_match = role is not None or is_included or is_excluded
        return Match(role, is_included, is_excluded) if is_match else None


@lru_cache(maxsize=16)
def _machine(selectors: Selectors) -> _Machine | None:
    listed = [selector for _, selector in selectors.roles]
    listed += [*selectors.include, *selectors.exclude]
    parsed = [parse_simple(selector) for selector in listed]
    chains = [chain for chain in parsed if chain is not None]
    return _Machine(selectors, chains) if len(chains) == len(parsed) else None


def _chain(text: str) -> Chain | None:
    compounds: list[Compound] = []
    is_child: list[bool] = []
    at = 0
    joined_as_child = False
    while True:
        found = _COMPOUND.match(text, at)
        if found is None or found.end() == at:
            return None
        compound = _compound(found)
        if compound is None:
            return None
        compounds.append(compound)
        is_child.append(joined_as_child)
        at = found.end()
        if at == len(text):
            return Chain(tuple(compounds), tuple(is_child))
        combinator = _COMBINATOR.match(text, at)
        if combinator is None:
            return None
        joined_as_child = combinator[1] is not None
        at = combinator.end()


def _compound(found: re.Match[str]) -> Compound | None:
    name, tests = found.groups()
    read: list[tuple[str, str, str | None]] = []
    for sign, key, has_value, word, double, single in _TEST.findall(tests):
        is_attribute = sign == "["
        if has_value and not _EXACT_ATTRIBUTES.fullmatch(key.lower()):
            return None
        value = (word or double or single) if has_value else None
        read.append((sign, key.lower() if is_attribute else key, value))
    return Compound("" if name in (None, "*") else name.lower(), tuple(read))


def _passes(values: Mapping[str, str], sign: str, name: str, value: str | None) -> bool:
    if sign == "#":
        return values.get("id") == name
    if sign == ".":
        return name in words(values.get("class", ""))
    return name in values if value is None else values.get(name) == value
