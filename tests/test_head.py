"""Where the head of a page ends, and what it says to search engines."""

from codecs import BOM_UTF8 as BOM

import pytest
from bs4 import Comment
from hypothesis import assume, given

from i18n_summit.model import Head, OwnLink, Span
from i18n_summit.pages.head import read_head
from tests.oracle import parse, read
from tests.strategies import pages, scraps
from tests.test_conformance import FOLDER, tree_cases

# A page with a | where its head ends; the indentation and the line end of what is added there.
ENDS = {
    "an end tag with others on its line": (
        "<!DOCTYPE html><html><head><title>x</title>|</head><body>",
        ("", ""),
    ),
    "an end tag on its own line": (
        "<!DOCTYPE html>\n<html>\n<head>\n<title>x</title>\n|</head>\n<body>",
        ("", "\n"),
    ),
    "indented as the last element": (
        "<!DOCTYPE html>\n<html>\n  <head>\n\t<title>x</title>\n|  </head>\n<body>",
        ("\t", "\n"),
    ),
    "indented as the end, where no element begins a line": (
        "<!DOCTYPE html>\n  <head><title>x</title>\n|  </head>\n<body>",
        ("  ", "\n"),
    ),
    "lines of Windows": (
        "<!DOCTYPE html>\r\n<head>\r\n <title>x</title>\r\n|</head>",
        (" ", "\r\n"),
    ),
    "lines of old": ("<!DOCTYPE html>\r<head>\r <title>x</title>\r|</head>", (" ", "\r")),
    "a head without tags": ("<!DOCTYPE html>\n<title>x</title>\n|<p>x", ("", "\n")),
    "an empty head": ("<!DOCTYPE html>|<p>x", ("", "")),
    "an html tag and no doctype": ("<html>|<p>x", ("", "")),
    "a body tag alone": ("|<body>x", ("", "")),
    "text ends it": ("<!DOCTYPE html><title>x</title> \n|  x<p>", ("  ", "\n")),
    "no-break spaces are text": ("<!DOCTYPE html><title>x</title> |\u00a0<p>", ("", "")),
    "a byte order mark is none": ("\ufeff<!DOCTYPE html>|<p>x", ("", "")),
    "nothing but a head": ("<!DOCTYPE html><title>x</title>|\n", ("", "")),
    "a comment that nothing ends": ("<!DOCTYPE html><title>x</title>|<!-- x", ("", "")),
    "an end tag in a comment and a script": (
        "<!DOCTYPE html><head><!-- </head> --><script>'</head>'</script>|</head>",
        ("", ""),
    ),
    "what noscript may hold": (
        "<!DOCTYPE html><head><noscript><style>p {}</style></noscript>|</head>",
        ("", ""),
    ),
    "what it may not ends the head": (
        "<!DOCTYPE html><head><title>x</title>|<noscript><img src=x></noscript></head>",
        ("", ""),
    ),
}
# The same, with what browsers never see, or html5lib does not know.
TEMPLATES = {
    "a template element holds anything": (
        "<!DOCTYPE html><head><template><div></head><template></template><p></template>|</head>",
        ("", ""),
    ),
    "php is no text": (
        "<!DOCTYPE html><head><?php head() ?><title>x</title>|</head>",
        ("", ""),
    ),
    "template tags are no text": (
        "<!DOCTYPE html><head>{% block head %}<title>x</title>{{ more }}\n|</head>",
        ("", "\n"),
    ),
    "front matter is no text": (
        "---\ntitle: x\n---\n<!DOCTYPE html><head><title>x</title>\n|</head>",
        ("", "\n"),
    ),
}
# Pages without a head to add to.
NONE = {
    "a fragment": "<p>x</p>",
    "a fragment that belongs in a head": '<title>x</title><meta name="x">\n',
    "the end of a page": "<p>x</p></body></html>",
    "a title that nothing ends": "<!DOCTYPE html><title>x</head><p>x",
    "nothing": "",
}


@pytest.mark.parametrize("case", [*ENDS, *TEMPLATES])
def test_the_head_ends_where_browsers_end_it(case: str) -> None:
    marked, (indent, line_end) = (ENDS | TEMPLATES)[case]
    markup = marked.replace("|", "")
    head = read_head(read(markup))
    assert head is not None
    place = len(marked.partition("|")[0].encode())
    assert (head.place, head.indent, head.line_end) == (place, indent, line_end)
    assert case in TEMPLATES or assert_holds_what_is_added(markup)


@pytest.mark.parametrize("case", NONE)
def test_a_page_without_a_head_to_add_to_has_none(case: str) -> None:
    assert read_head(read(NONE[case])) is None


