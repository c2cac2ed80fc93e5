"""Encodings as browsers read them: the facts of the Encoding Standard, and pages in each.

The facts were found by asking Chromium's TextDecoder for every code. The other
oracles are Python's own codecs, where they have the characters under another code,
and the same page in UTF-8.
"""

from collections.abc import Iterable

import pytest

from i18n_summit.errors import PageError
from i18n_summit.pages.encoding import read_source
from i18n_summit.pages.offsets import byte_offsets
from i18n_summit.pages.standard import codec_name
from i18n_summit.render import render_page
from i18n_summit.translations import Translations
from tests.oracle import read


def codec(name: str) -> str:
    """Give the codec of an encoding that Python's own codec reads otherwise."""
    found = codec_name(name)
    assert found is not None
    return found


def is_text(data: bytes, encoding: str) -> bool:
    """Tell whether bytes can be decoded."""
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


# An encoding, the bytes that are C1 controls in browsers and nothing in Python, and those
# that are no character in either.
SINGLE = [
    ("windows-874", "81-84 86-90 98-9f", "db-de fc-ff"),
    ("windows-1250", "81 83 88 90 98", ""),
    ("windows-1251", "98", ""),
    ("windows-1252", "81 8d 8f 90 9d", ""),
    ("windows-1253", "81 88 8a 8c-90 98 9a 9c-9f", "aa d2 ff"),
    ("windows-1254", "81 8d-90 9d 9e", ""),
    ("windows-1255", "81 8a 8c-90 9a 9c-9f", "d9-df fb fc ff"),
    ("windows-1256", "", ""),
    ("windows-1257", "81 83 88 8a 8c 90 98 9a 9c 9f", "a1 a5"),
    ("windows-1258", "81 8a 8d-90 9a 9d 9e", ""),
]


def listed(ranges: str) -> Iterable[int]:
    """Give the bytes of ranges in hexadecimal."""
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@pytest.mark.parametrize(("name", "controls", "none"), SINGLE)
def test_the_holes_of_a_single_byte_encoding(name: str, controls: str, none: str) -> None:
    python = name.replace("windows-", "cp")
    expected = {
        byte: bytes((byte,)).decode(python)
        for byte in range(0x100)
        if is_text(bytes((byte,)), python)
    }
    expected |= {byte: chr(byte) for byte in listed(controls)}
    if name == "windows-1255":
        expected[0xCA] = "\u05ba"

    found = {byte for byte in range(0x100) if is_text(bytes((byte,)), codec(name))}

    assert set(range(0x100)) - found == set(listed(none))
    assert {byte: bytes((byte,)).decode(codec(name)) for byte in found} == expected
    for byte, character in expected.items():
        assert character.encode(codec(name)) == bytes((byte,))


# An encoding, bytes, and what browsers read; Python reads something else, or nothing.
CODES = [
    ("koi8-u", b"\xae\xbe", "ўЎ"),
    ("gb18030", b"\x80", "€"),
    ("gb18030", b"\x80{{\xa2\xe3", "€{{€"),
    ("gb18030", b"\x81\x80\x80", "亐€"),
    ("gb18030", b"\xa3\xa0", "\u3000"),
    ("gb18030", b"\xa6\xd9\xa6\xf3", "︐︙"),
    ("gb18030", b"\xa8\xbc\x81\x35\xf4\x37", "\u1e3f\ue7c7"),
    ("gb18030", b"\xfe\x59\xfe\xa0", "龴龻"),
    ("euc-jp", b"\xa1\xc1\xa1\xc2\xa1\xdd\xa1\xf1\xa1\xf2\xa2\xcc", "～∥－￠￡￢"),
    ("euc-jp", b"\xad\xa1\xad\xb5\xad\xfc", "①Ⅰ∪"),
    ("euc-jp", b"\xf9\xa1\xfc\xe2\xfc\xfe", "纊髙＂"),
    ("euc-jp", b"\x8e\xb1\x8f\xb0\xa1", "ｱ丂"),
]


@pytest.mark.parametrize(("name", "data", "text"), CODES)
def test_what_browsers_read_otherwise(name: str, data: bytes, text: str) -> None:
    assert data.decode(codec(name)) == text


def test_a_codec_does_with_errors_as_it_is_told() -> None:
    assert b"\xad\xa1\xa9\xa1".decode(codec("euc-jp"), "ignore") == "①"
    assert "①😀".encode(codec("euc-jp"), "xmlcharrefreplace") == b"\xad\xa1&#128512;"


def test_a_byte_of_its_own_is_no_half_of_a_character() -> None:
    data = b"\x80{{\x81\x80\x80}}"
    assert data.decode(codec("gb18030")) == "€{{亐€}}"
    offsets = byte_offsets(data, codec("gb18030"), list(range(8)))
    assert offsets == [0, 1, 2, 3, 5, 6, 7, 8]


