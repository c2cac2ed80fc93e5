"""Character references as browsers read them (HTML Standard, 13.2.5.72 to 80).

``html.unescape`` differs: it drops references to control characters and
non-characters, and decodes ``&not=`` inside attributes.
"""

import re
from collections.abc import Iterator
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9A-Fa-f]+)|([0-9]+));?|([A-Za-z][A-Za-z0-9]*;?))")
_WINDOWS_1252 = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_LONGEST_UNFINISHED = max(len(name) for name in html5 if not name.endswith(";"))


def decode_references(text: str, *, in_attribute: bool = False) -> str:
    """Replace the character references of *text* by their characters."""
    if "&" not in text:
        return text
    return _REFERENCE.sub(_in_attribute if in_attribute else _in_text, text)


def references_in_value(value: str) -> Iterator[tuple[int, int, str]]:
    """Give start, end and characters of each reference in the value of an attribute."""
    for match in _REFERENCE.finditer(value):
        yield match.start(), match.end(), _in_attribute(match)


def _in_attribute(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is None:
        return _numbered(hexadecimal or decimal, 16 if hexadecimal else 10)
    is_finished = name.endswith(";") or not match.string.startswith("=", match.end())
    return html5[name] if name in html5 and is_finished else match[0]


def _in_text(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is None:
        return _numbered(hexadecimal or decimal, 16 if hexadecimal else 10)
    if name in html5:
        return html5[name]
    # "&notit;" is "¬it;" in text, and itself in an attribute.
    for size in range(min(len(name), _LONGEST_UNFINISHED), 1, -1):
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return match[0]


def _numbered(digits: str, base: int) -> str:
    # Long runs of digits cost quadratic time, if Python reads them at all. Without the zeros
    # before them they are out of range anyway.
    digits = digits.lstrip("0")
    code = int(digits or "0", base) if len(digits) < 8 else 0x110000
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return _WINDOWS_1252.get(code) or chr(code)
