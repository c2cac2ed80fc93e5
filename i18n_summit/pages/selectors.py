"""The CSS selectors that most rules are, matched while a page is read.

Names, classes, ids and attributes, joined by descendant and child combinators.
For all other CSS there is the bs4 tree of ``pages.rules``, whose selector
compiler alone takes longer to start than reading a page does; a test holds the
two to the same answers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from i18n_summit.model import Selectors
from i18n_summit.pages.tree import Node

_NAME = r"-?[A-Za-z_][A-Za-z0-9_-]*"
_COMPOUND = re.compile(
    rf"(\*|{_NAME})?((?:\#{_NAME}|\.{_NAME}|\[{_NAME}(?:=(?:{_NAME}|\"[^\"\\]*\"|'[^'\\]*'))?\])*)"
)
_TEST = re.compile(rf"([#.\[])({_NAME})(=(?:({_NAME})|\"([^\"]*)\"|'([^']*)'))?")
_COMBINATOR = re.compile(r"[\t\n\f\r ]*(>)[\t\n\f\r ]*|[\t\n\f\r ]+")
# Of many attributes HTML ignores the case of the value: those go the other way.
_EXACT_ATTRIBUTES = re.compile(r"name|property|role|itemprop|href|src|title|data-.*|aria-.*")


class Match(NamedTuple):
    """What the rules say of one element."""

    role: str | None
    is_included: bool
    is_excluded: bool


class Rules(Protocol):
    """The rules of a project, as they apply to one page."""

    has_include: bool
    """Only what an include selector matches is read."""

    def match(self, node: Node, values: Callable[[Node], Mapping[str, str]]) -> Match:
        """Say what applies to an element, whose parent was asked about before."""


@dataclass(frozen=True, slots=True)
class Compound:
    """What one element must be: ``h2.wide[title]``."""

    name: str
    """Empty for any."""
    tests: tuple[tuple[str, str, str | None], ...]
    """Sign (``#``, ``.`` or ``[``), name, and value of an attribute."""

    def matches(self, node: Node, values: Callable[[Node], Mapping[str, str]]) -> bool:
        """Tell whether an element is that."""
        if self.name and node.name != self.name:
            return False
        if not self.tests:
            return True
        found = values(node)
        return all(_passes(found, *test) for test in self.tests)


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


def simple_rules(selectors: Selectors) -> "SimpleRules | None":
    """Give the rules of a project for one page, or None where they need the bs4 tree."""
    listed = [selector for _, selector in selectors.roles]
    listed += [*selectors.include, *selectors.exclude]
    parsed = [parse_simple(selector) for selector in listed]
    chains = [chain for chain in parsed if chain is not None]
    return SimpleRules(selectors, chains) if len(chains) == len(parsed) else None


class SimpleRules:
    """Matches the selectors of a project element by element, from the outside in.

    Of each element it knows which beginnings of which chains end at it, and
    which end at it or around it, as bits: constant time an element.
    """

    def __init__(self, selectors: Selectors, parsed: list[list[Chain]]) -> None:
        self.has_include = bool(selectors.include)
        roles = [role for role, _ in selectors.roles]
        self._steps: list[tuple[Compound, int, bool, bool]] = []
        """Compound, its bit, whether it begins a chain, whether it is a child of the last."""
        self._ends: list[tuple[int, str | None, bool]] = []
        """Bit of a chain's end, the role it names, whether it includes (else excludes)."""
        for number, chains in enumerate(parsed):
            role = roles[number] if number < len(roles) else None
            includes = len(roles) <= number < len(roles) + len(selectors.include)
            for chain in chains:
                for index, compound in enumerate(chain.compounds):
                    bit = 1 << len(self._steps)
                    self._steps.append((compound, bit, index == 0, chain.is_child[index]))
                self._ends.append((1 << (len(self._steps) - 1), role, includes))
        self._states: dict[Node, tuple[int, int]] = {}

    def match(self, node: Node, values: Callable[[Node], Mapping[str, str]]) -> Match:
        """Say what applies to an element, whose parent was asked about before."""
        here_around, anywhere_around = (0, 0)
        if node.parent is not None:
            here_around, anywhere_around = self._states[node.parent]
        here = 0
        for compound, bit, begins, is_child in self._steps:
            before = bit >> 1
            if not begins and not before & (here_around if is_child else anywhere_around):
                continue
            if compound.matches(node, values):
                here |= bit
        self._states[node] = (here, anywhere_around | here)
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
        return Match(role, is_included, is_excluded)


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
        return name in values.get("class", "").split()
    return name in values if value is None else values.get(name) == value
