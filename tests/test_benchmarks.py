"""The benchmarks' own instruments: what they count, what they find, what they write."""

from pathlib import Path

import pytest

from benchmarks.corpora import some_pages
from benchmarks.libraries import gather
from benchmarks.processes import Cost
from benchmarks.pseudo import translated
from benchmarks.speed import long_page
from benchmarks.tables import Table, markdown, megabytes, ratio, seconds, speed


def test_a_table_is_markdown_with_its_notes_and_commands_below() -> None:
    table = Table(
        "Extraction",
        ("tool", "CPU s"),
        (("i18n-summit", "1.50"), ("cat | wc", "0.01")),
        ("One run.",),
        ("i18n-summit extract", "i18n-summit extract"),
    )
    assert markdown(table) == (
        "### Extraction\n\n"
        "| tool | CPU s |\n"
        "| --- | --- |\n"
        "| i18n-summit | 1.50 |\n"
        "| cat \\| wc | 0.01 |\n\n"
        "One run.\n\n"
        "    i18n-summit extract\n"
    )


def test_a_cost_cut_off_by_its_limit_says_so_in_every_figure() -> None:
    ours, cut_off = Cost(2, 2, 0), Cost(10, 10, 0, is_whole=False)
    assert [seconds(ours), ratio(ours, ours), speed(4_000_000, ours)] == ["2.00", "1.00", "2.00"]
    figures = [seconds(cut_off), ratio(cut_off, ours), speed(4_000_000, cut_off)]
    assert figures == ["> 10.00", "> 5.00", "< 0.40"]


@pytest.mark.parametrize(
    ("size", "shown"), [(49_000, "0.0"), (9_940_000, "9.9"), (10_000_000, "10"), (2.5e8, "250")]
)
def test_megabytes_have_a_decimal_below_ten(size: float, shown: str) -> None:
    assert megabytes(size) == shown


@pytest.mark.parametrize(
    ("message", "translation"),
    [
        ("Kafka", "訳 Kafka"),
        ("the <a>docs</a>, 42", "訳 the <a>訳 docs</a>, 42"),
        ("<keep1>Kafka</keep1> reads", "<keep1>Kafka</keep1>訳  reads"),
        ('see <a href="x">it</a>', '訳 see <a href="x">訳 it</a>'),
        ("1, 2", "1, 2"),
    ],
)
def test_pseudo_translations_mark_each_text_outside_tags(message: str, translation: str) -> None:
    assert translated(message) == translation


def test_pages_are_chosen_evenly_over_all(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.html").touch()
    (tmp_path / "a.html").symlink_to(tmp_path / "0.html")
    (tmp_path / "style.css").touch()
    assert [path.stem for path in some_pages(tmp_path, 4)] == ["1", "3", "6", "8"]
    assert len(some_pages(tmp_path, 20)) == 10


def test_a_long_page_is_one_page_of_many_bodies() -> None:
    pages = [b"<html><body><p>One</p></body></html>", b"<html><body id=b><p>Two</p></body></html>"]
    body = b"<p>One</p>\n<p>Two</p>\n<p>One</p>"
    assert long_page(pages, 30) == b"<html><body>" + body + b"</body></html>\n"


def test_one_catalog_is_gathered_of_the_translated_messages_of_many(tmp_path: Path) -> None:
    for language, translation in (("de", "Zu"), ("ja", "閉じる")):
        folder = tmp_path / "summit" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "summit.po").write_text(
            f'msgctxt "x"\nmsgid "Close"\nmsgstr "{translation}"\n\nmsgid "Open"\nmsgstr ""\n',
            encoding="utf-8",
        )
    header = (
        'msgid ""\nmsgstr ""\n"Language: ja\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    )
    german = '\nmsgctxt "summit de x"\nmsgid "Close"\nmsgstr "Zu"\n'
    japanese = '\nmsgctxt "summit ja x"\nmsgid "Close"\nmsgstr "閉じる"\n'
    assert gather(2, tmp_path).decode() == header + german + japanese
    assert gather(1, tmp_path).decode() == header + german
