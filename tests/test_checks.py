"""What the checks find, where they stay silent, and how findings are reported."""

import re
from collections.abc import Sequence
from inspect import getdoc
from pathlib import PurePosixPath

import pytest

from i18n_summit.checks import CHECKS, below_threshold, check_catalog
from i18n_summit.coverage import measure_coverage
from i18n_summit.model import (
    Catalog,
    Count,
    Coverage,
    Diagnostic,
    Location,
    Message,
    Severity,
    Source,
    Survey,
)

PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
PAGE = PurePosixPath("source/index.html")
LONG = "Uber runs one of the largest deployments of Apache Kafka in the world."
NOTICE = "Copyright 2024 Foo Inc. All rights reserved."
LONG_JA = "Uber は世界最大級の Apache Kafka を運用しています。"
URL = "https://cwiki.apache.org/confluence/display/KAFKA/Kafka+Improvement+Proposals"


def found(
    *messages: Message, locale: str = "ja", sources: Sequence[Source] | None = None
) -> list[Diagnostic]:
    survey = None if sources is None else Survey(tuple(sources))
    return check_catalog(Catalog(locale, {}, messages), PO, locale, survey=survey)


def source(id: str, *roles: str, line: int = 1, context: str | None = None) -> Source:
    return Source(
        Message(id, context), ("en",), roles or ("title",), (), (), Location(PAGE, line, 7)
    )


# A check, the locale, a message, and what is said about it.
FINDS = {
    "missing: empty": (
        "missing",
        "ja",
        Message("View Description"),
        "«View Description» has no translation. Write its msgstr.",
    ),
    "missing: one plural form of two": (
        "missing",
        "en",
        Message("%d 件", id_plural="%d 件の講演", plural_translations=("%d talk", "")),
        "«%d 件» has no translation. Write its msgstr.",
    ),
    "missing: empty and fuzzy": (
        "missing",
        "ja",
        Message("Close", flags=("fuzzy",)),
        "«Close» has no translation. Write its msgstr.",
    ),
    "missing: a long text, on one line": (
        "missing",
        "ja",
        Message("Two lines:\n" + "とても長い文です。" * 5),
        (
            "«Two lines: とても長い文です。とても長い文です。とても長い文です。と…» has no"
            " translation. Write its msgstr."
        ),
    ),
    "fuzzy": (
        "fuzzy",
        "ja",
        Message(LONG, None, LONG_JA, flags=("no-wrap", "fuzzy")),
        (
            "the translation of «Uber runs one of the largest deployment…» is fuzzy."
            " Review it and remove the flag."
        ),
    ),
    "fuzzy: a plural": (
        "fuzzy",
        "ja",
        Message("%d talk", id_plural="%d talks", plural_translations=("%d 件",), flags=("fuzzy",)),
        "the translation of «%d talk» is fuzzy. Review it and remove the flag.",
    ),
    "empty: tags alone": (
        "empty",
        "ja",
        Message("<b>Keynote</b> at noon", None, "<b> </b>"),
        (
            "the translation has nothing to read. Write its text, or leave the msgstr empty:"
            " until then the source stays in the page."
        ),
    ),
    "copy: a sentence": (
        "copy",
        "ja",
        Message("Help, my Kafka is broken!", None, "Help, my Kafka is broken!"),
        "the translation is a copy of the source. Translate it.",
    ),
    "copy: a sentence beside a notice": (
        "copy",
        "ja",
        Message(f"{NOTICE} Ask us before you use it.", None, f"{NOTICE} Ask us before you use it."),
        "the translation is a copy of the source. Translate it.",
    ),
    "copy: Japanese": (
        "copy",
        "en",
        Message("Kafka で学んだ五つのこと", None, "Kafka で学んだ五つのこと"),
        "the translation is a copy of the source. Translate it.",
    ),
    "language: English in Japanese": (
        "language",
        "ja",
        Message(LONG, None, "Uber runs one of the largest clusters."),
        "the translation has no Japanese in it. Translate it into Japanese.",
    ),
    "language: Japanese in English": (
        "language",
        "en",
        Message("説明を表示", None, "説明を見る"),
        "the translation is in Japanese. Translate it into en.",
    ),
    "language: Japanese in French": (
        "language",
        "fr",
        Message("ユースケース", None, "使用事例のご紹介"),
        "the translation is in Japanese. Translate it into fr.",
    ),
}


