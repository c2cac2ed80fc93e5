"""Encodings as browsers read them: the facts of the Encoding Standard, and pages in each.

The facts were found by asking Chromium's TextDecoder for every code. The other
oracles are Python's own codecs, where they have the characters under another code,
and the same page in UTF-8.
"""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.errors import PageError
from i18n_summit.model import Key
from i18n_summit.pages.encoding import read_source
from i18n_summit.pages.offsets import byte_offsets
from i18n_summit.pages.standard import codec_name
from i18n_summit.pages.transcript import read_stored
from i18n_summit.render import render_page
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
    ("euc-jp", b"~\x8f\xa2\xb7\x8f\xa2\xb8", "~～΄"),
    ("iso-2022-jp", b"\x1b$B!A-!yb\x1b(B", "～①墲"),
    ("big5", b"\xa1E\xa1N\xa1\xc2\xa1\xe3\xa1\xf2\xa1\xf3\xa2D\xa2F\xa2G", "‧﹑¯～⊕⊙￥￠￡"),
    ("big5", b"\x87z\x87~\x87\xa1\x87\xdf\xa3\xc0\xa3\xe1\x92D\xfe\xdd", "㡵㻬𥣞鿋␀€蔃砉"),
    ("big5", b"\xa2A\xa2B\xa1\xfe\xa2@", "∕﹨／＼"),
    ("big5", b"\xa4\xa2A\xa4\xa2\xa2A", "丐A丐∕"),  # Of the first it is no half.
    ("iso-2022-jp", b"\x1b$@0!\x1b(J\\~\n\x1b(I1_\x1b(BA\x1b(B~", "亜¥‾\nｱﾟA~"),
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
    pytest.param("Shift_JIS", b"\x88\x9f\xa0", 2, id="a byte before the katakana"),
    pytest.param("Shift_JIS", b"\x81\xa0\xfd", 2, id="one behind the last row"),
    pytest.param("big5", b"\x87\xe0", 0, id="a code behind those of 2008"),
    pytest.param("EUC-JP", b"\xad\xa1\xad\xbf", 2, id="an empty cell of NEC's row"),
    pytest.param("EUC-JP", b"\xa9\xa1", 0, id="an empty row"),
    pytest.param("ISO-2022-JP", b"\x1b(B\x1b(BA", 3, id="an escape behind another"),
    pytest.param("ISO-2022-JP", b"A\x1b$AB", 1, id="an escape of another encoding"),
    pytest.param("ISO-2022-JP", b"A\x1b", 1, id="half an escape"),
    pytest.param("ISO-2022-JP", b"A\x0eB", 1, id="a shift"),
    pytest.param("ISO-2022-JP", b"A\xb1", 1, id="a byte above ASCII"),
    pytest.param("ISO-2022-JP", b"\x1b$BF|\n", 5, id="a line's end among kanji"),
    pytest.param("ISO-2022-JP", b"\x1b$BF|K", 5, id="half a kanji"),
    pytest.param("ISO-2022-JP", b"\x1b$BF|)!", 5, id="an empty cell"),
    pytest.param("ISO-2022-JP", b"\x1b(I1a", 4, id="no katakana"),
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


