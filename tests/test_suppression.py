"""What translators say to the checks in their comments, and what becomes of it."""

from pathlib import PurePosixPath

import pytest

from i18n_summit.checks import CHECKS, DEFAULT_CHECKS, check_catalog
from i18n_summit.checks.japanese.profiles import PROFILES
from i18n_summit.glossary import read_glossary
from i18n_summit.model import Catalog, Message, Survey

PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
LONG = "Uber runs one of the largest deployments of Apache Kafka in the world."
COPY = Message(LONG, None, LONG, line=42)
GUESS = Message(LONG, None, "Uber は Kafka を使っています。", flags=("fuzzy",), line=42)
LOST = Message("Read <a>the docs</a>.", None, "ドキュメントをお読みください。<a></a><b/>", line=42)
GOOD = Message("View Description", None, "説明を表示", line=42)
UNUSED = "finds nothing here to ignore. Take it out of the comment."
FORM = "# i18n-summit: ignore[code] reason"

# A translator's comment, the message below it, and all that is found.
SAID: dict[str, tuple[str, Message, list[tuple[str, str]]]] = {
    "nothing": (
        "",
        COPY,
        [("copy", "the translation is a copy of the source. Translate it.")],
    ),
    "a comment about something else": ("See ignore[copy] in the guide.", GOOD, []),
    "one check": ("i18n-summit: ignore[copy] a line of a song", COPY, []),
    "several, and a comment above": (
        "A song.\n i18n-summit: ignore[language, copy]  a line of it\nby Queen",
        COPY,
        [("unused-suppression", f'"language" {UNUSED}')],
    ),
    "without commas": (
        "i18n-summit: ignore[copy fuzzy] a song",
        COPY._replace(flags=()),
        [("unused-suppression", f'"fuzzy" {UNUSED}')],
    ),
    "another check than the one that finds something": (
        "i18n-summit: ignore[language] a song",
        COPY,
        [
            ("copy", "the translation is a copy of the source. Translate it."),
            ("unused-suppression", f'"language" {UNUSED}'),
        ],
    ),
    "a check that finds nothing": (
        "i18n-summit: ignore[copy] a song",
        GOOD,
        [("unused-suppression", f'"copy" {UNUSED}')],
    ),
    "a check that will speak again once the guess is approved": (
        "i18n-summit: ignore[fuzzy, copy] waits for the speaker",
        GUESS,
        [],
    ),
    "a dash for a reason": (
        "i18n-summit: ignore[copy] -",
        COPY,
        [("suppression", f"no reason is given for what is ignored. Write {FORM}.")],
    ),
    "a code in capitals": (
        "i18n-summit: ignore[LOST-NUMBER] a song",
        GOOD,
        [("suppression", 'there is no check "LOST-NUMBER" to ignore. Did you mean "lost-number"?')],
    ),
    "no reason": (
        "i18n-summit: ignore[copy]",
        COPY,
        [("suppression", f"no reason is given for what is ignored. Write {FORM}.")],
    ),
    "no codes": (
        "i18n-summit: ignore a song",
        GOOD,
        [("suppression", f"it does not say which checks are ignored. Write {FORM}.")],
    ),
    "empty brackets": (
        "i18n-summit: ignore[] a song",
        GOOD,
        [("suppression", f"it does not say which checks are ignored. Write {FORM}.")],
    ),
    "a code that no check has": (
        "i18n-summit: ignore[copi] a song",
        GOOD,
        [("suppression", 'there is no check "copi" to ignore. Did you mean "copy"?')],
    ),
    "all codes": (
        "i18n-summit: ignore[*, all] a song",
        GOOD,
        [
            ("suppression", f'"{every}" names no check: name each that is ignored. Write {FORM}.')
            for every in ("*", "all")
        ],
    ),
    "what keeps a translation out of the page": (
        "i18n-summit: ignore[placeholder] we like it so",
        LOST,
        [
            (
                "placeholder",
                (
                    "<b/> is not in the source (a literal one is written &lt;b/>)."
                    " Until then the source stays in the page."
                ),
            ),
            ("suppression", '"placeholder" cannot be ignored in a message. Take it out.'),
        ],
    ),
    "what is about the whole catalog": (
        "i18n-summit: ignore[stale] for now",
        GOOD,
        [("suppression", '"stale" cannot be ignored in a message. Take it out.')],
    ),
    "itself": (
        "i18n-summit: ignore[suppression] yes",
        GOOD,
        [("suppression", '"suppression" cannot be ignored in a message. Take it out.')],
    ),
    "a word that says nothing": (
        "i18n-summit: ignroe[copy] a song",
        GOOD,
        [
            (
                "suppression",
                f'"ignroe" says nothing to the checks. Write {FORM}, or # i18n-summit: identical.',
            )
        ],
    ),
    "identical": ("i18n-summit: identical", COPY, []),
    "identical, with a reason": ("i18n-summit: identical a line of a song", COPY, []),
    "identical, and nothing would have been found": (
        "i18n-summit: identical",
        Message("Kafka", None, "Kafka", line=42),
        [],
    ),
    "identical, and it is not": (
        "i18n-summit: identical",
        GOOD,
        [
            (
                "suppression",
                (
                    "it is said to be identical on purpose, and is not the source text."
                    " Take the comment out, or copy the msgid."
                ),
            )
        ],
    ),
    "identical, in its plural forms": (
        "i18n-summit: identical",
        Message("%d KIP", None, "", "%d KIPs", ("%d KIP", "%d KIPs")),
        [],
    ),
    "one of its plural forms is not": (
        "i18n-summit: identical",
        Message("%d KIP", None, "", "%d KIPs", ("%d KIP", "KIP %d 件"), line=42),
        [
            (
                "suppression",
                (
                    "it is said to be identical on purpose, and is not the source text."
                    " Take the comment out, or copy the msgid."
                ),
            )
        ],
    ),
    "identical, and a guess since its source has changed": (
        "i18n-summit: identical",
        Message("Kafka Summit", None, "Kafka", flags=("fuzzy",), line=42),
        [
            (
                "fuzzy",
                ("the translation of «Kafka Summit» is fuzzy. Review it and remove the flag."),
            )
        ],
    ),
    "identical, and not translated yet": (
        "i18n-summit: identical",
        Message("Kafka", line=42),
        [("missing", "«Kafka» has no translation. Write its msgstr.")],
    ),
    "an obsolete message": ("i18n-summit: ignroe[x]", COPY._replace(is_obsolete=True), []),
}


