"""Telegram's HTML is parsed and refused as Telegram does it."""

from __future__ import annotations

import pytest

from bot.preview.entities import Entity, Formatted, trimmed
from bot.preview.markup import clean, parse_html
from bot.preview.refusals import ApiError


@pytest.mark.parametrize(
    ("html", "type_"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ("<B>x</B>", "bold"),
        ("<b >x</b >", "bold"),
        ("<b>x</>", "bold"),
    ],
)
def test_every_allowed_tag_becomes_its_entity(html: str, type_: str) -> None:
    assert parse_html(html) == Formatted("x", (Entity(type_, 0, 1),))


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("ü <p>x</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("x <a href", 'Unclosed start tag "a" at byte offset 2'),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>я<i>x</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
def test_wrong_html_is_refused_with_its_byte_offset(html: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(html)
    assert caught.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;b&gt; &amp; &quot;", '<b> & "'),
        ("&#1588;&#x20AC;", "ش€"),
        ("&nbsp; &copy; AT&T &", "&nbsp; &copy; AT&T &"),
        ("&lt b", "< b"),
        ("&#0;&#xD800;", "&#0;&#xD800;"),
    ],
)
def test_only_four_names_and_numbers_are_references(html: str, text: str) -> None:
    assert parse_html(html).text == text


def test_offsets_count_utf16_units() -> None:
    found = parse_html("🏠 <b>Дом</b> 🧑<i>x</i>").entities
    assert found == (Entity("bold", 3, 3), Entity("italic", 9, 1))


def test_an_outer_entity_comes_first() -> None:
    types = [entity.type for entity in parse_html("<i><b>x</b>y</i>").entities]
    assert types == ["italic", "bold"]


def test_code_in_pre_is_one_entity_with_a_language() -> None:
    html = '<pre><code class="language-python">x</code></pre>'
    assert parse_html(html).entities == (Entity("pre", 0, 1, language="python"),)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&c=2"),
        ("https://example.org", "https://example.org/"),
        ("example.org/x", "http://example.org/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
    ],
)
def test_a_link_is_written_in_full(href: str, url: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>').entities == (Entity("text_link", 0, 1, url=url),)


@pytest.mark.parametrize(
    "href", ["tel:+493571", "mailto:a@b.de", "javascript:x", "ftp://a.de", "http://localhost/"]
)
def test_what_is_no_link_to_telegram_silently_stays_text(href: str) -> None:
    assert parse_html(f'<a href="{href}">x</a>') == Formatted("x")


def test_old_direction_marks_are_dropped_and_isolates_stay() -> None:
    assert (
        clean("\u202bا\u202c \u2068§ 25b\u2069 \u200f!\r\n\t") == "ا \u2068§ 25b\u2069 \u200f!\n "
    )


def test_white_space_around_a_text_is_cut() -> None:
    formatted = parse_html("  <b> x </b> \n")
    assert trimmed(formatted) == Formatted("x", (Entity("bold", 0, 1),))
