"""Plain-text pages: what is a segment of theirs, and how a translation is written (decision 12)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.sources import gather_sources, sources_for
from i18n_summit.model import Holder, Key, Page, Segment, Span, Writing
from i18n_summit.render import render_page
from tests.oracle import read

REAL_PAGE = Path(__file__).parents[2] / "shared" / "page" / "kafka-summit-sf-2019.txt"


def text_page(text: str | bytes) -> Page:
    return read(text, name="page.txt")


def sources(page: Page) -> list[str]:
    """List the segments as they stand in the page."""
    return [page.data[s.span.start : s.span.end].decode(page.encoding) for s in page.segments]


# A page, its messages, and its segments as they stand in it.
BLOCKS = [
    pytest.param("", [], [], id="empty"),
    pytest.param("Core Kafka", ["Core Kafka"], ["Core Kafka"], id="no final newline"),
    pytest.param(
        "Core Kafka\n\nストリーム処理\n",
        ["Core Kafka", "ストリーム処理"],
        ["Core Kafka", "ストリーム処理"],
        id="blocks between blank lines",
    ),
    pytest.param(
        "Core Kafka\n \t\n\u3000\nKSQL\n\n\n",
        ["Core Kafka", "KSQL"],
        ["Core Kafka", "KSQL"],
        id="lines of white space are blank",
    ),
    pytest.param(
        "Kafka   Needs\n  no\tKeeper  \n\n",
        ["Kafka Needs no Keeper"],
        ["Kafka   Needs\n  no\tKeeper"],
        id="lines fold into one",
    ),
    pytest.param(
        "Core Kafka\r\n\r\nKafka\r\nNeeds no Keeper\r\n",
        ["Core Kafka", "Kafka Needs no Keeper"],
        ["Core Kafka", "Kafka\r\nNeeds no Keeper"],
        id="CRLF",
    ),
    pytest.param(
        "Core Kafka\r\rKafka\rNeeds no Keeper\r \r- one\r- two\r",
        ["Core Kafka", "Kafka Needs no Keeper", "one", "two"],
        ["Core Kafka", "Kafka\rNeeds no Keeper", "one", "two"],
        id="CR alone",
    ),
    pytest.param(
        "Core\r\n\rKafka\n\rNeeds\r\nno\nKeeper",
        ["Core", "Kafka", "Needs no Keeper"],
        ["Core", "Kafka", "Needs\r\nno\nKeeper"],
        id="ends of lines of several kinds",
    ),
    pytest.param(
        "    Vishnu Balusu\n      JP Morgan Chase\n",
        ["Vishnu Balusu JP Morgan Chase"],
        ["Vishnu Balusu\n      JP Morgan Chase"],
        id="indentation of the first line stays outside",
    ),
    pytest.param(
        "\u3000全角の字下げ\n",
        ["全角の字下げ"],
        ["全角の字下げ"],
        id="ideographic indentation",
    ),
    pytest.param(
        "  • Kafka Connect\n    のしくみ\n  • KSQL\n",
        ["Kafka Connect のしくみ", "KSQL"],
        ["Kafka Connect\n    のしくみ", "KSQL"],
        id="a bullet begins a block",
    ),
    pytest.param(
        "- one\n* two\n+ three\n・四\n\n1. five\n12) six\n",
        ["one", "two", "three", "四", "five", "six"],
        ["one", "two", "three", "四", "five", "six"],
        id="bullets and numbers",
    ),
    pytest.param(
        "It went on\n— with a dash —\nuntil version\n10. That was fine.\n",
        ["It went on — with a dash — until version 10. That was fine."],
        ["It went on\n— with a dash —\nuntil version\n10. That was fine."],
        id="a dash or a number inside a sentence is no bullet",
    ),
    pytest.param(
        "-one *two* 1.5 times\n2019. That year\n(3) parts\n",
        ["-one *two* 1.5 times 2019. That year (3) parts"],
        ["-one *two* 1.5 times\n2019. That year\n(3) parts"],
        id="what only looks like a bullet",
    ),
    pytest.param(
        "Title\n=====\n\n----\n\n2019/09/30\n\n  •\n",
        ["Title ====="],
        ["Title\n====="],
        id="blocks without letters are none",
    ),
    pytest.param(
        "Write <b> or &lt; for <3\n",
        ["Write &lt;b> or &amp;lt; for <3"],
        ["Write <b> or &lt; for <3"],
        id="nothing is markup",
    ),
    pytest.param(
        "10\u00a0000 件\u3000処理\u2028改行\x85です\n",
        ["10\u00a0000 件\u3000処理\u2028改行\x85です"],
        ["10\u00a0000 件\u3000処理\u2028改行\x85です"],
        id="other white space is text",
    ),
    pytest.param("\ufeffCore Kafka\n", ["Core Kafka"], ["Core Kafka"], id="byte order mark"),
    pytest.param("Core\0 Kafka\n", ["Core Kafka"], ["Core\0 Kafka"], id="NUL is no text"),
]


@pytest.mark.parametrize(("text", "ids", "written"), BLOCKS)
def test_blocks_are_segments(text: str, ids: list[str], written: list[str]) -> None:
    page = text_page(text)

    assert [segment.id for segment in page.segments] == ids
    assert sources(page) == written


def test_a_segment_of_a_text_page() -> None:
    assert text_page("• ストリーム処理\n") == Page(
        path=text_page("").path,
        data="• ストリーム処理\n".encode(),
        encoding="utf-8",
        segments=(
            Segment(
                span=Span(4, 25),
                id="ストリーム処理",
                language="ja",
                role="description",
                writing=Writing.PLAIN,
                holder=Holder.NOBODY,
            ),
        ),
    )


def test_utf_16_needs_its_mark_alone() -> None:
    page = text_page("Core Kafka\n\nストリーム処理\n".encode("utf-16"))

    assert [segment.id for segment in page.segments] == ["Core Kafka", "ストリーム処理"]
    assert page.file_encoding == "utf-16-le"


# Page, translations, and the page in Japanese.
WRITTEN = [
    pytest.param(
        "  • View\n    Description\r\n\r\nKSQL",
        {"View Description": "説明を\n 表示  する"},
        "  • 説明を 表示 する\r\n\r\nKSQL",
        id="a translation is one line",
    ),
    pytest.param(
        "Talks\n",
        {"Talks": " 講演\u3000一覧\u00a0(53\u202f件)\n"},
        "講演\u3000一覧\u00a0(53\u202f件)\n",
        id="other white space is kept",
    ),
    pytest.param(
        "Write <b> for R&D\n",
        {"Write &lt;b> for R&D": "R&D は &lt;b> と <script src=x> で"},
        "R&D は <b> と <script src=x> で\n",
        id="nothing is escaped",
    ),
    pytest.param("Kafka\n  Connect\n", {"Kafka Connect": "Kafka Connect"}, None, id="its source"),
    pytest.param("\ufeffTalks", {"Talks": "講演"}, "\ufeff講演", id="byte order mark"),
]


@pytest.mark.parametrize(("text", "translations", "expected"), WRITTEN)
def test_a_translation_is_written_as_one_line(
    text: str, translations: dict[str, str], expected: str | None
) -> None:
    usable: dict[Key, str] = {(None, id): text for id, text in translations.items()}

    result = render_page(text_page(text), usable, "ja")

    assert result.data.decode() == (text if expected is None else expected)
    assert result.diagnostics == ()


@given(st.text() | st.text("a 字\n\r\t・-1.\u3000", max_size=40))
def test_a_page_without_translations_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode()
    assert render_page(text_page(data), {}, "ja").data == data


@given(st.text("ab 字\n・-1.\u3000", max_size=40), st.text("訳 \n\t\v", max_size=5))
def test_translations_replace_their_blocks_and_no_more(text: str, translation: str) -> None:
    page = text_page(text)
    usable: dict[Key, str] = {(s.context, s.id): f"訳{translation}文" for s in page.segments}

    data = render_page(page, usable, "en").data.decode()

    line = " ".join(f"訳{translation}文".split()).encode()
    expected = page.data
    for segment in reversed(page.segments):
        if segment.language == "ja":
            expected = expected[: segment.span.start] + line + expected[segment.span.end :]
    assert data == expected.decode()


@pytest.mark.skipif(not REAL_PAGE.is_file(), reason="the dump of the real page is not here")
def test_the_real_page() -> None:
    page = text_page(REAL_PAGE.read_bytes())
    gathered = gather_sources([page])

    english = [source.message.id for source in sources_for(gathered, "en")]
    japanese = [source.message.id for source in sources_for(gathered, "ja")]

    assert len(english) == 4
    assert english[1:3] == ["ストリーム処理", "ユースケース"]
    assert japanese.count("View Description") == 1
    assert sorted(english + japanese) == sorted({segment.id for segment in page.segments})
    assert render_page(page, {}, "ja").data == REAL_PAGE.read_bytes()
