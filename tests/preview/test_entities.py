"""Telegram's own findings in a text, and texts written back as HTML."""

from __future__ import annotations

import pytest

from bot.preview.entities import Entity, find_entities, with_found
from bot.preview.markup import parse_html
from bot.preview.rendering import page_html, telegram_html


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("/help@chancenlotse_bot!", [("bot_command", "/help@chancenlotse_bot")]),
        ("1/2 and http://a.de/b and a/b", [("url", "http://a.de/b")]),
        ("siehe hoyerswerda.de.", [("url", "hoyerswerda.de")]),
        ("(https://www.bamf.de/x?y=1)", [("url", "https://www.bamf.de/x?y=1")]),
        ("z.B. d.h. Nr. 3", []),
        ("Tel. +49 3571 45-6789, 110", [("phone_number", "+49 3571 45-6789")]),
        ("info@landkreis-bautzen.de", [("email", "info@landkreis-bautzen.de")]),
        ("@durov #visum #2026", [("mention", "@durov"), ("hashtag", "#visum")]),
        ("🏠 اتصل +4935914560", [("phone_number", "+4935914560")]),
    ],
)
def test_telegram_finds_commands_links_and_numbers(
    text: str, found: list[tuple[str, str]]
) -> None:
    raw = text.encode("utf-16-le")
    pieces = [
        (each.type, raw[each.offset * 2 : each.end * 2].decode("utf-16-le"))
        for each in find_entities(text)
    ]
    assert pieces == found


def test_nothing_is_found_in_code_and_links() -> None:
    html = '<code>/start</code> <a href="https://a.de">b.de</a> <b>/menu</b>'
    types = [entity.type for entity in with_found(parse_html(html)).entities]
    assert types == ["code", "text_link", "bold", "bot_command"]


@pytest.mark.parametrize(
    "html",
    [
        "a <b>b <i>c</i></b> &lt;d&gt; &amp;",
        '<a href="https://a.de/?b=1&amp;c=2">x</a>',
        "<blockquote expandable>🏠 <b>x</b>\ny</blockquote>",
        '<pre><code class="language-sh">ls</code></pre>',
        "<tg-spoiler><u>x</u></tg-spoiler><s>y</s><code>z</code>",
    ],
)
def test_a_parsed_text_is_written_back_as_it_came(html: str) -> None:
    assert telegram_html(parse_html(html)) == html


def test_crossing_entities_are_nested_when_written() -> None:
    formatted = parse_html("abc")
    crossing = type(formatted)("abc", (Entity("bold", 0, 2), Entity("italic", 1, 2)))
    assert telegram_html(crossing) == "<b>a<i>b</i></b><i>c</i>"


def test_every_paragraph_of_the_page_finds_its_own_direction() -> None:
    shown = page_html(parse_html("<b>Ja\nنعم</b>\n\nx"))
    assert shown == (
        '<p dir="auto"><b>Ja</b></p><p dir="auto"><b>نعم</b></p>'
        '<p dir="auto"><br></p><p dir="auto">x</p>'
    )


def test_a_quotation_takes_the_line_breaks_around_it() -> None:
    shown = page_html(parse_html("a\n<blockquote>b</blockquote>\nc"))
    quoted = '<blockquote><p dir="auto">b</p></blockquote>'
    assert shown == f'<p dir="auto">a</p>{quoted}<p dir="auto">c</p>'


def test_the_page_never_shows_foreign_html() -> None:
    shown = page_html(with_found(parse_html("&lt;script&gt;https://a.de/&lt;img")))
    assert "<script>" not in shown
    assert "<img" not in shown