def test_half_a_pair_in_utf_16_is_refused_with_its_place() -> None:
    with pytest.raises(PageError, match=r"page.html:1: byte 4 \(0x3D\) is not utf-16-le\."):
        read("\ufeffa\ud83d<p>".encode("utf-16-le", "surrogatepass"))


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
    pytest.param(
        b"<meta charset=ISO-2022-JP><!--\x1b$@F|K\\\x1b(J\\\x1b(B--><p>Kafka</p>\x1b(B",
        0,
        "日程①ｱ¥é",
        b"<meta charset=ISO-2022-JP><!--\x1b$@F|K\\\x1b(J\\\x1b(B-->"
        b"<p>\x1b$BF|Dx-!\x1b(I1\x1b(J\\\x1b(B&#233;</p>\x1b(B",
        id="forms of ISO-2022-JP that Python does not write",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP><p>\x1b$@F|Dx\x1b(J</p><p>~\\</p>",
        0,
        "Termine",
        b"<meta charset=ISO-2022-JP><p>Termine\x1b(J</p><p>~\\</p>",
        id="tags in JIS Roman behind it",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP>\x1b(J<p>Kafka</p>\\",
        0,
        "日程",
        b"<meta charset=ISO-2022-JP>\x1b(J<p>\x1b$BF|Dx\x1b(J</p>\\",
        id="tags in JIS Roman around it",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP><p>Kafka <b title='\x1b$@F|\x1b(J\\'>\x1b(Bis</b> here",
        1,
        "<b>程</b>: Kafka",
        b"<meta charset=ISO-2022-JP><p><b title='\x1b$@F|\x1b(J\\'>\x1b$BDx\x1b(B</b>: Kafka",
        id="a tag that begins in one state and ends in another",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP><p>Kafka</p><!--\x1b$@F|",
        0,
        "程",
        b"<meta charset=ISO-2022-JP><p>\x1b$BDx\x1b(B</p><!--\x1b$@F|",
        id="a page that ends among kanji",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP><p>Kafka</p>",
        0,
        "a \x1b$B\x0e\x0f",
        b"<meta charset=ISO-2022-JP><p>a &#27;$B&#14;&#15;</p>",
        id="what would make kanji of the markup behind it",
    ),
    pytest.param(
        b"<meta charset=ISO-2022-JP><script type=application/ld+json>"
        b'{"@context": "https://schema.org", "@type": "Event", "name": "Kafka"}</script>',
        0,
        "a \x1b$B",
        b"<meta charset=ISO-2022-JP><script type=application/ld+json>"
        b'{"@context": "https://schema.org", "@type": "Event", "name": "a \\u001b$B"}</script>',
        id="the same in JSON",
    ),
    pytest.param(
        b"<meta charset=Shift_JIS><p title='a'>Kafka</p>",
        1,
        "a\x85b",
        b"<meta charset=Shift_JIS><p title='a'>ab</p>",
        id="a control whose number means another character",
    ),
    pytest.param(
        "\ufeff<p title='表'>Kafka <i>is</i> here".encode("utf-16-be"),
        1,
        "<i>日</i> 😀",
        "\ufeff<p title='表'><i>日</i> 😀".encode("utf-16-be"),
        id="UTF-16",
    ),
]


@pytest.mark.parametrize(("data", "at", "translation", "expected"), RENDERED)
def test_a_page_is_written_in_its_own_encoding(
    data: bytes, at: int, translation: str, expected: bytes
) -> None:
    page = read(data)
    usable: dict[Key, str] = {(None, page.segments[at].id): translation}

    assert render_page(page, {}, "ja", keeps_language=True).data == data
    assert render_page(page, usable, "de", keeps_language=True).data == expected
    read(expected)


def test_a_lang_is_written_in_the_state_that_stands_there() -> None:
    data = b"<meta charset=ISO-2022-JP>\x1b(J<p>Kafka</p><p>\x1b$BF|Dx\x1b(J</p>"

    assert render_page(read(data), {}, "ja").data == (
        b'<meta charset=ISO-2022-JP>\x1b(J<p\x1b(B lang="en"\x1b(J>Kafka</p><p>\x1b$BF|Dx\x1b(J</p>'
    )
    utf_16 = "\ufeff<html><p>Kafka</p><p>日程</p>".encode("utf-16-le")
    assert render_page(read(utf_16), {}, "ja").data == (
        '\ufeff<html lang="ja"><p lang="en">Kafka</p><p>日程</p>'.encode("utf-16-le")
    )


_ESCAPES = [b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$@", b"\x1b$B"]
_DOUBLED = re.compile(rb"(?:\x1b..){2}", re.DOTALL)


@st.composite
def stateful(draw: st.DrawFn) -> bytes:
    """Draw ISO-2022-JP, with escapes that change nothing among the others."""
    pieces = [draw(st.sampled_from([b"<", b"Kafka \\~"]))]
    for escape in draw(st.lists(st.sampled_from(_ESCAPES), max_size=8)):
        if escape == b"\x1b(I":
            code = st.sampled_from([b"1", b"_"])
        elif escape.startswith(b"\x1b$"):
            code = st.sampled_from([b"F|", b"Dx", b"!\\", b"&!"])
        else:
            code = st.sampled_from([b"<", b"\\", b"~", b"\n"])
        pieces += [escape, *draw(st.lists(code, min_size=1, max_size=4))]
    pieces.append(draw(st.sampled_from([b"", *_ESCAPES])))
    return b"".join(pieces)


@given(stateful(), st.data())
def test_parts_of_a_page_in_states_can_be_put_anywhere(data: bytes, drawn: st.DataObject) -> None:
    stored = read_stored(data, codec("iso-2022-jp"))
    assert stored is not None
    text = data.decode("iso2022_jp_ext")
    size = len(stored.transcript)
    cuts = [len(text[:at].encode()) for at in range(len(text) + 1)]
    chosen = sorted(drawn.draw(st.lists(st.sampled_from(cuts), max_size=5)))
    spans = list(zip([0, *chosen], [*chosen, size], strict=True))
    order = drawn.draw(st.permutations(spans))
    new = ["程", "Kafka", "", "¥ｱ"]

    joined = stored.joined(
        b"".join(stored[a:b] + new[a % 4].encode(codec("iso-2022-jp")) for a, b in order)
    )

    parts = [stored.transcript[a:b].decode() + new[a % 4] for a, b in order]
    assert stored.transcript.decode() == text
    assert stored.joined(stored[0:size]) == data
    assert joined.decode("iso2022_jp_ext") == "".join(parts)
    assert _DOUBLED.search(joined) is None


_TEXTS = st.text("a <&日程é😀\ud7ff\n", max_size=8)


@given(st.lists(_TEXTS, max_size=5), st.sampled_from(["utf-16-le", "utf-16-be"]), _TEXTS)
def test_a_page_in_utf_16_is_the_page_in_utf_8(
    texts: list[str], encoding: str, translation: str
) -> None:
    markup = "\ufeff" + "".join(
        f"<p title='日程'>{text.replace('<', '')} <b lang='ja'>Kafka</b>" for text in texts
    )
    plain, stored = read(markup), read(markup.encode(encoding))
    usable: dict[Key, str] = {
        (s.context, s.id): translation.replace("<", "") for s in plain.segments
    }

    expected = render_page(plain, usable, "de")
    found = render_page(stored, usable, "de")

    assert found.data == expected.data.decode().encode(encoding)
    assert found.diagnostics == expected.diagnostics


@pytest.mark.parametrize("name", ["iso-2022-jp", "euc-jp", "gb18030", "windows-1252"])
def test_a_label_says_what_is_read(name: str) -> None:
    source = read_source(f"<meta charset={name}>".encode(), read("").path, is_html=True)
    assert (source.stored.encoding if source.stored else source.encoding) == codec(name)