def test_a_plain_text_page_has_none() -> None:
    assert read_head(read("<!DOCTYPE html><title>x</title><p>", name="page.txt")) is None


@pytest.mark.parametrize("encoding", ["utf-16", "shift_jis"])
def test_the_place_counts_in_the_page_as_it_is_read(encoding: str) -> None:
    label = "" if encoding == "utf-16" else '<meta charset="shift_jis">'
    page = read(f"<!DOCTYPE html>{label}<title>ソート表</title></head><p>x".encode(encoding))
    head = read_head(page)
    assert head is not None
    assert page.data[head.place :] == b"</head><p>x"


# The content of a head; its title, the first link of its own, and whether it hides.
SAYS: dict[str, tuple[str, str | None, str | None, bool]] = {
    "a title": ("<title>x &amp; y</title>", "x &amp; y", None, False),
    "the first of two": ("<title>x</title><title>y</title>", "x", None, False),
    "an empty title": ("<title></title>", None, None, False),
    "a canonical link": ("<meta name=x><§link rel=canonical href=x>", None, "canonical", False),
    "relations in any case": (
        "<§LINK REL='Nofollow Canonical' href=x>",
        None,
        "canonical",
        False,
    ),
    "an alternate": ("<§link rel=alternate hreflang=fr href=x>", None, "alternate", False),
    "a style of choice": ("<link rel='alternate stylesheet' href=x>", None, None, False),
    "a feed": (
        "<link rel=alternate hreflang=en type=application/rss+xml href=x>",
        None,
        None,
        False,
    ),
    "a locale": ("<§meta property=og:locale content=en_US>", None, "og:locale", False),
    "a locale by name": ("<§meta name=og:locale content=en_US>", None, "og:locale", False),
    "other locales": ("<§meta property=og:locale:alternate content=x>", None, "og:locale", False),
    "the first counts": (
        "<§meta property=og:locale content=x><link rel=canonical href=x>",
        None,
        "og:locale",
        False,
    ),
    "robots that may come": ("<meta name=robots content='index, follow'>", None, None, False),
    "no index": ("<meta name=Robots content='nofollow, NOINDEX'>", None, None, True),
    "none": ("<meta name=googlebot content=none>", None, None, True),
    "a word of it": ("<meta name=robots content=noindexing>", None, None, False),
    "in a template": ("<template><link rel=canonical href=x></template>", None, None, False),
    "in a comment": ("<!-- <link rel=canonical href=x> -->", None, None, False),
    "in the body": ("</head><link rel=canonical href=x>", None, None, False),
    "behind a template's tag": ("{{ x }}<§link rel=canonical href=x>", None, "canonical", False),
}


@pytest.mark.parametrize("case", SAYS)
def test_what_a_head_says(case: str) -> None:
    marked, title, link, is_hidden = SAYS[case]
    marked = f"<!DOCTYPE html><head>{marked}</head><body>"
    markup = marked.replace("§", "")
    start = markup.find(f"<title>{title}") + len("<title>")
    assert read_head(read(markup)) == Head(
        place=markup.index("</head>"),
        title=None if title is None else Span(start, start + len(title)),
        own_link=None if link is None else OwnLink(link, marked.index("<§")),
        is_hidden=is_hidden,
    )


@given(pages() | scraps())
def test_what_is_added_to_any_page_is_in_its_head(markup: str) -> None:
    assume("{" not in markup)  # To html5lib a template's tag is text, which ends the head.
    assert_holds_what_is_added(markup)


@pytest.mark.skipif(not FOLDER.is_dir(), reason="no html5lib tests")
def test_what_is_added_to_the_pages_of_html5lib_is_in_their_heads() -> None:
    # It has no template element.
    cases = [page for page, _ in tree_cases() if "<template" not in page]
    assert sum(map(assert_holds_what_is_added, cases)) > 700


def is_comment(text: str | None) -> bool:
    return isinstance(text, Comment)


def assert_holds_what_is_added(markup: str) -> bool:
    """Have html5lib say that an element, added where the head ends, is in it, and that nothing
    else becomes another. Tell whether the page has a head to add to.
    """
    page = read(markup)
    head = read_head(page)
    if head is None:
        return False
    assert page.stored is None
    before, behind = page.data[: head.place].removeprefix(BOM), page.data[head.place :]
    trees = [
        parse((before + added + behind).decode(page.encoding))
        for added in (b"", b'<link rel="ours">')
    ]
    found = trees[1].find_all("link", rel="ours")
    assert [tag.parent for tag in found] == [trees[1].head], markup
    for tree in trees:
        # A comment before the head may come to stand in it.
        for element in tree.find_all("link", rel="ours") + tree.find_all(string=is_comment):
            element.extract()
    assert trees[0].decode() == trees[1].decode(), markup
    return True
