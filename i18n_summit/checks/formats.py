"""How programs write what they put into a text: a grammar for each flag of gettext.

The flags are those of gettext's manual, "Flags in the header of an entry". Two texts have the same
variables where ``msgfmt --check-format`` says so, as far as it knows the language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from string import Formatter
from typing import NamedTuple


class Variable(NamedTuple):
    """What a program puts a value in the place of."""

    written: str
    at: int
    """Its offset in the text."""
    argument: str | None
    """The name or number of its value; None where it takes the next one."""
    kind: str
    """Variables of one kind take the same values."""


class NoVariableError(ValueError):
    """A text is none of its language: the complaint, the offset and how much is wrong there."""

    def __init__(self, complaint: str, at: int | None = None, length: int = 1) -> None:
        super().__init__(complaint)
        self.at = at
        self.length = length


Reading = Callable[[str], Iterable[Variable]]
"""Gives the variables of a text, by their places. Raises NoVariableError."""


class Grammar(NamedTuple):
    """How the variables of one language are written."""

    signs: tuple[str, ...]
    """Each variable has one of these in it."""
    read: Reading
    literal: str = ""
    """What is to be written for a sign that begins none."""
    has_numbers: bool = False
    """``%1$s`` takes its value by number."""
    first: int = 1
    """The number of the first value."""
    may_mix: bool = False
    """Of the variables of a text some may have numbers and others none."""
    has_order: bool = True
    """Variables without name and number take one value after the other."""
    special: re.Pattern[str] | None = None
    """What a translation may have only where its source has any of it."""

    def variables(self, text: str) -> tuple[Variable, ...]:
        """Give the variables of a text, by their places. Raises NoVariableError."""
        for sign in self.signs:
            if sign in text:
                return _read(self.read, text)
        return ()


def signs_of(*grammars: Grammar) -> re.Pattern[str]:
    """Give what finds nothing where there is no variable by any of some grammars."""
    signs = {sign[0] for grammar in grammars for sign in grammar.signs}
    return re.compile(f"[{re.escape(''.join(sorted(signs)))}]")


@lru_cache(maxsize=64)
def _read(read: Reading, text: str) -> tuple[Variable, ...]:
    return tuple(read(text))


_STARS = ("wide", "deep")


def matching(pattern: str, same: Mapping[str, str] | None = None) -> Reading:
    """Give what reads variables as a pattern writes them.

    Its group ``nothing`` is what takes no value, ``stray`` what cannot stand in a text;
    ``name``, ``key`` or ``number`` is the argument; ``wide`` and ``deep`` take a value each before,
    with a number where there are ``wide_number`` and ``deep_number``;
    ``size`` and ``type`` are the kind, by the name that *same* gives to the type, and to both.
    """
    kinds = same or {}
    stars = [star for star in _STARS if f"<{star}>" in pattern]

    @cache
    def compiled() -> re.Pattern[str]:
        # There are forty grammars, and a catalog has one or two.
        return re.compile(pattern, re.DOTALL)

    def read(text: str) -> Iterator[Variable]:
        for match in compiled().finditer(text):
            found, at = match.groupdict().get, match.start()
            if found("stray") is not None:
                shown = text[at : at + 2].strip()
                raise NoVariableError(f"«{shown}» begins no variable", at, len(shown))
            if found("nothing") is None:
                for star in stars:
                    if found(star):
                        yield Variable(match[0], at, found(f"{star}_number"), kinds.get("d", "d"))
                sort = found("type") or ""
                kind = f"{found('size') or ''}{kinds.get(sort, sort)}"
                argument = found("name") or found("key") or found("number")
                yield Variable(match[0], at, argument, kinds.get(kind, kind))

    return read


def _printf(
    types: str,
    *,
    sizes: str = "",
    flags: str = "[-+ #0]",
    argument: str = r"(?:(?P<number>\d++)\$)?",
    nothing: str = "%",
    more: str = "(?!)",
    before: str = "",
    same: Mapping[str, str] | None = None,
    first: int = 1,
    may_mix: bool = False,
    has_numbered_stars: bool = False,
) -> Grammar:
    """Give a grammar of printf: letters of *types* that stand together take the same values.

    *same* has other names of types, and of kinds: a size and the first of such letters.
    *nothing* is a pattern of what takes no value, *more* one of further types, and *before* one of
    other variables, with a ``|`` behind. With numbered stars ``%2$*1$d`` is one.
    """
    kinds = {letter: letters[0] for letters in types.split() for letter in letters}
    wide, deep = (
        rf"(?P<{star}>\*{rf'(?:(?P<{star}_number>[0-9]++)[$])?' if has_numbered_stars else ''})"
        for star in _STARS
    )
    pattern = (
        rf"{before}%(?:{argument}{flags}*(?:{wide}|[1-9]\d*+)?(?:\.(?:{deep}|\d*+))?"
        rf"(?P<size>{sizes})(?P<type>[{''.join(kinds)}]|{more})|(?P<nothing>{nothing})|(?P<stray>))"
    )
    read = matching(pattern, kinds | dict(same or {}))
    return Grammar(("%",), read, "%% for a literal %", "number" in argument, first, may_mix)


def _fields(text: str) -> Iterable[Variable]:
    """Read the replacement fields of Python."""
    if "{$" in text:
        raise NoVariableError("«{$» begins no replacement field", text.index("{$"), 2)
    try:
        list(Formatter().parse(text))
    except ValueError as error:
        raise NoVariableError(f"its braces are no replacement fields: {error}") from error
    return _read_fields(text)


_LAYOUT = r"(?:.?[<>=^])?[-+ ]?#?0?\d*+(?:\.\d++)?[bcdoxXneEfFgG%]?"
"""What msgfmt takes for a part of a field's name. Formats of dates and ``:,`` are another in each
language.
"""
_read_fields = matching(
    r"(?P<nothing>\{\{|\}\})|\{(?P<name>(?:[^{}!:\[]++(?:\[[^\]{}]*\][^{}!:\[]*)*"
    rf"(?::(?:{_LAYOUT}|\{{[^{{}}]*\}})(?=\}}))?)?)"
    r"(?:![a-z]?)?(?::[^{}]*)?\}?"
)
_BRACES = "{{ and }} for literal ones"
_FLOATS = "aAeEfFgG"
_C_TYPES = f"di ouxX {_FLOATS} c C s S p n"
_C_SIZES = "hh?|ll?|[qjztL]|"
_C_FLAGS = "[-+ #0'I]"
_MACROS = [f"{way}{bits}" for way in ("", "LEAST", "FAST") for bits in (8, 16, 32, 64)]
_C_MACRO = rf"<PRI[diouxX](?:{'|'.join(_MACROS)}|MAX|PTR)>"
_C_SAME = {"la": "a", "lc": "C", "ls": "S", "qd": "lld", "qo": "llo", "Ld": "lld", "Lo": "llo"} | {
    f"<PRI{letter}{bits}>": f"<{'d' if letter in 'di' else 'o'}{bits}>"
    for letter in "diouxX"
    for bits in (*_MACROS, "MAX", "PTR")
}
_NO_NUMBER = ""
_C = _printf(
    _C_TYPES,
    sizes=_C_SIZES,
    flags=_C_FLAGS,
    nothing="[%m]",
    more=_C_MACRO,
    same=_C_SAME,
    has_numbered_stars=True,
)
_PLACES = Grammar(("%",), matching(r"%(?P<number>\d+)"))
_RUST = Grammar(
    ("{", "}"),
    matching(
        r"(?P<nothing>\{\{|\}\})|\{(?:(?P<number>\d+)|(?P<name>[A-Za-z_]\w*))?(?::[^{}]*)?\}"
        r"|(?P<stray>[{}])"
    ),
    _BRACES,
    first=0,
)
_LISP = Grammar(
    ("~",),
    matching(
        r"~(?:(?:[-+]?\d++|'.|[vV#])?,)*(?:[-+]?\d++|'.|[vV#])?[:@]*+"
        r"(?:(?P<nothing>[%&~|_TtIi\n()])|(?P<type>[^\s%&~|_()]))",
        {letter: group[0] for group in ("aAsSwW", "dDxXoObBrR", "fFeEgG$") for letter in group},
    ),
)

GRAMMARS = {
    "c-format": _C,
    "objc-format": _printf(
        f"{_C_TYPES} @",
        sizes=_C_SIZES,
        flags=_C_FLAGS,
        nothing="[%m]",
        more=_C_MACRO,
        same=_C_SAME,
        has_numbered_stars=True,
    ),
    "gcc-internal-format": _printf(
        "di oux c s p m " + " ".join("ACDEFGHIJKLOPQSTVXZ"),
        sizes="ll?|[wzt]|",
        flags="[q+#]",
        nothing="[%<>'rR]",
    ),
    "gfc-internal-format": _printf("di u c s C L", sizes="ll?|w|", nothing="[%<>']"),
    "python-format": _printf(
        "diouxX eEfFgG c sra",
        sizes="[hlL]?",
        # «%(name) says» has lost an s, though Python takes " s" for a type.
        flags=r"(?:[-+#0]|(?<!\)) )",
        argument=r"(?:\((?P<name>[^()]*+)\))?",
        same={f"{size}{kind}": kind for size in "hlL" for kind in "decs"},
    ),
    "python-brace-format": Grammar(("{", "}"), _fields, _BRACES, first=0),
    "java-format": Grammar(
        ("{",),
        matching(
            r"(?P<nothing>''|'[^']*+'?)"
            r"|\{\s*(?P<number>\d++)\s*(?:,\s*(?P<type>number|date|time|choice)\s*"
            r"(?:,(?:[^{}']|'[^']*+'|\{[^{}]*\})*)?)?\}|(?P<stray>\{)",
            {"time": "date", "choice": "number"},
        ),
        "'{' for a literal brace",
    ),
    "java-printf-format": _printf(
        f"bBhHsS cC doxX {_FLOATS}",
        flags="[-+ #0,(]",
        nothing=r"[%n]|<[-+ #0,(]*(?:[1-9]\d*+)?(?:\.\d++)?(?:[tT]?[A-Za-z])",
        more="[tT][A-Za-z]",
        may_mix=True,
        same={f"{t}{letter}": "t" for t in "tT" for letter in "BHIMNSLQYZCabcdejklmpyhrRsTDFAz"},
    ),
    "csharp-format": Grammar(
        ("{", "}"),
        matching(
            r"(?P<nothing>\{\{|\}\})|\{(?P<number>\d+)(?:,[^{}:]*)?(?::[^{}]*)?\}|(?P<stray>[{}])"
        ),
        _BRACES,
    ),
    "javascript-format": _printf("bdiouxX eEf c s j"),
    "scheme-format": _LISP,
    "lisp-format": _LISP,
    "elisp-format": _printf("dioxX eEfgG c s S", may_mix=True),
    "librep-format": _printf("dioxX c s S", may_mix=True),
    "ruby-format": _printf(
        f"bBdiouxX {_FLOATS} c p s",
        argument=r"(?:(?P<number>\d++)\$|<(?P<name>\w+)>)?",
        before=r"%\{(?P<key>\w+)\}|",
        same={"": "s"},
        has_numbered_stars=True,
    ),
    "sh-format": Grammar(
        ("$",), matching(r"\$(?:\{(?P<key>[A-Za-z_]\w*+)[^{}]*\}|(?P<name>[A-Za-z_]\w*))")
    ),
    "sh-printf-format": _printf(f"di ouxX {_FLOATS} c s b"),
    "awk-format": _printf("di ouxX eEfFgG c s", has_numbered_stars=True),
    "lua-format": _printf(f"diouxX {_FLOATS} c q s", argument=_NO_NUMBER),
    "object-pascal-format": _printf(
        "duxDUX efgnmEFGNM sS pP", argument=r"(?:(?P<number>\d++):)?", first=0, may_mix=True
    ),
    "go-format": _printf("vTtbcdoOqxXUeEfFgGsp", argument=r"(?:\[(?P<number>\d++)\])?"),
    "d-format": _printf(f"bdioxXu {_FLOATS} c s", nothing="[%(|)]"),
    "modula2-format": _printf("d ux c s q", argument=_NO_NUMBER),
    "ocaml-format": _printf(
        "diunlLNoxX eEfFgGh c C s S b B a t", argument=_NO_NUMBER, nothing="[%!,@]"
    ),
    "rust-format": _RUST,
    "c++-format": _RUST,
    "smalltalk-format": _PLACES,
    "ycp-format": _PLACES,
    # Without any of these a text may be for programs that read nothing but %1 to %9.
    "qt-format": Grammar(
        ("%",), matching(r"%L?(?P<number>\d\d?)"), special=re.compile(r"%(?:L\d|\d\d)")
    ),
    "qt-plural-format": Grammar(("%",), matching(r"%L?(?:(?P<number>\d\d?)|(?P<name>n))")),
    "kde-format": _PLACES,
    "kde-kuit-format": _PLACES,
    "boost-format": _printf(
        _C_TYPES,
        sizes=_C_SIZES,
        argument=r"\|?(?:(?P<number>\d++)(?:\$|(?=%)))?",
        more=r"(?<=\d)%|(?<=\$)\|",
        same=_C_SAME,
        has_numbered_stars=True,
    ),
    "tcl-format": _printf("di ouxX eEfgG c s", sizes="[hl]?", same={"ld": "d", "lo": "o"}),
    "perl-format": _printf(
        f"di ouxXbB {_FLOATS} c s p n",
        sizes="v|hh?|ll?|[qLVtzj]|",
        more="[DUO]",
        may_mix=True,
        same={"qd": "lld", "qo": "llo", "D": "Vd", "U": "Vo", "O": "Vo"},
        has_numbered_stars=True,
    ),
    "perl-brace-format": Grammar(("{",), matching(r"\{(?P<name>[A-Za-z_]\w*)\}")),
    "php-format": _printf("bdouxX eEfFgG c s", flags="(?:[-+ 0]|'.)", may_mix=True),
}
"""By flag."""
