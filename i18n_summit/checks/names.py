"""Checks of what stays as it is: addresses, and names in programs."""

import re
from collections.abc import Iterator
from itertools import islice, zip_longest

from i18n_summit.checks.readings import ADDRESS, UNQUOTED, Pair
from i18n_summit.checks.register import Brief, Finding, text_check
from i18n_summit.model import Severity

_ADDRESS = re.compile(ADDRESS)
_LANGUAGE = re.compile(
    r"/[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/?#]|\Z)|(?<=//)[a-z]{2}(?=\.)"
    r"|[?&](?:lang|language|locale|hl)=[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[&#]|\Z)"
)
_TAIL = re.compile(r"[^\W\x00-\x7f][^\s、。，．：；！？「」『』【】（）<>\"'`]{0,200}+")
"""What goes on behind an address: of it where words are spaced, else perhaps the sentence."""
_UNSPACED = "[\u3041-\u9fff\uac00-\ud7a3]|[\u0e00-\u0e7f]"
"""Letters of those who write on behind an address without a space."""
_WORD = re.compile(r"[^\W\d_]{2}")
_SENTENCE_END = ".,;:!?)]}>'\"%*|`"
_SCHEME_ALONE = re.compile(r"[A-Za-z0-9+.-]+:\W*")
"""No address, but the beginning of any: «http://»."""
_EXAMPLE = re.compile(r"([^@]+)@([\w-]*\.?example(?:\.\w+)+|(?:[\w-]+\.)+(?:example|test|invalid))")
"""An address that nobody has, to show what one is like."""
_CODE = re.compile(
    r"(?=[!-~])(?:"
    rf"``([^`]+)``|(?<![\w`])`{UNQUOTED}([^`\s]+)`(?!_)"
    r"|(?<![\w-])(--[a-z][a-z0-9-]+)(?![\w-])"
    r"|(?<![\w./%(\[{<@$-])([A-Za-z][\w-]*\.(?:py|js|css|html?|json|ya?ml|toml|ini|cfg|conf|xml|csv"
    r"|txt|md|rst|sh|exe|zip|gz|png|jpe?g|gif|svg|properties|java|po|pot|mo))(?![\w(])"
    r"|(?<![\w./%(\[{<@$-])([A-Za-z]+_[A-Za-z0-9_]*[A-Za-z0-9])(?![\w}\])]|\(\)))",
    re.ASCII,
)
_RARE_CODE = {
    "`": re.compile(rf"(?<![\w`:])`{UNQUOTED}([^`\s][^`\n]*\s[^`\n]*[^`\s])`(?![\w`])", re.ASCII),
    "()": re.compile(r"(?<![\w./%(\[{<@$-])([A-Za-z_][\w.]*+\(\))", re.ASCII),
    "$": re.compile(r"(?<![\w$])(\$[A-Z][A-Z0-9_]+)(?![\w(])", re.ASCII),
    "/": re.compile(
        r"(?<![\w./:<>~{}%)\]-])((?:~|/(?:etc|usr|var|tmp|home|opt|bin|dev|proc|sys|srv|root|lib|mnt"
        r"|boot|run|Users|Library))(?:/[\w.-]*\w)+)(?![\w/{}<%*-])",
        re.ASCII,
    ),
}
"""Commands, calls, variables of the environment and paths, by what few texts but theirs have."""
_KEY = re.compile(r"\(_([A-Za-z0-9])\)")
"""Of a menu, as Japanese shows it: for «Be_fore» 「前(_F)」."""
_HAS_ADDRESS = re.compile(r"://|@|www\.")
_MOST = 20
"""Names of one text that are looked for in all of the other."""
_HAS_CODE = tuple(
    map(
        re.compile,
        ("`", "_", "--", r"\.(?<=[\w-].)\w", r"\(\)", r"\$[A-Z]", r"/(?:(?<=~/)|[\w.-]+/)"),
    )
)


