"""The styles of Japanese, held to files that state what is found, what is written, and what not.

``tests/cases/japanese/CODE.txt`` has two sections of blocks, separated by blank lines. A block is
one message; ⟦ ⟧ stand around what is found, ``fixed`` is what --fix makes of it by all checks,
``says`` the words of its findings.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.catalogs.store import read_catalog
from i18n_summit.checks import CHECKS, check_catalog
from i18n_summit.checks.japanese.profiles import (
    AS_MOST,
    LONG_VOWELS,
    PROFILES,
    Profile,
    profile_named,
)
from i18n_summit.checks.japanese.switches import SWITCHES
from i18n_summit.errors import ConfigurationError
from i18n_summit.markup import own_text, split
from i18n_summit.model import Catalog, Diagnostic, Message
from i18n_summit.placeholders import placeholder_problems
from i18n_summit.workflow.fix import fixed

REPOSITORY = Path(__file__).parent.parent
CASES = REPOSITORY / "tests" / "cases" / "japanese"
FIND, SILENT = "# must find", "# must stay silent"
PO = PurePosixPath("locales/ja/LC_MESSAGES/summit.po")
CODES = [code for code in CHECKS if code.startswith("ja-")]
_MARK = re.compile("⟦(.*?)⟧")
_ESCAPE = re.compile(r"\\u[0-9a-f]{4}")


class Case(NamedTuple):
    code: str
    section: str
    lines: tuple[tuple[str, str], ...]

    def text(self, key: str, default: str = "") -> str:
        return dict(self.lines).get(key, default)

    @property
    def name(self) -> str:
        return f"{self.code}, {self.text('profile')}: {self.text('source')[:40]}"

    @property
    def catalog(self) -> Catalog:
        text = _MARK.sub(r"\1", self.text("translation"))
        comments = (self.text("role", "description"),)
        return Catalog("ja", {}, (Message(self.text("source"), None, text, comments=comments),))


def cases() -> list[Case]:
    found: list[Case] = []
    for path in sorted(CASES.glob("*.txt")):
        section = ""
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            if block in (FIND, SILENT):
                section = block
                continue
            unescaped = _ESCAPE.sub(lambda m: m[0].encode().decode("unicode-escape"), block)
            lines = [line.split(": ", 1) for line in unescaped.split("\n")]
            found.append(Case(path.stem, section, tuple((key, text) for key, text in lines)))
    return found


def diagnostics(
    catalog: Catalog, profile: str, checks: Iterable[str] = tuple(CODES)
) -> list[Diagnostic]:
    style = profile_named(profile)
    return check_catalog(catalog, PO, "ja", japanese=style, checks=list(checks))


def fixed_by(catalog: Catalog, profile: str) -> Catalog:
    return fixed(catalog, lambda catalog: diagnostics(catalog, profile))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_profile_finds_what_its_file_states(case: Case) -> None:
    found = diagnostics(case.catalog, case.text("profile"), [case.code])
    marked = _MARK.finditer(case.text("translation"))
    places = [(match.start() - 2 * n, len(match[1])) for n, match in enumerate(marked)]
    assert [(d.at, d.length) for d in found] == places
    assert bool(found) == (case.section == FIND)
    if said := [text for key, text in case.lines if key == "says"]:
        assert [d.message for d in found] == said


@pytest.mark.parametrize("case", [c for c in cases() if c.text("fixed")], ids=lambda c: c.name)
def test_a_fix_writes_what_its_file_states(case: Case) -> None:
    (message,) = fixed_by(case.catalog, case.text("profile")).messages
    assert message.translation == case.text("fixed")


def test_every_check_has_cases_of_both_kinds() -> None:
    assert {(case.code, case.section) for case in cases()} == {
        (code, section) for code in CODES for section in (FIND, SILENT)
    }


def catalog_of(*translations: str) -> Catalog:
    texts = enumerate(translations)
    return Catalog("ja", {}, tuple(Message(f"Talk {n}", None, text) for n, text in texts))


# Translations of a catalog, how often they stand there, and what is found in it.
INFERRED = {
    "nine of ten have a space": (
        {"Kafka の話": 9, "Kafkaの話": 1},
        [
            (
                "«fkaの話»: put a space between Japanese and Latin"
                " (as in 9 of 10 places of this catalog)."
            )
        ],
    ),
    "eight of nine are too few": ({"Kafka の話": 8, "Kafkaの話": 1}, []),
    "eight of ten are no rule": ({"Kafka の話": 8, "Kafkaの話": 2}, []),
    "commas": (
        {"川、海": 19, "川，海": 1},
        ["«川，海»: write 「、」 (as in 19 of 20 places of this catalog)."],
    ),
    "a style of sentences": (
        {"これは高速です。": 19, "これは高速である。": 1},
        [
            (
                "«は高速である。»: end the sentence in です or ます"
                " (as in 19 of 20 places of this catalog)."
            )
        ],
    ),
    "never what is wrong everywhere": (
        {"川（海)": 20},
        ["«川（海)»: write both halves in one width."] * 20,
    ),
}


@pytest.mark.parametrize("case", INFERRED)
def test_a_catalog_is_held_to_what_it_mostly_does(case: str) -> None:
    texts, said = INFERRED[case]
    found = diagnostics(catalog_of(*Counter(texts).elements()), "infer")
    assert [d.message for d in found] == said


def test_a_profile_that_does_not_exist_has_a_nearest_one() -> None:
    with pytest.raises(ConfigurationError) as caught:
        profile_named("kubernets")
    assert str(caught.value) == 'there is no profile "kubernets". Did you mean "kubernetes"?'


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_a_profile_has_ways_that_its_switches_know(profile: Profile) -> None:
    known = {switch.name: {AS_MOST, *switch.remedies} for switch in SWITCHES}
    ways = {name: way for name, way in profile.ways.items() if name in known}
    assert [name for name, way in ways.items() if way not in known[name]] == []


def test_the_readme_shows_the_profiles_whole() -> None:
    shown = [profile for profile in PROFILES.values() if profile.name != "off"]
    names = (*(switch.name for switch in SWITCHES), *LONG_VOWELS.values())
    rows = [["", *(f"`{profile.name}`" for profile in shown)], ["---"] * (len(shown) + 1)]
    for name in names:
        sections = (f" ({p.sections[name]})" if name in p.sections else "" for p in shown)
        ways = (profile.ways.get(name, "–") for profile in shown)
        rows.append([name, *map("".join, zip(ways, sections, strict=True))])
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    table = table.replace("|  |", "| |").replace("| --- ", "|---").replace("|--- |", "|---|")
    assert table in (REPOSITORY / "README.md").read_text(encoding="utf-8")


_PIECES = st.sampled_from(
    [
        *"のはか漢字サーバーｻﾊﾞか\u3099ハ\u309aaKＫ５5",
        *"、。，．,.!?！？:：;()（）[]［］「」『』~〜 　%",
        "サーバ",
        "Kafka",
        "である。",
        "です。",
        "<a>",
        "</a>",
        "<keep>Ｋの (話) ,</keep>",
        "<br/>",
        "<code>の a,の</code>",
        "%(name)s",
        "{0}",
        "&lt;b>",
        "https://example.org/の,x",
        "3ヶ月",
        "0,5",
        "\n",
    ]
)
_TEXTS = st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=8)
_NAMES = st.sampled_from([name for name in PROFILES if name != "off"])


@given(st.lists(_TEXTS, max_size=4), _NAMES)
def test_after_a_fix_nothing_is_left_to_fix(texts: list[str], profile: str) -> None:
    once = fixed_by(catalog_of(*(text for text in texts for _ in range(4))), profile)
    assert [d for d in diagnostics(once, profile) if d.replacement is not None] == []
    assert fixed_by(once, profile) == once


@given(_TEXTS, _NAMES)
def test_a_fix_leaves_placeholders_and_locked_text_alone(text: str, profile: str) -> None:
    before = catalog_of(text)
    (message,) = fixed_by(before, profile).messages
    assert split(message.translation)[1] == split(text)[1]
    for kept in ("<keep>Ｋの (話) ,</keep>", "<code>の a,の</code>", "%(name)s", "{0}", "&lt;b>"):
        assert message.translation.count(kept) == text.count(kept)
    assert message._replace(translation=text) == before.messages[0]
    assert placeholder_problems(text, message.translation) == []


@given(_TEXTS, _NAMES)
def test_a_fix_changes_no_letter(text: str, profile: str) -> None:
    """Only widths, spaces, signs and the small ヶ between number and counter."""
    from unicodedata import normalize

    def letters(text: str) -> list[str]:
        whole = normalize("NFKC", own_text(text)).translate(str.maketrans("ヶケヵカ箇", "か" * 5))
        return [c for c in whole if c.isalnum()]

    (message,) = fixed_by(catalog_of(text), profile).messages
    assert letters(message.translation) == letters(text)


@given(_TEXTS, _NAMES)
def test_what_is_found_stands_where_it_is_said_to_stand(text: str, profile: str) -> None:
    for found in diagnostics(catalog_of(text), profile):
        assert found.text == text
        assert found.at is not None
        assert 0 <= found.at < found.at + found.length <= len(text)


# Fuzzy, obsolete and other languages' texts are left alone.
LEFT_ALONE = {
    "fuzzy": ("ja", Message("A talk", None, "Kafka の話", flags=("fuzzy",))),
    "obsolete": ("ja", Message("A talk", None, "Kafka の話", is_obsolete=True)),
    "no Japanese in it": ("ja", Message("A talk", None, "Ｋafka ( talk )")),
    "another language": ("zh", Message("A talk", None, "Kafka 演讲,再见")),
}


@pytest.mark.parametrize("case", LEFT_ALONE)
def test_it_is_left_alone(case: str) -> None:
    locale, message = LEFT_ALONE[case]
    catalog = Catalog(locale, {}, (message,))
    assert check_catalog(catalog, PO, locale, japanese=PROFILES["jtf"], checks=CODES) == []


def test_plural_forms_are_fixed_one_by_one() -> None:
    message = Message("%d talk", id_plural="%d talks", plural_translations=("Kafka の話", "話"))
    catalog = Catalog("ja", {}, (message,))
    (after,) = fixed_by(catalog, "jtf").messages
    assert after.plural_translations == ("Kafkaの話", "話")


def test_the_summit_does_what_it_mostly_does() -> None:
    path = REPOSITORY / PO
    catalog = read_catalog(path.read_bytes(), PO, "ja").catalog
    assert diagnostics(catalog, "infer") == []