@pytest.mark.parametrize("case", FINDS)
def test_a_check_finds_what_its_manual_says(case: str) -> None:
    code, locale, message, complaint = FINDS[case]
    assert Diagnostic(
        code, CHECKS[code].severity, Location(PO, 42), complaint, locale, message.id
    ) in found(message._replace(line=42), locale=locale)


# A locale and a message about which there is nothing to say.
SILENT = {
    "translated": ("ja", Message(LONG, None, LONG_JA)),
    "obsolete and empty": ("ja", Message(LONG, is_obsolete=True)),
    "obsolete and fuzzy": ("ja", Message(LONG, None, LONG_JA, flags=("fuzzy",), is_obsolete=True)),
    "obsolete with a lost tag": ("ja", Message("<b>A</b>", None, "あ", is_obsolete=True)),
    "a plural": ("ja", Message("%d a", id_plural="%d b", plural_translations=("%d 件",))),
    "tags moved": ("ja", Message("<a>A</a> of <b>B</b>", None, "<b>B</b> の <a>A</a>")),
    "escaped literal tags": ("ja", Message("Use List<T>", None, "List<T> や &lt;b> を使う")),
    "a name": ("ja", Message("Kafka Summit San Francisco", None, "Kafka Summit San Francisco")),
    "the notice of a copyright": ("ja", Message(NOTICE, None, NOTICE)),
    "three words": ("ja", Message("running on Kubernetes", None, "running on Kubernetes")),
    "a short Japanese word as it is": ("en", Message("改善", None, "Kaizen")),
    "a URL as it is": ("ja", Message(f"See {URL}", None, f"See {URL}")),
    "an address as it is": ("ja", Message("a.b@kafka.example.jp", None, "a.b@kafka.example.jp")),
    "a format of dates": ("ja", Message("on %a %b %e %H:%M", None, "%m/%d (%a) %H:%M")),
    "addresses behind digits and signs": (
        "ja",
        Message(
            "2https://kafka.example.jp/a -a.b+c@kafka.example.jp",
            None,
            "2https://kafka.example.jp/a -a.b+c@kafka.example.jp",
        ),
    ),
    "a word that never ends, and the signs of addresses": (
        "ja",
        Message("a" * 500_000 + " @ ://", None, "a" * 500_000 + " @ ://"),
    ),
    "signs for signs": ("ja", Message("<br/>", None, "<br/>")),
    "locked text alone": ("ja", Message("The <keep>x</keep>", None, "<keep>x</keep>")),
    "a URL and a name": ("ja", Message(f"See {URL} for details", None, f"詳細: {URL}")),
    "locked text": (
        "ja",
        Message(
            "Run <keep>kafka topics create it now</keep>",
            None,
            "<keep>kafka topics create it now</keep> を実行",
        ),
    ),
    "product names in Japanese": ("ja", Message("A and B", None, "Kafka Streams と KSQL")),
    "names only, of another text": (
        "ja",
        Message("The Kafka Summit of San Francisco 2019", None, "Kafka Summit San Francisco 2019"),
    ),
    "a quotation in English": (
        "en",
        Message("改善とは良くすること", None, "The word 改善 means improvement"),
    ),
    "a Japanese name in English": (
        "en",
        Message("東京で開催します", None, "It takes place in Tokyo (東京)"),
    ),
    "Japanese with a region": ("ja-JP", Message(LONG, None, LONG_JA)),
    "French": ("fr", Message("説明を表示", None, "Afficher la description du sujet")),
    "Chinese": ("zh-Hant", Message("説明を表示", None, "顯示說明內容與講者資訊")),
    "a catalog that does not say its language": ("und", Message(LONG, None, LONG_JA)),
}


@pytest.mark.parametrize("case", SILENT)
def test_a_check_stays_silent_on_good_text(case: str) -> None:
    locale, message = SILENT[case]
    assert found(message, locale=locale) == []


def test_one_wrong_message_has_one_finding() -> None:
    wrong = [message for _, locale, message, _ in FINDS.values() if locale == "ja"]
    counted = {message.id: len(found(message)) for message in wrong}
    assert counted == dict.fromkeys(counted, 1)


