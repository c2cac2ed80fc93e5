"""Tags of template languages in text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_summit.pages.templates import TemplateKind, template_tags

OUTPUT, STATEMENT = TemplateKind.OUTPUT, TemplateKind.STATEMENT


def found(text: str) -> list[tuple[str, TemplateKind]]:
    """List the tags of a text as they stand in it."""
    return [(text[tag.start : tag.end], tag.kind) for tag in template_tags(text)]


# A tag as it stands in a page, and what becomes of it.
TAGS = [
    pytest.param("{{ talk.title }}", OUTPUT, id="a variable of Jinja"),
    pytest.param("{{talk.title|upper}}", OUTPUT, id="a filter"),
    pytest.param("{{- talk.title -}}", OUTPUT, id="white space trimmed"),
    pytest.param('{{ talks | join: ", " }}', OUTPUT, id="a filter of Liquid"),
    pytest.param('{{ "}}" }}', OUTPUT, id="an end in quotes"),
    pytest.param("{{ '{{' }}", OUTPUT, id="a start in quotes"),
    pytest.param('{{ "{{ title }}" }}', OUTPUT, id="a whole tag in quotes"),
    pytest.param("""{{ is_on ? "it's on" : '"off"' }}""", OUTPUT, id="quotes in quotes"),
    pytest.param("{{ {'a': 1}['a'] }}", OUTPUT, id="braces inside"),
    pytest.param("{{ 講演.題名\n}}", OUTPUT, id="a line break"),
    pytest.param("{{{ body }}}", OUTPUT, id="three braces of Handlebars"),
    pytest.param("{{> speaker}}", OUTPUT, id="a partial"),
    pytest.param("{{& body}}", OUTPUT, id="an unescaped variable"),
    pytest.param("{{elsewhere}}", OUTPUT, id="a name that begins with else"),
    pytest.param("{{#if talk}}", STATEMENT, id="a block of Handlebars"),
    pytest.param("{{~/if~}}", STATEMENT, id="the end of a block"),
    pytest.param("{{^talks}}", STATEMENT, id="an inverted block"),
    pytest.param("{{else}}", STATEMENT, id="else"),
    pytest.param("{{! don't }}", STATEMENT, id="a comment of Handlebars"),
    pytest.param("{{!-- {{ title }} --}}", STATEMENT, id="a comment around a tag"),
    pytest.param("{{/* of Go */}}", STATEMENT, id="a comment of Go"),
    pytest.param("{% if talk %}", STATEMENT, id="a condition"),
    pytest.param("{%- endif -%}", STATEMENT, id="its end"),
    pytest.param('{% trans "50 %} off" %}', STATEMENT, id="an end of a statement in quotes"),
    pytest.param("{% # don't %}", STATEMENT, id="an inline comment of Liquid"),
    pytest.param("{# don't {{ title }} #}", STATEMENT, id="a comment of Jinja"),
    pytest.param("{{-- don't {{ title }} --}}", STATEMENT, id="a comment of Blade"),
    pytest.param("{% comment %} {% if a %}don't {% endcomment %}", STATEMENT, id="a long comment"),
    pytest.param('{%- comment "b" -%}{#{{%-endcomment-%}', STATEMENT, id="trimmed, with a note"),
    pytest.param("{% javascript %} don't {{ go() }} {% endjavascript %}", STATEMENT, id="a script"),
    pytest.param("{%-schema-%}{ {%if%} }{%-endschema-%}", STATEMENT, id="settings of Liquid"),
    pytest.param("{##}", STATEMENT, id="an empty comment"),
    pytest.param("<%= talk.title %>", OUTPUT, id="a value of ERB"),
    pytest.param("<%== talk.title %>", OUTPUT, id="a raw value"),
    pytest.param("<%: Model.Title %>", OUTPUT, id="an encoded value"),
    pytest.param("<%- include('head') %>", OUTPUT, id="a raw value of EJS"),
    pytest.param("<% if (talk) { %>", STATEMENT, id="code"),
    pytest.param("<%- if talk -%>", STATEMENT, id="code of ERB, trimmed"),
    pytest.param("<%# don't %>", STATEMENT, id="a comment of ERB"),
    pytest.param("<%-- <%= title %> --%>", STATEMENT, id="a comment of JSP"),
    pytest.param('<%@ page language="java" %>', STATEMENT, id="a directive of JSP"),
    pytest.param("<?= $title ?>", OUTPUT, id="a value of PHP"),
    pytest.param("<?php echo '?>'; ?>", STATEMENT, id="code of PHP, an end in quotes"),
    pytest.param("<?php // don't ?>", STATEMENT, id="a comment of PHP"),
    pytest.param("<? foreach ($talks as $talk): ?>", STATEMENT, id="a short tag"),
    pytest.param('<?xml version="1.0"?>', STATEMENT, id="a processing instruction"),
]


@pytest.mark.parametrize(("tag", "kind"), TAGS)
def test_a_tag_is_found_whole(tag: str, kind: TemplateKind) -> None:
    assert found(tag) == [(tag, kind)]
    assert found(f"It's {tag}, so we「{tag}」don't.") == [(tag, kind), (tag, kind)]


LOOK_ALIKES = [
    pytest.param("{example} and {0, plural, one {# talk} other {# talks}}", id="ICU"),
    pytest.param("cd ${HOME} && echo ${title:-none}", id="a shell"),
    pytest.param("#{title} [[ title ]] %{title} %(title)s {$title} @title", id="other languages"),
    pytest.param("{{}} {{ }} {{--}} {%} {%%} {% %}", id="nothing inside"),
    pytest.param("between {% 30 and 50 %} of them", id="a number"),
    pytest.param("We begin with {{ and never end", id="no end"),
    pytest.param("we end }} %} #} %> ?> and never begin", id="no start"),
    pytest.param("{{ title } } {% if % } <% x % > <?php ? >", id="almost an end"),
    pytest.param("a <%% b %> c", id="a literal tag of ERB"),
    pytest.param("5 <? 6 and a <?> b ?>", id="no word of PHP"),
    pytest.param("&lt;% if %&gt; &#123;{ title }}", id="character references"),
    pytest.param("{#install} and {#if talk}", id="names of headings"),
    pytest.param("｛｛ 題名 ｝｝ <％ ％>", id="full-width signs"),
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_tag_is_text(text: str) -> None:
    assert found(text) == []


# A text, and the tags in it.
MIXED = [
    pytest.param("{{ never ended, {{ title }}", ["{{ title }}"], id="a start without end"),
    pytest.param("{#install} see {# here #}", ["{# here #}"], id="a name, then a comment"),
    pytest.param("{{ a {% if b %} {{ c }}", ["{% if b %}", "{{ c }}"], id="a start around others"),
    pytest.param(
        "{{! don't }} It's said {{! that we can't }}",
        ["{{! don't }}", "{{! that we can't }}"],
        id="apostrophes that would pair",
    ),
    pytest.param(
        "{% comment %} a {% endcomments %} {{ b }}",
        ["{% comment %}", "{% endcomments %}", "{{ b }}"],
        id="a long comment that never ends",
    ),
    pytest.param(
        "{% raw %}{% comment %}a{% endcomment %}{% endraw %}{% comment %}b{% endcomment %}",
        [
            *("{% raw %}", "{% comment %}", "{% endcomment %}", "{% endraw %}"),
            "{% comment %}b{% endcomment %}",
        ],
        id="a long comment that is shown as it is",
    ),
    pytest.param(
        "{% style 'a' %} b {% style %}c{% endstyle %}{% stylesheets %}d{% endstylesheet %}",
        [
            *("{% style 'a' %}", "{% style %}c{% endstyle %}"),
            *("{% stylesheets %}", "{% endstylesheet %}"),
        ],
        id="a tag with the name of a block of code",
    ),
    pytest.param("{{{ a }} b", ["{{{ a }}"], id="three braces, then two"),
    pytest.param("{{!-- a }} b", ["{{!-- a }}"], id="a comment with another end"),
    pytest.param("{{a}}{%b%}<%c%>", ["{{a}}", "{%b%}", "<%c%>"], id="side by side"),
]


@pytest.mark.parametrize(("text", "expected"), MIXED)
def test_tags_are_told_from_the_text_around_them(text: str, expected: list[str]) -> None:
    assert [tag for tag, _ in found(text)] == expected


_TAGS = st.sampled_from([param.values for param in TAGS])
# An apostrophe alone may pair with one in a tag that has one alone: comments.
_PROSE = st.text("ab '\"{}%#$?>&;講。\n", max_size=8).filter(
    lambda text: not any(sign in text for sign in ("{{", "{%", "{#", "<", "}}", "%}", "#}", "?>"))
)


@given(st.lists(st.tuples(_PROSE, _TAGS), max_size=6), _PROSE)
def test_tags_are_found_in_any_prose(
    pieces: list[tuple[str, tuple[str, TemplateKind]]], rest: str
) -> None:
    text = "".join(f"{prose}|{tag}|" for prose, (tag, _) in pieces) + rest

    assert found(text) == [tag for _, tag in pieces]


@given(st.text() | st.text("{}%#<>?='\"!-~ a", max_size=40))
def test_tags_of_any_text_are_in_order_and_apart(text: str) -> None:
    at = 0
    for tag in template_tags(text):
        assert at <= tag.start < tag.end <= len(text)
        at = tag.end


# What is repeated, what stands at the end, and how many tags that makes.
HOSTILE = [
    pytest.param("{{", "", 0, id="starts"),
    pytest.param("{{ ", "}}", 0, id="starts and one end with nothing in it"),
    pytest.param("{{ a", "}}", 1, id="starts and one end"),
    pytest.param("{{ '", "", 0, id="quotes that never end"),
    pytest.param("{{ '", "}}", 1, id="quotes and one end"),
    pytest.param("{{ ' \" }}", "", 100_000, id="quotes that cross"),
    pytest.param("{{ \\' ", "' }}", 1, id="escaped quotes"),
    pytest.param("{%{%", "%}", 0, id="starts that are none"),
    pytest.param("{% ", "", 0, id="statements without end"),
    pytest.param("{% comment %}", "", 100_000, id="long comments without end"),
    pytest.param("{% raw %}{% comment %}", "{% endraw %}", 200_001, id="nor those that are shown"),
    pytest.param("{% style %}", "{% endstyle %}", 100_000, id="blocks of code and one end"),
    pytest.param("{# ", "#}", 1, id="comments"),
    pytest.param("<?a '\" <%", "?>", 1, id="code"),
    pytest.param("{{{ {{!-- {% a {# <%-- <? ", "", 0, id="all of them"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("unit", "end", "expected"), HOSTILE)
def test_hostile_text_is_read_in_one_pass(unit: str, end: str, expected: int) -> None:
    assert len(template_tags(unit * 100_000 + end)) == expected
