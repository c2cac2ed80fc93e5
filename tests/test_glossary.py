"""The glossary's file: what it says, and complaints about what it cannot say."""

import csv
import io
from pathlib import PurePosixPath
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n_summit.errors import ProblemsError
from i18n_summit.glossary import Term, read_glossary

CSV = PurePosixPath("locales/glossary.csv")

# A file, its languages, its terms.
READS: dict[str, tuple[str, tuple[str, ...], list[Term]]] = {
    "a header alone": ("en,ja\n", ("en", "ja"), []),
    "all columns": (
        "en,ja,forbidden,note\nbroker,ブローカー,ブローカ|仲介,末尾は長音\n",
        ("en", "ja"),
        [Term({"en": ("broker",), "ja": ("ブローカー",)}, ("ブローカ", "仲介"), "末尾は長音", 2)],
    ),
    "columns in another order, no line end": (
        "note,ja,pt_BR,en\n,話題,tópico | assunto,topic",
        ("ja", "pt-BR", "en"),
        [Term({"ja": ("話題",), "pt-BR": ("tópico", "assunto"), "en": ("topic",)}, line=2)],
    ),
    "a byte order mark, CRLF, empty lines": (
        "\ufeffen,ja\r\n\r\nKafka,Kafka\r\n\r\n",
        ("en", "ja"),
        [Term({"en": ("Kafka",), "ja": ("Kafka",)}, line=3)],
    ),
    "quotes, commas and line ends in cells": (
        'en,ja,note\n"a ""join""","結合","two\nlines, one note"\nsink,シンク,\n',
        ("en", "ja"),
        [
            Term({"en": ('a "join"',), "ja": ("結合",)}, (), "two lines, one note", 2),
            Term({"en": ("sink",), "ja": ("シンク",)}, line=4),
        ],
    ),
    "no name in one language": (
        "en,ja,fr\nlag,,retard\n",
        ("en", "ja", "fr"),
        [Term({"en": ("lag",), "fr": ("retard",)}, line=2)],
    ),
    "names that differ in case, and one Japanese name of two things": (
        "en,ja\nStreams,Streams\nstreams,流れ\nflow,流れ\n",
        ("en", "ja"),
        [
            Term({"en": ("Streams",), "ja": ("Streams",)}, line=2),
            Term({"en": ("streams",), "ja": ("流れ",)}, line=3),
            Term({"en": ("flow",), "ja": ("流れ",)}, line=4),
        ],
    ),
}


@pytest.mark.parametrize("case", READS)
def test_a_glossary_says_what_things_are_called(case: str) -> None:
    text, languages, terms = READS[case]
    found = read_glossary(text.encode(), CSV)
    assert (found.path, found.languages, list(found.terms)) == (CSV, languages, terms)


_HEADER = "Write a first line such as en,ja,forbidden,note."
_COMMAS = "Write a comma between two cells, and quotes around one that has a comma in it."
_QUOTES = (
    "a cell with quotes that are no pair around it."
    " Write quotes around the whole cell, and two for each one inside."
)

# A file, and the complaints: line and words.
REFUSES: dict[str, tuple[bytes, list[str]]] = {
    "nothing": (b"", [f"1: there is no header. {_HEADER}"]),
    "no header": (
        "consumer,コンシューマー\n".encode(),
        [f'1: a glossary has no column "consumer". {_HEADER}'],
    ),
    "a column with a slip": (
        b"en,ja,forbiden\n",
        ['1: a glossary has no column "forbiden". Did you mean "forbidden"?'],
    ),
    "a column without a name": (
        b"en,ja,\n",
        [f'1: a glossary has no column "". {_HEADER}'],
    ),
    "a column twice": (
        b"en,pt-BR,PT_br\n",
        ['1: the column "PT-br" stands there twice. Keep one.'],
    ),
    "one language": (b"en,note\n", [f"1: a glossary needs two languages. {_HEADER}"]),
    "not UTF-8": (
        "en,ja\ntopic,トピック\n".encode("cp932"),
        ["2: byte 12 (0x83) is not UTF-8. Save the file as UTF-8."],
    ),
    "a quote that does not end": (b'en,ja\n\n"topic,x\ny,z\n', [f"3: {_QUOTES}"]),
    "a quote inside": (b'en,ja\na "join",x\n', [f"2: {_QUOTES}"]),
    "text after a quote": (b'en,ja\n"a"b,x\n', [f"2: {_QUOTES}"]),
    "rows too short and too long": (
        b"en,ja,note\ntopic\nsink,x,a, b\n\nsource,y,\n",
        [
            f"2: 1 cell, and the header has 3. {_COMMAS}",
            f"3: 4 cells, and the header has 3. {_COMMAS}",
        ],
    ),
    "no term": (
        b"en,ja,note\n,,why\n",
        ["2: this row has no term. Write one, or take the row out."],
    ),
    "an empty name": (
        b"en,ja\ntopic|,x\na||b,y\n",
        [
            '2: the column "en" has an empty name. Write "|" between two names.',
            '3: the column "en" has an empty name. Write "|" between two names.',
        ],
    ),
    "a term in two rows": (
        b'en,ja\ntopic,"a"\n"sink","b"\ntheme|topic,c\n',
        ['4: "topic" already stands at line 2. Keep one row.'],
    ),
    "a name twice in a cell": (
        "en,ja\nKafka,Kafka|Ｋａｆｋａ\n".encode(),
        ['2: "Ｋａｆｋａ" stands twice in the column "ja". Keep one.'],
    ),
    "a name that is forbidden": (
        "en,ja,forbidden\nlag,ラグ,遅れ|ラグ\n".encode(),
        ['2: "ラグ" is a name of the term and forbidden. Take it out of one cell.'],
    ),
}


@pytest.mark.parametrize("case", REFUSES)
def test_what_a_glossary_cannot_say_is_refused_at_its_line(case: str) -> None:
    data, complaints = REFUSES[case]
    with pytest.raises(ProblemsError) as caught:
        read_glossary(data, CSV)
    assert list(map(str, caught.value.errors)) == [f"{CSV}:{line}" for line in complaints]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="|"), max_size=6)


@given(
    st.lists(st.tuples(CELLS, CELLS), max_size=5),
    # Python 3.11 puts no quotes around a \r unless it ends a line: with \n alone, ask for all.
    st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\n", csv.QUOTE_ALL)]),
)
@example([("\r", "a\rb")], ("\n", csv.QUOTE_ALL))
def test_cells_are_read_as_pythons_csv_writes_them(
    rows: list[tuple[str, str]], form: tuple[str, Literal[0, 1]]
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=form[0], quoting=form[1], strict=True)
    # A number of its own makes each name one of its own.
    numbered = [(f"{number} {name}", note) for number, (name, note) in enumerate(rows)]
    writer.writerows([("en", "ja", "note"), *((name, "x", note) for name, note in numbered)])
    found = read_glossary(file.getvalue().encode(), CSV)
    assert [(term.names["en"][0], term.note) for term in found.terms] == [
        (" ".join(name.split()), " ".join(note.split())) for name, note in numbered
    ]