def test_only_the_checks_asked_for_run_and_findings_come_by_line() -> None:
    messages = (
        Message("Read <a>it</a>", None, "読む", flags=("fuzzy",), line=30),
        Message("<br/>Close", None, "閉じる", line=20),
        Message("Open", line=10),
    )
    catalog = Catalog("ja", {}, messages)
    assert [(d.code, d.location.line) for d in check_catalog(catalog, PO, "ja")] == [
        ("missing", 10),
        ("placeholder", 20),
        ("fuzzy", 30),
    ]
    only = check_catalog(catalog, PO, "ja", checks={"fuzzy", "stale"}, survey=Survey(()))
    assert [(d.code, d.location.line) for d in only] == [("fuzzy", 30), ("stale", 30)]


# The messages of a catalog, those of the pages, and what is said: line, msgid, complaint.
STALE: dict[str, tuple[list[Message], list[Source], list[tuple[int, str | None, str]]]] = {
    "up to date": ([Message("A", None, "あ")], [source("A")], []),
    "an obsolete message": ([Message("A", None, "あ", is_obsolete=True)], [], []),
    "a new message": (
        [Message("A", None, "あ", line=9)],
        [source("A"), source("B", line=12)],
        [
            (
                1,
                None,
                (
                    "1 message of the pages not in the catalog, the first at source/index.html:12:"
                    " «B». Run i18n-summit extract."
                ),
            )
        ],
    ),
    "a message in another context": (
        [Message("A", None, "あ", line=9)],
        [source("A", context="menu")],
        [
            (
                1,
                None,
                (
                    "1 message of the pages not in the catalog, the first at source/index.html:1:"
                    " «A». Run i18n-summit extract."
                ),
            ),
            (
                9,
                "A",
                (
                    "1 message in the catalog that no page has any more, the first: «A»."
                    " Run i18n-summit extract."
                ),
            ),
        ],
    ),
    "messages that are obsolete though the pages have them": (
        [Message("A", None, "あ", is_obsolete=True), Message("B", is_obsolete=True)],
        [source("A", line=5), source("B")],
        [
            (
                1,
                None,
                (
                    "2 messages of the pages not in the catalog, the first at source/index.html:5:"
                    " «A». Run i18n-summit extract."
                ),
            )
        ],
    ),
    "two that no page has": (
        [Message("A", None, "あ", line=9), Message("B", None, "い", line=12)],
        [],
        [
            (
                9,
                "A",
                (
                    "2 messages in the catalog that no page has any more, the first: «A»."
                    " Run i18n-summit extract."
                ),
            )
        ],
    ),
}


@pytest.mark.parametrize("case", STALE)
def test_a_catalog_is_stale_when_the_pages_have_moved_on(case: str) -> None:
    messages, sources, complaints = STALE[case]
    assert found(*messages, sources=sources) == [
        Diagnostic("stale", Severity.ERROR, Location(PO, line), complaint, "ja", id)
        for line, id, complaint in complaints
    ]


# References of a message that no page read has, and what is found:
# source/broken.html and the folder source/closed could not be read.
UNREAD: list[tuple[tuple[str, ...], list[str]]] = [
    (("source/index.html",), ["stale"]),
    ((), ["stale"]),
    (("source/broken.html",), []),
    (("source/broken.html:12",), []),
    (("source/index.html", "source/broken.html"), []),
    (("source/closed/a/b.html",), []),
    (("source/closed.html",), ["stale"]),
    (("broken.html",), ["stale"]),
]


@pytest.mark.parametrize(("references", "codes"), UNREAD)
def test_a_message_of_a_page_that_cannot_be_read_is_not_called_gone(
    references: tuple[str, ...], codes: list[str]
) -> None:
    catalog = Catalog("ja", {}, (Message("Core Kafka", translation="核", references=references),))
    unread = dict.fromkeys(map(PurePosixPath, ("source/broken.html", "source/closed")), "…")
    survey = Survey((), unread)
    assert [d.code for d in check_catalog(catalog, PO, "ja", survey=survey)] == codes


