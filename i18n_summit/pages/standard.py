"""The codecs of the Encoding Standard, where Python's of that name read other characters.

Python finds them as any codec, by the names that ``codec_name`` gives.
"""

import codecs
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from i18n_summit.pages import iso_2022_jp

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PREFIX = "whatwg_"

# Bytes to 0x9F that Python's codecs have no character for are C1 controls.
_BASES = {f"windows-{page}": f"cp{page}" for page in (874, *range(1250, 1259))}
_BASES["koi8-u"] = "koi8_u"
_OTHERS = {"windows-1255": {0xCA: "\u05ba"}, "koi8-u": {0xAE: "ў", 0xBE: "Ў"}}

_SINGLE = re.compile(rb"(\x80)")

# What Python reads, and what browsers do, in the same order.
_JIS = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_GB = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\u1e3f"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙\u1e3f\ue7c7龴龵龶龷龸龹龺龻",
)


def codec_name(name: str) -> str | None:
    """Give Python's name of the codec, by the standard's name of an encoding.

    None where Python's own codec reads as browsers do.
    """
    return _PREFIX + name.replace("-", "_") if name in _CODECS else None


def encoding_name(codec: str) -> str:
    """Give the name of an encoding that people know, by Python's name of its codec."""
    return codec.removeprefix(_PREFIX).replace("_", "-") if codec.startswith(_PREFIX) else codec


def _single_byte(name: str) -> codecs.CodecInfo:
    others = _OTHERS.get(name, {})
    table = "".join(
        others.get(byte, _or_control(byte, character))
        for byte, character in enumerate(bytes(range(0x100)).decode(_BASES[name], "replace"))
    )
    codes = codecs.charmap_build(table)

    class Decoder(codecs.IncrementalDecoder):
        def decode(self, input: "ReadableBuffer", final: bool = False) -> str:
            return codecs.charmap_decode(input, self.errors, table)[0]

    return codecs.CodecInfo(
        lambda text, errors="strict": codecs.charmap_encode(text, errors, codes),
        lambda data, errors="strict": codecs.charmap_decode(data, errors, table),
        incrementaldecoder=Decoder,
        name=name,
    )


def _or_control(byte: int, character: str) -> str:
    if character != "\ufffd":
        return character
    return chr(byte) if byte < 0xA0 else "\ufffe"  # Which is a charmap's word for none.


def _multi_byte(
    name: str,
    base: str,
    more: Mapping[bytes, str],
    read_as: Mapping[int, int],
    written_as: Mapping[int, int],
) -> codecs.CodecInfo:
    """Make a codec of Python's *base*: with more codes, and some characters read as others."""
    codes = {character: code for code, character in more.items()}

    @cache
    def handler(errors: str) -> str:
        """Register what looks up a code, and else does what *errors* says."""
        otherwise = codecs.lookup_error(errors)

        def look_up(error: UnicodeError) -> tuple[str | bytes, int]:
            if isinstance(error, UnicodeDecodeError):
                for end in (error.start + 1, error.start + 2):
                    character = more.get(error.object[error.start : end])
                    if character is not None:
                        return character, end
            elif isinstance(error, UnicodeEncodeError):
                code = codes.get(error.object[error.start])
                if code is not None:
                    return code, error.start + 1
            return otherwise(error)

        found = f"{_PREFIX}{name}_{errors}"
        codecs.register_error(found, look_up)
        return found

    def decode(data: "ReadableBuffer", errors: str = "strict") -> tuple[str, int]:
        raw = bytes(data)
        return raw.decode(base, handler(errors)).translate(read_as), len(raw)

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        return text.translate(written_as).encode(base, handler(errors)), len(text)

    class Decoder(codecs.IncrementalDecoder):
        def __init__(self, errors: str = "strict") -> None:
            super().__init__(errors)
            self._base = codecs.getincrementaldecoder(base)(handler(errors))

        def decode(self, input: "ReadableBuffer", final: bool = False) -> str:
            texts: list[str] = []
            # The base reads on behind a byte that it takes for the first of two.
            for piece in _SINGLE.split(bytes(input)):
                is_code = piece in more and not self._base.getstate()[0]
                texts.append(more[piece] if is_code else self._base.decode(piece))
            texts.append(self._base.decode(b"", final))
            return "".join(texts).translate(read_as)

    return codecs.CodecInfo(encode, decode, incrementaldecoder=Decoder, name=name)


def _euc_jp(name: str) -> codecs.CodecInfo:
    # Both ways round, so that 〜, which no code is read as, is not written.
    written_as = {**_JIS, **{new: old for old, new in _JIS.items()}}
    return _multi_byte(name, "euc_jp", _rows_of_vendors(), _JIS, written_as)


def _rows_of_vendors() -> dict[bytes, str]:
    """Give the codes of row 13, NEC's (①), and of rows 89 to 92, kanji of IBM, in EUC-JP.

    They are in the index that EUC-JP and ISO-2022-JP share with Shift_JIS, whose
    Python codec has them.
    """
    found: dict[bytes, str] = {}
    for row in (13, *range(89, 93)):
        for cell in range(1, 95):
            lead, trail = divmod((row - 1) * 94 + cell - 1, 188)
            lead += 0x81 if lead < 0x1F else 0xC1
            trail += 0x40 if trail < 0x3F else 0x41
            character = bytes((lead, trail)).decode("cp932", "replace")
            if len(character) == 1 and character != "\ufffd":
                found[bytes((0xA0 + row, 0xA0 + cell))] = character
    return found


def _iso_2022_jp(name: str) -> codecs.CodecInfo:
    return codecs.CodecInfo(
        lambda text, _errors="strict": (iso_2022_jp.encode(text), len(text)),
        lambda data, _errors="strict": (iso_2022_jp.decode(bytes(data)), len(bytes(data))),
        name=name,
    )


def _gb18030(name: str) -> codecs.CodecInfo:
    return _multi_byte(name, "gb18030", {b"\x80": "€"}, _GB, {})


_CODECS: dict[str, Callable[[str], codecs.CodecInfo]] = {
    **dict.fromkeys(_BASES, _single_byte),
    "euc-jp": _euc_jp,
    "gb18030": _gb18030,
    "iso-2022-jp": _iso_2022_jp,
}


@cache
def _codec(python_name: str) -> codecs.CodecInfo | None:
    name = python_name.removeprefix(_PREFIX).replace("_", "-")
    return _CODECS[name](name) if python_name == codec_name(name) else None


codecs.register(_codec)
