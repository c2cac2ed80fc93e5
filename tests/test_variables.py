"""Variables of programs, by their flags: msgfmt and we take the same texts for equal."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from i18n_summit.checks import check_catalog
from i18n_summit.checks.formats import GRAMMARS
from i18n_summit.glossary import read_glossary
from i18n_summit.model import Catalog, Message

PO = PurePosixPath("summit.po")
_COMPLAINT = re.compile(r"^[^:\n]*:([0-9]+): (?!.*fatal)", re.MULTILINE)
# Flags, and the variables that texts are put together from: without numbers, and with them.
PIECES = {
    "c-format": (
        "%d %i %5d %u %x %ld %lld %qd %zu %hhd %<PRId64> %<PRIi64> %c %lc %C %s %ls %f %lf %*d %m",
        "%1$s %1$d %2$d %2$ld %2$*1$d %2$.*1$f",
    ),
    "objc-format": ("%@ %d %s %i %lu %%", "%1$@ %1$d %2$d"),
    "python-format": ("%d %i %x %s %r %c %f %5.2f %ld %%", "%(n)s %(n)r %(n)d %(m)s %%"),
    # It refuses {} and {0!s} for {0}, which are the same.
    "python-brace-format": (
        "",
        "{0} {1} {n} {m} {n.a} {n[a]} {0:>5} {n:*<10} {n:d} {n:+.2f} {n:{m}} {{ }}",
    ),
    "java-format": (
        "{0} {1,number} {1,choice,0#a|1#b} {2,date} {2,time,short} '' '{' '{0}'",
        "",
    ),
    "java-printf-format": (
        "%s %S %d %,d %b %h %x %tY %tm %f %e %c %n %%",
        "%1$s %2$s %2$tY %1$d %n",
    ),
    # Beyond it msgfmt counts no more than how many values there are.
    "csharp-format": ("{0} {0:N} {0}{1,5} {{ }}", ""),
    "javascript-format": ("%d %b %x %s %f %c %j %%", "%1$s %1$d %2$d"),
    "elisp-format": ("%d %x %o %s %S %c %f %e %%", "%1$s %1$d %2$d"),
    "librep-format": ("%d %x %s %S %c %%", "%1$s %1$d %2$d"),
    "ruby-format": ("%d %i %u %b %s %p %c %f %%", "%<n>s %<n>d %<m>s %{n} %{m}"),
    "sh-format": ("$a ${a} $b ${b}", ""),
    "awk-format": ("%d %i %u %x %s %c %f %%", "%1$s %1$d %2$d %2$*1$d"),
    "lua-format": ("%d %i %u %x %s %q %c %f %5.2f %%", ""),
    "object-pascal-format": ("%d %u %x %s %p %f %g %-5d %%", "%0:d %0:s %1:s"),
    "smalltalk-format": ("%1 %2 %%", ""),
    "qt-format": ("%1 %2 %L1 %L2 %12 %L12 %n 100%", ""),
    "qt-plural-format": ("%n %Ln", ""),
    "kde-format": ("%1 %2 %n 100%", ""),
    "ycp-format": ("%1 %2 %%", ""),
    "tcl-format": ("%d %i %u %x %hd %ld %s %c %f %%", "%1$s %1$d %2$d"),
    "perl-format": (
        "%d %i %u %x %b %ld %lld %hd %qd %vd %s %c %f %p %D %U %Vd %%",
        "%1$s %1$d %2$d %2$ld %2$*1$d",
    ),
    "php-format": ("%d %x %u %s %c %f %e %'*10s %05d %%", "%1$s %1$d %2$d"),
    "gcc-internal-format": ("%d %i %u %x %ld %wd %s %qs %c %p %D %qD %q+D %T %E %< %> %%", ""),
    "gfc-internal-format": ("%d %i %u %c %s %ld %%", ""),
    "lisp-format": ("~a ~s ~d ~x ~f ~c ~%", ""),
    "scheme-format": ("~a ~s ~d ~x ~f ~c ~%", ""),
}
PIECES |= {
    "possible-c-format": PIECES["c-format"],
    "c-format, python-brace-format": ("%d %s {n} {m}", "%1$s {n} {m}"),
    "python-format, python-brace-format": ("%d %s {n} {m}", "%(n)s {n} {m}"),
}
"""Of several flags each counts: one that its text breaks would hide what another finds."""
UNKNOWN = {
    "boost-format",
    "c++-format",
    "d-format",
    "go-format",
    "kde-kuit-format",
    "modula2-format",
    "ocaml-format",
    "perl-brace-format",
    "rust-format",
    "sh-printf-format",
}
"""Flags that msgfmt 0.21 does not know, or for which it takes texts for equal that are not."""


def texts(flag: str) -> st.SearchStrategy[str]:
    """Give texts in the language of a flag: their variables have numbers, or none has."""

    def of(pieces: str) -> st.SearchStrategy[str]:
        some = st.sampled_from([*pieces.split(), "語"])
        return st.lists(some, min_size=1, max_size=3).map("-".join)

    return st.sampled_from([pieces for pieces in PIECES[flag] if pieces]).flatmap(of)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def refused(flag: str, texts: Sequence[tuple[str, str]]) -> list[bool]:
    """Tell of each pair whether msgfmt refuses the second text for the first."""
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n"']
    for number, (source, text) in enumerate(texts):
        lines += [f"#, {flag}", f'msgctxt "{number}"', f"msgid {quoted(source)}"]
        lines.append(f"msgstr {quoted(text)}")
    done = subprocess.run(
        ["msgfmt", "--check-format", "--output-file=/dev/null", "-"],
        input="\n".join(lines).encode(),
        capture_output=True,
        check=False,
    )
    numbers = {int(line) for line in _COMPLAINT.findall(done.stderr.decode())}
    # Each entry has four lines, below two of the header; msgfmt names that of the msgid or msgstr.
    return [not numbers.isdisjoint(range(3 + 4 * n, 7 + 4 * n)) for n in range(len(texts))]


def found(flag: str, source: str, text: str) -> bool:
    message = Message(source, None, text, flags=tuple(flag.split(", ")))
    catalog = Catalog("ja", {}, (message,))
    return bool(check_catalog(catalog, PO, "ja", checks=["variable"]))


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs GNU msgfmt")
@pytest.mark.parametrize("flag", PIECES)
@settings(max_examples=3)
@given(st.data())
def test_msgfmt_and_we_take_the_same_texts_for_equal(flag: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(st.tuples(texts(flag), texts(flag)), min_size=30, max_size=30))
    # It looks at what it takes for a text with variables: that lacks them in a text without.
    with_variables = refused(flag, [(source, "語") for source, _ in drawn])
    pairs = [pair for pair, has_any in zip(drawn, with_variables, strict=True) if has_any]
    pairs += [("語", text) for _, text in drawn]
    assert [found(flag, *pair) for pair in pairs] == refused(flag, pairs)


# What texts of any kind are put together from: variables, tags, terms, characters in two.
ANY = ["%d", "%(a)s", "%(", "{0}", "}", "{{ x }}", "~a", "$a", "'", "<b>", "</b>", "<keep>"]
ANY += ["</keep>", "<br/>", "&lt;b>", "&amp;", "broker", "group", " ", "ブローカ", "ﾌﾞﾛｰｶ"]
ANY += ["か\u3099", "\u00ad", "\u200b", "\u0301", "각", "ﾞ", "語", "A", "1", "\n", ""]
TEXTS = st.lists(st.sampled_from(ANY), max_size=6).map("".join)
GLOSSARY = read_glossary("en,ja,forbidden\nbroker,ブローカー,ブローカ\n".encode(), PO)


@given(
    TEXTS,
    st.none() | TEXTS,
    st.lists(TEXTS, min_size=1, max_size=3),
    st.lists(st.sampled_from(list(GRAMMARS)), max_size=1).map(tuple),
)
def test_what_is_found_stands_in_the_text_that_is_named(
    id: str, plural: str | None, forms: list[str], flags: tuple[str, ...]
) -> None:
    message = Message(id, None, forms[0], flags=flags)
    if plural is not None:
        message = Message(id, None, "", plural, tuple(forms), flags=flags)
    listed = check_catalog(Catalog("ja", {}, (message,)), PO, "ja", glossary=GLOSSARY)
    for d in listed:
        if d.at is not None:
            assert d.text in {id, plural, *forms}
            assert 0 <= d.at <= d.at + d.length <= len(d.text or "") or d.length == 1


def test_each_grammar_is_compared_or_has_cases() -> None:
    assert {flag for flag in GRAMMARS if flag not in PIECES} == UNKNOWN


@pytest.mark.slow
@pytest.mark.parametrize("flag", GRAMMARS)
def test_a_long_text_is_read_once(flag: str) -> None:
    pieces = [
        "%",
        "%0",
        "%1",
        "%(",
        "%<a",
        "%1$",
        "%*",
        "{",
        "{0,number,",
        "{0,date,'",
        "${a",
        "${",
    ]
    for piece in [*pieces, "~,", "~", "'", "{[", "{a:", "{0:", "%0.", "%'", "%|", "%{a"]:
        # Quadratic time is minutes here.
        text = piece * (40_000 // len(piece))
        assert found(flag, text, text) is False
        found(flag, "語", text)
