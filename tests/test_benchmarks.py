"""The benchmarks' own instruments: what they count, what they find, what they write."""

import json
from pathlib import Path

import pytest

from benchmarks.corpora import some_pages
from benchmarks.judged import judge
from benchmarks.libraries import gather
from benchmarks.processes import Cost
from benchmarks.pseudo import translated
from benchmarks.revised import SHARES, revise
from benchmarks.speed import long_page
from benchmarks.tables import Table, markdown, megabytes, ratio, seconds, speed
from i18n_summit.model import Message


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


def test_a_revision_knows_where_each_new_message_comes_from() -> None:
    pool = [
        Message(
            f"Broker {n} keeps a replica of topic {n}. Its consumers read topic {n} from there."
        )
        for n in range(1020)
    ]
    found = revise(pool, 1000)
    assert found == revise(pool, 1000)
    old, new = ({message.id for message in messages} for messages in (found.old, found.new))
    assert (len(found.old), set(found.truth)) == (1000, new - old)
    origins = {kind: {number for k, number in found.truth.values() if k == kind} for kind in SHARES}
    counts = {kind: len(numbers) for kind, numbers in origins.items()}
    assert counts == {"edited": 50, "split": 20, "new": 1, "deleted": 0}
    assert sum(kind == "split" for kind, _ in found.truth.values()) > 20
    assert sum(kind == "new" for kind, _ in found.truth.values()) == 20
    gone = {str(number) for number, message in enumerate(found.old) if message.id not in new}
    assert origins["edited"] | origins["split"] < gone
    assert len(gone) == 50 + 20 + 20


def test_guesses_are_judged_by_the_known_origin(tmp_path: Path) -> None:
    entry = 'msgid "{}"\nmsgstr "{}"\n\n'.format
    (tmp_path / "old.po").write_text(entry("one two", "0") + entry("three four five", "1"))
    guesses = entry("one six", "0") + entry("three four", "0") + entry("new", "") + "#~ "
    (tmp_path / "made.po").write_text(guesses.removesuffix("#~ ") + entry("three four five", "1"))
    truth = {"one six": ("edited", "0"), "three four": ("split", "1"), "new": ("new", "")}
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    assert judge(tmp_path / "made.po") == {
        "guesses": 2,
        "edited": 1,
        "edited found": 1,
        "split": 1,
        "new": 1,
        "right": 1,
        "likeness": 0.25,
        "unlike": 1,
    }


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
