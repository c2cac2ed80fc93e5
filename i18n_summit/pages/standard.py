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

# What Python reads, and what browsers do, in the same order.
_JIS = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
_GB = str.maketrans(
    "\ue5e5\ue78d\ue78e\ue78f\ue790\ue791\ue792\ue793\ue794\ue795\ue796\ue7c7\u1e3f"
    "\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864",
    "\u3000︐︒︑︓︔︕︖︗︘︙\u1e3f\ue7c7龴龵龶龷龸龹龺龻",
)
_BIG5 = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")

# Codes that Python reads as characters which have a second code.
_JIS_INSTEAD = {b"\x8f\xa2\xb7": "～"}
_BIG5_INSTEAD = {b"\xa2\x41": "∕", b"\xa2\x42": "﹨"}

# Python writes these by codes that browsers read as others: it may write none of them.
_BIG5_UNWRITTEN = str.maketrans("／＼", "\ufffe\ufffe")

# Codes of Big5 that Python has none for: those that came in 2008, signs for control
# characters, and kanji that have a second code.
_BIG5_OF_2008 = (
    "㡵𡵓𣚞𦀡㻬𥣞㫵竼龗𤅡𨤍𣇪𠪊𣉞䌊蒄龖鐯䤰蘓墖靊鈘秐稲晠権袝瑌篅枂稬剏遆㓦珄𥶹瓆鿇垳䤯呌䄱𣚎堘"
    "穲𧭥讏䚮𦺈䆁𥶙箮𢒼鿈𢓁𢓉𢓌鿉蔄𣖻䂴鿊䓡𪷿拁灮鿋"
)
_BIG5_SIGNS = "".join(map(chr, range(0x2400, 0x2420))) + "␡€"
_BIG5_SECONDS = """
8E69箸 8E6F簆 8E7E糎 8EAB緒 8EB4縝 8ECD者 8ED0耨 8F57菁 8F69蒨 8F6E萏 8FCB覦 8FCC覩 8FFE起 906D都
907A銹 90DC靜 90F1響 91BF鼖 9244蔃 92AF兙 92B0兛 92B1兝 92B2兞 92C8鍮 92D1瑹 9447浧 94CA禛 95D9邗
9644靝 96ED瀞 96FC嬨 9B76爁 9B78矗 9B7B纇 9BC6駖 9BDE釔 9BEC惞 9BF6澶 9C42輶 9C53侻 9C62營 9C68鄄
9C6B鷰 9C77菏 9CBC尐 9CBD秣 9CD0婧 9D57輋 9D5A筑 9DC4拐 9EA9恢 9EEF痹 9EFD汊 9F60鬮 9F66鼗 9FCB僭
9FD8弌 A063蠏 A077拎 A0D5瑨 A0DF煢 A0E4牐 C6CF廴 C6D3无 C6D5癶 C6D7隶 C6DE〃 C6DF仝 FA5F倩 FA66偽
FABD包 FAC5卄 FAD5卿 FB48嘅 FBB8婷 FBF3幵 FBF9廐 FC4F彘 FC6C悤 FCB9撐 FCE2晴 FCF1杞 FDB7沜 FDB8渝
FDBB港 FDF1煮 FE52猪 FE6F瑜 FEAA瓩 FEDD砉
"""

# Python reads a byte that Shift_JIS has nothing for as one of these.
_NO_SHIFT_JIS = re.compile("[\uf8f0-\uf8f3]")


def codec_name(name: str) -> str | None:
    """Give Python's name of the codec, by the standard's name of an encoding.

    None where Python's own codec reads as browsers do.
    """
    return _PREFIX + name.replace("-", "_") if name in _CODECS else None


