"""The benchmarks' own instruments: what they count, what they find, what they write."""

import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.corpora import some_pages
from benchmarks.defects import ANYWHERE, KINDS, Kind, turned
from benchmarks.findings import counted, sampled
from benchmarks.judged import judge
from benchmarks.libraries import gather
from benchmarks.processes import Cost
from benchmarks.pseudo import translated
from benchmarks.revised import SHARES, revise
from benchmarks.seeded import Tally, sources, tally
from benchmarks.speed import long_page
from benchmarks.style_defects import STYLE_KINDS
from benchmarks.tables import Table, markdown, megabytes, ratio, seconds, speed
from i18n_summit.model import Catalog, Message


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


@pytest.mark.parametrize(
    ("name", "source", "translation", "wrong", "at"),
    [
        ("a number lost", "over 80 clusters", "80 以上のクラスター", "多く 以上のクラスター", None),
        ("a variable lost", "Hello, %(name)s", "こんにちは、%(name)s", "こんにちは、", None),
        ("a variable renamed", "Hello, %(name)s", "%(name)s さん", "%(あname)s さん", 0),
        ("an unflagged variable lost", "Page {0}", "{0} ページ", " ページ", None),
        (
            "another address",
            "See https://kafka.apache.org/",
            "https://kafka.apache.org/ を参照",
            "https://kafka.apache.ozz を参照",
            0,
        ),
        (
            "another name in code",
            "Set auto_commit",
            "auto_commit を設定",
            "auto_commizq を設定",
            0,
        ),
        ("another number, behind", "Talks", "講演", "講演 講演 158 件", 6),
        ("another month, behind", "Talks", "講演", "講演 6月30日", 3),
        ("half of brackets lost", "Streams (and KSQL)", "（と KSQL）", "（と KSQL", ANYWHERE),
        ("space at the end", "Speaker", "講演者", "講演者 ", 3),
        ("a line break at the end", "Speaker", "講演者", "講演者\n", 3),
        ("a line break at the end", "Done.\n", "完了。\n", "完了。", 2),
        ("をを", "Close it", "これを閉じる", "これをを閉じる", 2),
        ("two spaces", "Kafka is fast", "Kafka は速い", "Kafka  は速い", 5),
        (
            "a sentence left in English",
            "Go. It is easy to do this now.",
            "さあ。簡単です。",
            "さあ。簡単です。 It is easy to do this now.",
            9,
        ),
        ("the source copied", "Read all of the docs", "読む", "Read all of the docs", None),
        ("no translation", "Open", "開く", "", None),
        ("a tag lost", "Apache Kafka", "Kafka の話", "Kafka の話", None),
        ("a forbidden term", "All users", "全ユーザー", "全利用者", None),
        ("a full-width sign in English", "開く、閉じる", "Open, close", "Open， close", 4),
        ("all left in Japanese", "開きます", "Opens", "訳: 開きます", None),
        ("a space too many", "Kafka", "本番のKafka", "本番の Kafka", 3),
        ("a space lost", "Kafka", "本番の Kafka", "本番のKafka", 3),
        ("a letter of full width", "5 talks", "講演5件", "講演５件", 2),
        ("a decomposed kana", "I", "私が", "私か\u3099", 1),
        ("half-width brackets", "Streams (hard)", "流れ（上級）", "流れ(上級)", 2),
        ("a half-width sign", "Help!", "助けて！", "助けて!", 3),
        ("a long vowel lost", "The server", "サーバー", "サーバ", 0),
        ("である for です", "It is.", "そうです。", "そうである。", 2),
    ],
)
def test_a_defect_is_put_where_it_says(
    name: str, source: str, translation: str, wrong: str, at: int | None
) -> None:
    (kind,) = (kind for kind in (*KINDS, *STYLE_KINDS) if kind.name == name)
    random = Random(1)  # noqa: S311 - The same at every run.
    defect = kind.seed(Message(source, translation=translation), random)
    assert defect is not None
    assert (defect.messages[-1].translation, defect.at) == (wrong, at)
    assert kind.seed(Message("", translation="…"), random) is None or name in {
        "space at the end",
        "a line break at the end",
        "no translation",
    }


def test_seeded_defects_are_counted_by_what_became_of_them() -> None:
    # The source has a line break for the second: its translation lacks it before anything is done.
    messages = [
        Message("Speaker", translation="講演者"),
        Message("Done\n", translation="完了"),
        Message("Open", translation="開く"),
    ]
    (kind,) = (kind for kind in KINDS if kind.code == "edge-newline")
    assert tally(kind, messages, 10) == Tally(kind.name, kind.code, 2, 2, 2, 2)
    assert tally(kind, messages, 1) == Tally(kind.name, kind.code, 1, 1, 1, 1)
    blind = kind._replace(code="number")
    told: list[str] = []
    done = tally(blind, messages, 10, lambda what, defect: told.append(what))
    assert (done, told) == (Tally(kind.name, "number", 3, 0, 0, 0), ["not found"] * 3)


def test_messages_are_brought_to_the_style_that_a_defect_breaks() -> None:
    message = Message("Kafka in production", translation="本番の Kafka")
    untranslated = Message("Open")
    catalog = Catalog("ja", {}, (message, untranslated))
    kind = Kind("", "ja-spacing", KINDS[0].seed, profile="jtf")
    assert sources(kind, [catalog]) == [message._replace(translation="本番のKafka")]
    english = kind._replace(locale="en", profile=None)
    assert sources(english, [catalog]) == [
        Message("本番の Kafka", translation="Kafka in production")
    ]
    assert turned(turned(message)) == message


def test_findings_are_counted_and_their_errors_shown() -> None:
    catalog = Catalog(
        "ja",
        {},
        (
            Message("over 80 clusters", translation="18 以上のクラスター", line=3),
            Message("Open"),
            Message("Gone", translation="ない", is_obsolete=True),
        ),
    )
    catalogs = [(Path("locales/ja/LC_MESSAGES/summit.po"), catalog)]
    assert {k: n for k, n in counted(catalogs).items() if "header" not in k} == {
        "messages": 2,
        "translated": 1,
        "error number": 1,
        "warning missing": 1,
    }
    place = "locales/ja/LC_MESSAGES/summit.po 3 number"
    says = "«80» of the source has become «18». Write the same number."
    texts = "  ('over 80 clusters', None)\n  ('18 以上のクラスター',)"
    assert list(sampled(catalogs, 9)) == ["1 of 1 errors", f"{place}: {says}\n{texts}"]
