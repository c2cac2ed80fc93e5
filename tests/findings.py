"""One set of findings for all formats, with what each of them could stumble over."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n_summit.model import Count, Coverage, Diagnostic, Location, Severity

CASES = Path(__file__).parent / "cases" / "reports"
ERROR, WARNING = Severity.ERROR, Severity.WARNING
JA = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
ODD = PurePosixPath("locales/50 %, 100:1/講演.po")


@dataclass(frozen=True)
class Rule:
    code: str
    severity: Severity
    manual: str


RULES = [
    Rule(
        "placeholder",
        ERROR,
        """A tag is lost, doubled, crossed
    or foreign.

    Bad:  "Read <a>it</a>" -> 「読む」
    Good: "Read <a>it</a>" -> 「<a>読む</a>」
    """,
    ),
    Rule("glossary", WARNING, "A term has another name.\n\nBad: a `tick` and\n```\n"),
    Rule("fuzzy", WARNING, "The translation is a guess that nobody has approved."),
]


def found(
    code: str,
    severity: Severity,
    place: tuple[PurePosixPath, int, int],
    message: str,
    *texts: str,
    at: int | None = None,
    length: int = 1,
    context: str | None = None,
) -> Diagnostic:
    """Write a finding in one row: *texts* are the msgid and what *at* counts in."""
    id, text = (*texts, None, None)[:2]
    return Diagnostic(
        code, severity, Location(*place), message, "ja", id, context, text, at, length
    )


FINDINGS = [
    found("coverage", ERROR, (JA, 1, 1), "ja: 33 % translated (2 of 6), and 90 % are asked for."),
    # Full-width, and half a line of ASCII before.
    found(
        "glossary",
        WARNING,
        (JA, 42, 20),
        "«コンシューマ» is forbidden for «consumer». Write «コンシューマー».",
        "A Kafka consumer | <b>group</b>",
        "Kafka コンシューマのグループ",
        at=6,
        length=6,
    ),
    # The same again, on equal text of the same message.
    found(
        "glossary",
        WARNING,
        (JA, 42, 33),
        "«コンシューマ» is forbidden for «consumer». Write «コンシューマー».",
        "A Kafka consumer | <b>group</b>",
        "コンシューマ、コンシューマ",
        at=7,
        length=6,
    ),
    # Markup of every format, a mention, an issue, a command and two lines.
    found(
        "placeholder",
        ERROR,
        (ODD, 7, 9),
        "<a> & </a> of @team, #1: 50% *lost* `here` [x](y) ]]>\n::error::not a command",
        "Read <a>it</a>",
        "「読む」",
        at=4,
        context='menu "A"',
    ),
    # An emoji of three characters, and a mark of its own behind its kana.
    found(
        "decomposed",
        WARNING,
        (ODD, 9, 11),
        "か\u3099 is two characters.",
        "x",
        "👩\u200d💻か\u3099です",
        at=4,
    ),
    # What XML cannot hold, what a terminal obeys, and what nobody sees.
    found(
        "control",
        ERROR,
        (ODD, 12, 3),
        "\x07, \x1b[31m, \x00 and \ufffe stand here.",
        "Ring\x07 the\ttabs\r\nand \x0b",
        "鳴らす\x07\t次の行\nno\u200bbreak",
        at=3,
    ),
    found(
        "control", ERROR, (ODD, 13, 3), "a zero-width space.", "no break", "行\nno\u200bbreak", at=4
    ),
    # Long lines, wrong in the middle and at the end.
    found(
        "language",
        WARNING,
        (ODD, 20, 1),
        "left in English.",
        "長い" * 90,
        "翻訳" * 40 + "left here" + "文章" * 40,
        at=80,
        length=9,
    ),
    found(
        "language",
        WARNING,
        (ODD, 21, 1),
        "ends in English.",
        "Kafka " * 40,
        "翻訳" * 60 + "end",
        at=120,
        length=3,
    ),
    # Nothing follows where something is missing; the msgid itself is wrong.
    found("punctuation", WARNING, (JA, 50, 7), "no 。 at the end.", "Ends.", "終わり", at=3),
    found(
        "source",
        WARNING,
        (JA, 51, 9),
        "languages.To has lost a space.",
        "In languages.To",
        "In languages.To",
        at=3,
        length=12,
    ),
    # A file whose name is no UTF-8.
    found("fuzzy", WARNING, (PurePosixPath("caf\udce9.po"), 3, 1), "a guess.", "A"),
]
COVERAGES = [
    Coverage("ja", {"title": Count(2, 1, 1), "ui|x": Count(4, 1, 0)}),
    Coverage("en", {}),
]