@text_check(Severity.WARNING, where=[_HAS_ADDRESS], in_source=[_HAS_ADDRESS])
def address(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """A URL or an e-mail address is lost or changed.

    The language in a URL may be another, and a scheme alone (http://) is none.

    Bad:  "See https://kafka.apache.org/" -> 「https://kafka.apach.org/ を参照」
    Good: "See https://docs.example.org/en/" -> 「https://docs.example.org/ja/ を参照」
    """
    source, text = pair.source, pair.text
    ours = {_unified(match[0]) for match in _addresses(source)}
    theirs = {_unified(match[0]): match for match in _addresses(text)}
    lost = [one for one in ours if one not in theirs]
    new = [match for one, match in theirs.items() if one not in ours and match[0] not in pair.other]
    if _are_examples(lost, new):
        return
    for match in new:
        what = match[0].rstrip(_SENTENCE_END)
        yield _foreign(what, match.start())
    if lost and not new and not pair.is_few:
        yield Finding(f"the address «{lost[0]}» is missing. Add it.")
    elif not lost and not new and not (source.isascii() and text.isascii()):
        for at, whole in _other_tails(source, text):
            yield _foreign(whole, at)


@text_check(Severity.WARNING, in_source=_HAS_CODE)
def code_name(pair: Pair, brief: Brief) -> Iterator[Finding]:
    """The name of a file, of an option or in a program is lost or changed.

    Names are those between backquotes, calls, variables of the environment and paths, too.

    Bad:  "Set auto_commit in consumer.properties" -> 「consumer.property で設定します」
    Good: "Set auto_commit in consumer.properties" -> 「consumer.properties の auto_commit」
    """
    if pair.is_few:
        return
    # A label that is nothing but a name is often a word to its readers.
    found = [_name(match) for match in _codes(pair.source) if match[0] != pair.source]
    if all(_stands_in(name, pair.text) for name in found[:_MOST]) and len(found) <= _MOST:
        return
    theirs = {_name(match): match for match in _codes(pair.text)}
    unmatched = islice((name for name in found if name not in theirs), _MOST)
    # A call between backquotes is found as both.
    lost = [name for name in dict.fromkeys(unmatched) if not _stands_in(name, pair.text)]
    if lost and (keys := _KEY.findall(pair.text)):
        lost = [name for name in lost if not _is_label(name, keys)]
    new = [match for name, match in theirs.items() if name not in pair.source] if lost else []
    if len(lost) == len(new) == 1:
        (match,) = new
        yield Finding(
            f"«{lost[0]}» of the source has become «{_name(match)}». Write it as it is.",
            at=match.start(match.lastindex or 0),
            length=len(_name(match)),
        )
    else:
        for name in lost:
            yield Finding(f"«{name}» of the source is missing. Add it.")


def _codes(text: str) -> Iterator[re.Match[str]]:
    yield from _CODE.finditer(text)
    for mark, pattern in _RARE_CODE.items():
        if mark in text:
            yield from pattern.finditer(text)


def _stands_in(name: str, text: str) -> bool:
    """Tell whether a text has a name; a call may have space before its brackets."""
    return name in text or (name.endswith("()") and f"{name[:-2]} ()" in text)


def _is_label(name: str, keys: list[str]) -> bool:
    """Tell whether a name is a word of a menu, with its key."""
    word, _, rest = name.partition("_")
    return rest[:1].upper() in map(str.upper, keys) and (word + rest).isalpha()


def _name(match: re.Match[str]) -> str:
    return match[match.lastindex or 0]


def _addresses(text: str) -> Iterator[re.Match[str]]:
    for match in _ADDRESS.finditer(text):
        if _SCHEME_ALONE.fullmatch(match[0]) is None:
            yield match


def _are_examples(lost: list[str], new: list[re.Match[str]]) -> bool:
    """Tell whether addresses to show what one is like were made up anew, name and host."""
    ours = [_EXAMPLE.fullmatch(one) for one in lost]
    theirs = [_EXAMPLE.fullmatch(_unified(one[0])) for one in new]
    return bool(ours) and all(
        before and after and before[1] != after[1] and before[2] != after[2]
        for before, after in zip_longest(ours, theirs)
    )


def _foreign(what: str, at: int) -> Finding:
    complaint = f"«{what}» is not in the source. Write the source's address."
    return Finding(complaint, at=at, length=len(what))


def _other_tails(source: str, text: str) -> Iterator[tuple[int, str]]:
    """Find addresses that go on, beyond ASCII, in another way than the source's, where one of the
    two sides surely says where its address ends: their places, and all of them.
    """
    ours = {_unified(match[0]): _tail(source, match.end()) for match in _addresses(source)}
    for match in islice(_addresses(text), _MOST):
        before, tail = ours.get(_unified(match[0]), ""), _tail(text, match.end())
        if (_is_spaced(source, before) and not tail.startswith(before)) or (
            _is_spaced(text, tail) and not before.startswith(tail)
        ):
            yield match.start(), f"{match[0]}{tail}"


def _is_spaced(text: str, tail: str) -> bool:
    """Tell whether there is a tail, and words around its address that spaces are between."""
    if not tail:
        return False
    rest = _ADDRESS.sub("", text.replace(tail, ""))
    return re.search(_UNSPACED, rest) is None and _WORD.search(rest) is not None


def _tail(text: str, end: int) -> str:
    match = _TAIL.match(text, end)
    tail = match[0].rstrip(".,;:!?") if match else ""
    return tail if tail.count("(") == tail.count(")") else tail.rstrip(")")


def _unified(address: str) -> str:
    """Give an address as it is compared: without scheme, language and final slash."""
    plain = _LANGUAGE.sub("", address.rstrip(_SENTENCE_END)).rstrip("/#")
    for start in ("http://", "https://", "www.", "."):
        plain = plain.removeprefix(start)
    return plain