def test_a_check_is_named_after_its_function_and_has_a_manual() -> None:
    severities = {code: check.severity.value for code, check in CHECKS.items()}
    assert severities == {
        "address": "warning",
        "brackets": "warning",
        "code-name": "warning",
        "control-character": "error",
        "copy": "warning",
        "coverage": "error",
        "decomposed": "warning",
        "double-space": "warning",
        "double-word": "warning",
        "edge-newline": "error",
        "edge-space": "warning",
        "era-year": "warning",
        "file-name": "warning",
        "foreign-letter": "warning",
        "full-width": "error",
        "empty": "error",
        "fuzzy": "warning",
        "glossary": "warning",
        "header": "warning",
        "inconsistent": "warning",
        "invisible-character": "warning",
        "language": "warning",
        "leftover-english": "warning",
        "leftover-japanese": "error",
        "lost-number": "warning",
        "missing": "warning",
        "mojibake": "error",
        "no-heading": "warning",
        "no-title": "warning",
        "number": "error",
        "obsolete": "warning",
        "page-language": "warning",
        "placeholder": "error",
        "plural-forms": "error",
        "possible-variable": "warning",
        "quotes": "warning",
        "replaced-word": "warning",
        "reused": "warning",
        "torn-tag": "warning",
        "run-together": "warning",
        "stale": "error",
        "ja-spacing": "warning",
        "ja-width": "warning",
        "ja-brackets": "warning",
        "ja-punctuation": "warning",
        "ja-long-vowel": "warning",
        "ja-style": "warning",
        "suppression": "error",
        "unused-suppression": "warning",
        "variable": "error",
    }
    for code, check in CHECKS.items():
        function = check.on_message or check.on_catalog or check.on_page
        if function is not None:
            assert code == function.__name__.replace("_", "-")
            assert check.manual == getdoc(function)
        assert re.match(r"[A-Z][^.]+\.\n", check.manual)
        assert re.search(r"^ *Bad:  \S.*\n *Good: \S", check.manual, re.MULTILINE)


# What is asked for, in percent by role, and the complaints.
LEAST: dict[str, tuple[dict[str, int], list[str]]] = {
    "nothing": ({}, []),
    "just reached": ({"all": 66, "title": 50, "ui": 100}, []),
    "not reached": (
        {"all": 67, "title": 51},
        [
            "ja: 66 % translated (2 of 3), and 67 % are asked for. Translate what is missing.",
            (
                "ja, title: 50 % translated (1 of 2), and 51 % are asked for."
                " Translate what is missing."
            ),
        ],
    ),
    "a role without messages": ({"track": 100}, []),
}


@pytest.mark.parametrize("case", LEAST)
def test_coverage_below_its_threshold_is_an_error(case: str) -> None:
    least, complaints = LEAST[case]
    coverage = Coverage("ja", {"title": Count(2, 1), "ui": Count(1, 1)})
    assert list(below_threshold(coverage, least, PO)) == [
        Diagnostic("coverage", Severity.ERROR, Location(PO), complaint, "ja")
        for complaint in complaints
    ]


def test_a_locale_with_nothing_to_translate_is_complete() -> None:
    assert Coverage("en", {}).all == Count()
    assert Coverage("en", {}).all.percent == 100
    assert list(below_threshold(Coverage("en", {}), {"all": 100, "ui": 100}, PO)) == []


def test_coverage_counts_what_readers_see_once_under_its_first_role() -> None:
    messages = (
        Message("Core Kafka", None, "コア Kafka"),
        Message("Use Cases", None, "ユースケース", flags=("fuzzy",)),
        Message("Read <a>it</a>", None, "読む"),  # Its source stays in the page.
        Message("Ask <b>us</b>", None, "<b></b>"),  # And so does this one.
        Message("Gone", None, "消えた", is_obsolete=True),
        Message("View", None, "表示"),  # No page has it.
    )
    sources = [
        source("Core Kafka", "track", "ui"),
        source("Use Cases", "track"),
        source("Read <a>it</a>", "description"),
        source("Ask <b>us</b>", "description"),
        source("Gone", "description"),
        source("New", "description"),
    ]
    found = measure_coverage(sources, Catalog("ja", {}, messages), "ja")
    assert found == Coverage("ja", {"track": Count(2, 1, 1), "description": Count(4, 0, 0)})
    assert found.all == Count(6, 1, 1)
    assert (found.all.untranslated, found.all.percent) == (4, 16)


# Translated, of how many, and the percentage, which rounds down.
PERCENT = [(0, 1, 0), (1, 3, 33), (2, 3, 66), (199, 200, 99), (200, 200, 100), (0, 0, 100)]


@pytest.mark.parametrize(("translated", "total", "percent"), PERCENT)
def test_percentages_round_down(translated: int, total: int, percent: int) -> None:
    assert Count(total, translated).percent == percent