def encoding_name(codec: str) -> str:
    """Give the name of an encoding that people know, by Python's name of its codec."""
    return _NAMES.get(codec, codec)


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
    *,
    instead: Mapping[bytes, str],
) -> codecs.CodecInfo:
    """Make a codec of Python's *base*: with more codes, with some that are read as another
    character *instead*, and with some characters read as others.
    """
    codes = {character: code for code, character in {**more, **instead}.items()}
    ours = {**{code: more[code] for code in more if len(code) == 1}, **instead}
    """Codes that the base must not see."""
    apart = re.compile(b"(" + b"|".join(map(re.escape, ours)) + b")")

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
        text = raw.decode(base, handler(errors)).translate(read_as)
        if any(code in raw for code in instead):
            text = Decoder(errors).decode(raw, final=True)
        return text, len(raw)

    def encode(text: str, errors: str = "strict") -> tuple[bytes, int]:
        return text.translate(written_as).encode(base, handler(errors)), len(text)

    class Decoder(codecs.IncrementalDecoder):
        def __init__(self, errors: str = "strict") -> None:
            super().__init__(errors)
            self._base = codecs.getincrementaldecoder(base)(handler(errors))

        def decode(self, input: "ReadableBuffer", final: bool = False) -> str:
            texts: list[str] = []
            # The base reads on behind a byte that it takes for the first of two.
            for piece in apart.split(bytes(input)):
                is_ours = piece in ours and not self._base.getstate()[0]
                texts.append(ours[piece] if is_ours else self._base.decode(piece))
            texts.append(self._base.decode(b"", final))
            return "".join(texts).translate(read_as)

    return codecs.CodecInfo(encode, decode, incrementaldecoder=Decoder, name=name)


def _euc_jp(name: str) -> codecs.CodecInfo:
    # Both ways round, so that 〜, which no code is read as, is not written.
    written_as = {**_JIS, **{new: old for old, new in _JIS.items()}}
    return _multi_byte(name, "euc_jp", _rows_of_vendors(), _JIS, written_as, instead=_JIS_INSTEAD)


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


def _big5(name: str) -> codecs.CodecInfo:
    more = {bytes.fromhex(code[:4]): code[4:] for code in _BIG5_SECONDS.split()}
    cells = (*range(0x7A, 0x7F), *range(0xA1, 0xE0))
    more.update(zip((bytes((0x87, cell)) for cell in cells), _BIG5_OF_2008, strict=True))
    cells = tuple(range(0xC0, 0xE2))
    more.update(zip((bytes((0xA3, cell)) for cell in cells), _BIG5_SIGNS, strict=True))
    written_as = {**_BIG5_UNWRITTEN, **{new: old for old, new in _BIG5.items()}}
    return _multi_byte(name, "big5hkscs", more, _BIG5, written_as, instead=_BIG5_INSTEAD)


def _shift_jis(name: str) -> codecs.CodecInfo:
    def decode(data: "ReadableBuffer", errors: str = "strict") -> tuple[str, int]:
        raw = bytes(data)
        text = raw.decode("cp932", errors)
        found = _NO_SHIFT_JIS.search(text)
        if found is not None and errors == "strict":
            at = len(text[: found.start()].encode("cp932"))
            raise UnicodeDecodeError(name, raw, at, at + 1, "no character")
        return _NO_SHIFT_JIS.sub("\ufffd", text), len(raw)

    incremental = codecs.getincrementaldecoder("cp932")
    return codecs.CodecInfo(
        codecs.getencoder("cp932"), decode, incrementaldecoder=incremental, name=name
    )


def _gb18030(name: str) -> codecs.CodecInfo:
    return _multi_byte(name, "gb18030", {b"\x80": "€"}, _GB, {}, instead={})


_CODECS: dict[str, Callable[[str], codecs.CodecInfo]] = {
    **dict.fromkeys(_BASES, _single_byte),
    "big5": _big5,
    "euc-jp": _euc_jp,
    "gb18030": _gb18030,
    "iso-2022-jp": _iso_2022_jp,
    "shift_jis": _shift_jis,
}
_NAMES = {_PREFIX + name.replace("-", "_"): name for name in _CODECS}
"""The standard's names of encodings, by Python's of the codecs here."""


@cache
def _codec(python_name: str) -> codecs.CodecInfo | None:
    name = _NAMES.get(python_name)
    return None if name is None else _CODECS[name](name)


codecs.register(_codec)
