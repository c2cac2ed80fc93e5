"""Offsets of characters as offsets of bytes."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.offsets import byte_offsets
from i18n_summit.pages.standard import codec_name

ENCODINGS = ["cp932", "big5", "big5hkscs", "euc_kr", "utf-8", "latin-1"]
ENCODINGS += filter(None, map(codec_name, ["euc-jp", "gb18030", "windows-1252"]))


def boundaries(data: bytes, encoding: str) -> dict[int, int]:
    """Give the byte offset of each character: wherever all before it can be decoded."""
    found: dict[int, int] = {}
    for end in range(len(data) + 1):
        text = decoded(data[:end], encoding)
        if text is not None:
            found[len(text)] = end
    return found


def decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


@cache
def codes(encoding: str) -> list[bytes]:
    """List the codes of one and of two bytes that make a text."""
    single = [bytes([byte]) for byte in range(0x100)]
    double = [bytes([lead, trail]) for lead in range(0x80, 0x100) for trail in range(0x30, 0x100)]
    return [code for code in single + double if decoded(code, encoding)]


@st.composite
def texts(draw: st.DrawFn) -> tuple[bytes, str]:
    """Draw a text's bytes, most of them codes that encoding might not give, and the encoding."""
    encoding = draw(st.sampled_from(ENCODINGS))
    code = st.sampled_from(codes(encoding)) | st.sampled_from([b"{", b"}", b"\\", b"a"])
    characters = st.characters() | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
    encoded = characters.map(lambda character: character.encode(encoding, "ignore"))
    data = b"".join(draw(st.lists(code | encoded | st.binary(max_size=2), max_size=30)))
    while decoded(data, encoding) is None:
        data = data[:-1]
    return data, encoding


@given(texts())
def test_every_character_is_where_it_is_decoded_from(drawn: tuple[bytes, str]) -> None:
    data, encoding = drawn
    expected = boundaries(data, encoding)

    assert byte_offsets(data, encoding, list(expected)) == list(expected.values())
    for offset, byte in expected.items():
        assert byte_offsets(data, encoding, [offset, offset]) == [byte, byte]


def test_every_code_of_cp932_is_as_long_as_it_stands_there() -> None:
    for code in codes("cp932"):
        data = b"{" + code + b"}"
        end = len(data.decode("cp932"))
        assert byte_offsets(data, "cp932", [0, 1, end - 1, end]) == [0, 1, len(data) - 1, len(data)]


def test_a_brace_may_be_half_of_a_character() -> None:
    data = b"\x83\x7b\x7b\x7b x \x7d\x7d"
    assert data.decode("cp932") == "ボ{{ x }}"
    assert byte_offsets(data, "cp932", [1, 8]) == [2, 9]


def test_between_the_characters_of_one_code_is_its_end() -> None:
    data = b"a\x88\x62b"
    assert data.decode("big5hkscs") == "aÊ̄b"
    assert byte_offsets(data, "big5hkscs", [0, 1, 2, 3, 4]) == [0, 1, 3, 3, 4]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_long_texts_are_read_once(encoding: str) -> None:
    character = "é" if encoding in ("latin-1", codec_name("windows-1252")) else "中"
    data = ("{{ x }}" + character).encode(encoding) * 100_000
    offsets = list(range(0, 800_001, 8))
    size = len(data) // 100_000
    assert byte_offsets(data, encoding, offsets) == [size * n for n in range(100_001)]


def test_an_offset_behind_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="offset 4 is behind the text's 3 characters"):
        byte_offsets("日本語".encode(), "utf-8", [3, 4])