def test_the_rows_of_vendors_are_those_of_shift_jis() -> None:
    rows = {
        row: [bytes((row, cell)) for cell in range(0xA1, 0xFF)]
        for row in (0xAD, 0xF9, 0xFA, 0xFB, 0xFC)
    }
    texts = {
        row: "".join(
            code.decode(codec("euc-jp")) for code in codes if is_text(code, codec("euc-jp"))
        )
        for row, codes in rows.items()
    }
    # In Shift_JIS the same kanji stand in the same order in rows of IBM's own.
    codes = [bytes((0xFA + at // 256, at % 256)) for at in range(0x5C, 0x24C)]
    of_ibm = "".join(code.decode("cp932") for code in codes if is_text(code, "cp932"))
    kanji = "".join(character for character in of_ibm if "\u3400" <= character < "\ufb00")

    assert texts.pop(0xAD) == (
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ㍉㌔㌢㍍㌘㌧㌃㌶㍑㍗㌍㌦㌣㌫㍊㌻㎜㎝㎞㎎㎏㏄㎡㍻"
        "〝〟№㏍℡㊤㊥㊦㊧㊨㈱㈲㈹㍾㍽㍼≒≡∫∮∑√⊥∠∟⊿∵∩∪"
    )
    assert "".join(texts.values()) == kanji + "ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ￢￤＇＂"
    assert len(kanji) == 360


# A label, bytes that browsers show a replacement character for, and which byte that is.
REFUSED = [
    pytest.param("windows-1253", b"\x81\xaa", 1, id="a hole that is no control"),
    pytest.param("gbk", b"\x80\xff", 1, id="the last byte"),
    pytest.param("EUC-JP", b"\xad\xa1\xad\xbf", 2, id="an empty cell of NEC's row"),
    pytest.param("EUC-JP", b"\xa9\xa1", 0, id="an empty row"),
]


@pytest.mark.parametrize(("label", "data", "at"), REFUSED)
def test_what_browsers_cannot_read_is_refused_with_its_place(
    label: str, data: bytes, at: int
) -> None:
    head = f"<meta charset={label}>\n<p>".encode()
    name = {"gbk": "gb18030"}.get(label, label.lower())
    at += len(head)
    with pytest.raises(PageError) as caught:
        read(head + data)
    assert str(caught.value) == (
        f"page.html:2: byte {at} (0x{(head + data)[at]:02X}) is not {name}. Save the page in the"
        " encoding it declares, or declare the one it is in: <meta charset=…>."
    )


# A page, which of its texts is translated, its translation, and the page with that.
RENDERED = [
    pytest.param(
        b"<meta charset=windows-1252><!--\x81--><p title='\x8d'>Price: 5 \x80 \x9d</p>",
        0,
        "Preis: 5 € – 日",
        b"<meta charset=windows-1252><!--\x81--><p title='\x8d'>Preis: 5 \x80 \x96 &#26085;</p>",
        id="holes in windows-1252",
    ),
    pytest.param(
        b"<meta charset=x-user-defined><p>caf\xe9</p>",
        0,
        "café",
        b"<meta charset=x-user-defined><p>caf\xe9</p>",
        id="x-user-defined is windows-1252",
    ),
    pytest.param(
        b"<meta charset=gbk><p class='\x80'>Price: \x80{{ x }}</p>",
        0,
        "Preis: <keep>{{ x }}</keep> € é 😀",
        b"<meta charset=gbk><p class='\x80'>Preis: {{ x }} \xa2\xe3 \xa8\xa6 \x949\xfc6</p>",
        id="the euro in gbk",
    ),
    pytest.param(
        b"<meta charset=EUC-JP><!--\xfc\xe2--><p title='\xad\xa1'>\xa1\xc1</p><p>Kafka</p>",
        0,
        "①～髙é〜",
        b"<meta charset=EUC-JP><!--\xfc\xe2--><p title='\xad\xa1'>\xa1\xc1</p>"
        b"<p>\xad\xa1\xa1\xc1\xfc\xe2\x8f\xab\xb1&#12316;</p>",
        id="rows of vendors in EUC-JP",
    ),
]


@pytest.mark.parametrize(("data", "at", "translation", "expected"), RENDERED)
def test_a_page_is_written_in_its_own_encoding(
    data: bytes, at: int, translation: str, expected: bytes
) -> None:
    page = read(data)
    usable: Translations = {(None, page.segments[at].id): translation}

    assert render_page(page, {}, "ja", keeps_language=True).data == data
    assert render_page(page, usable, "de", keeps_language=True).data == expected
    read(expected)


@pytest.mark.parametrize("name", ["euc-jp", "gb18030", "windows-1252"])
def test_a_label_says_what_is_read(name: str) -> None:
    source = read_source(f"<meta charset={name}>".encode(), read("").path, is_html=True)
    assert source.encoding == codec(name)
