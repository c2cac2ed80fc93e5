"""Character references as browsers read them (HTML Standard, 13.2.5.72 to 80).

``html.unescape`` differs: it drops references to control characters and
non-characters, and decodes ``&not=`` inside attributes.
"""

import re
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

    def decoded(match: re.Match[str]) -> str:
        hexadecimal, decimal, name = match.groups()
        if name is None:
            return _numbered(hexadecimal or decimal, 16 if hexadecimal else 10)
        if name in html5:
            if (
                in_attribute
                and not name.endswith(";")
                and match.string.startswith("=", match.end())
            ):
                return match[0]
            return html5[name]
        if in_attribute and not name.endswith(";"):
            return match[0]  # "&notit" stays in an attribute and is "¬it" in text.
        for size in range(min(len(name), _LONGEST_UNFINISHED), 1, -1):
            if name[:size] in html5 and not (in_attribute and name[size:]):
                return html5[name[:size]] + name[size:]
        return match[0]

    return _REFERENCE.sub(decoded, text)


def _numbered(digits: str, base: int) -> str:
    # Long runs of digits cost quadratic time and are out of range anyway.
    code = int(digits, base) if len(digits.lstrip("0")) < 8 else 0x110000
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    return _WINDOWS_1252.get(code) or chr(code)