@pytest.mark.parametrize("case", SAID)
def test_a_comment_suppresses_what_it_names_and_no_more(case: str) -> None:
    comment, message, expected = SAID[case]
    catalog = Catalog("ja", {}, (message._replace(translator_comment=comment),))
    found = check_catalog(catalog, PO, "ja")
    assert [(d.code, d.message) for d in found] == expected
    assert {(d.location.line, d.severity, d.id) for d in found} <= {
        (42, CHECKS[d.code].severity, message.id) for d in found
    }


def test_only_checks_that_were_run_are_called_unused() -> None:
    comment = "i18n-summit: ignore[glossary, copy, obsolete] the speaker wants it so"
    message = Message("A broker", None, "ブローカー", translator_comment=comment)
    catalog = Catalog("ja", {}, (message,))
    glossary = read_glossary("en,ja\nbroker,ブローカー\n".encode(), PO)

    def unused(*codes: str, has_glossary: bool) -> list[str]:
        found = check_catalog(
            catalog,
            PO,
            "ja",
            glossary=glossary if has_glossary else None,
            checks=codes or DEFAULT_CHECKS,
        )
        return [d.message.split('"')[1] for d in found if d.code == "unused-suppression"]

    assert unused(has_glossary=True) == ["glossary", "copy"]
    assert unused(has_glossary=False) == ["copy"]
    assert unused("glossary", "unused-suppression", has_glossary=True) == ["glossary"]
    assert unused("glossary", has_glossary=True) == []


def test_no_check_of_style_is_called_unused_where_there_is_no_style() -> None:
    said = "i18n-summit: ignore[ja-spacing] a poster"
    catalog = Catalog("ja", {}, (GOOD._replace(translator_comment=said),))
    found = {
        name: [d.code for d in check_catalog(catalog, PO, "ja", japanese=PROFILES[name])]
        for name in ("off", "jtf")
    }
    assert found == {"off": [], "jtf": ["unused-suppression"]}


def test_a_message_that_no_page_has_is_named_whatever_its_comment_says() -> None:
    comment = "i18n-summit: identical"
    gone = Message("Kafka", None, "Kafka", translator_comment=comment)
    found = check_catalog(Catalog("ja", {}, (gone,)), PO, "ja", survey=Survey(()))
    assert [d.code for d in found] == ["stale"]
