from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render import MAX_LENGTH, render_keyboard, render_reply, render_response
from bot.domain.contact import Position
from bot.domain.destination import Destination, Screen
from bot.domain.locale import Language, Locale
from bot.domain.reply import (
    Choice,
    Fact,
    Facts,
    Heading,
    Link,
    Note,
    Paragraph,
    Reply,
    Response,
    Steps,
    Venue,
)
from bot.preview.markup import parse_html
from bot.services.ports import ChatId, Outgoing

CHAT = ChatId(1)
GERMAN = Language(Locale("de"), "Deutsch", right_to_left=False)
ARABIC = Language(Locale("ar"), "العربية", right_to_left=True)


def texts(reply: Reply) -> list[str]:
    return [str(call.payload["text"]) for call in render_reply(reply, CHAT)]


def test_blocks_are_set_apart_and_notes_stay_together() -> None:
    reply = Reply(
        GERMAN,
        (Heading("Titel"), Paragraph("Text."), Steps("Tun", ("a", "b")), Note("x"), Note("y")),
    )
    assert texts(reply) == [
        "<b>Titel</b>\n\nText.\n\n<b>Tun</b>\n1. a\n2. b\n\n<i>x</i>\n<i>y</i>"
    ]


def test_what_people_and_editors_write_is_never_markup() -> None:
    reply = Reply(
        GERMAN, (Paragraph("1 < 2 & <b>"), Facts((Fact("•", "<A>", 'https://x/?a="&b'),)))
    )
    assert texts(reply) == [
        '1 &lt; 2 &amp; &lt;b&gt;\n\n• <a href="https://x/?a=&quot;&amp;b">&lt;A&gt;</a>'
    ]


def test_right_to_left_lines_start_with_a_mark() -> None:
    reply = Reply(ARABIC, (Paragraph("§ 25b AufenthG"), Steps("الخطوات", ("أ",))))
    assert texts(reply) == [
        "\u200f\u2066§ 25b AufenthG\u2069\n\n<b>\u200fالخطوات</b>\n\u200f\u20661\u2069.\u200f أ"
    ]


def test_numbers_and_latin_terms_keep_their_order_from_right_to_left() -> None:
    shown = {
        "+49 3591 525134444": "\u2066+49 3591 525134444\u2069",
        "110 – Notruf „Polizei“": "\u2066110 – Notruf „Polizei“\u2069",
        "حالة (§ 31 Abs. 2 AufenthG).": "حالة (\u2066§ 31 Abs. 2 AufenthG\u2069).",
        "110 أو 116 016": "\u2066110\u2069 أو \u2066116 016\u2069",
    }
    for text, isolated in shown.items():
        assert texts(Reply(ARABIC, (Paragraph(text),))) == ["\u200f" + isolated]


@given(st.lists(st.text(min_size=1, max_size=6_000), min_size=1, max_size=4))
def test_long_screens_are_split_into_valid_messages(paragraphs: list[str]) -> None:
    reply = Reply(GERMAN, tuple(Paragraph(text) for text in paragraphs), ((menu_choice(),),))
    calls = list(render_reply(reply, CHAT))
    for call in calls:
        plain = parse_html(str(call.payload["text"])).text
        assert len(plain.encode("utf-16-le")) // 2 <= MAX_LENGTH
    assert [("reply_markup" in call.payload) for call in calls] == [False] * (len(calls) - 1) + [
        True
    ]


def test_pages_break_between_paragraphs() -> None:
    reply = Reply(GERMAN, (Paragraph("a" * 3_000), Paragraph("b" * 3_000)))
    assert texts(reply) == ["a" * 3_000, "b" * 3_000]


def test_a_pressed_message_is_replaced_only_by_one_message() -> None:
    short = Response((Reply(GERMAN, (Paragraph("kurz"),)),), replaces=True)
    long = Response(
        (Reply(GERMAN, (Paragraph("a" * 3_000), Paragraph("b" * 3_000))),), replaces=True
    )
    assert [call.method for call in render_response(short, CHAT, pressed=7)] == ["editMessageText"]
    assert {call.method for call in render_response(long, CHAT, pressed=7)} == {"sendMessage"}


def test_buttons_and_pins_are_rendered() -> None:
    reply = Reply(
        GERMAN,
        (Paragraph("x"),),
        ((menu_choice(), Link("Web", "https://example.org/")),),
        Venue("Amt", "Straße 1", Position(latitude=51.4, longitude=14.2)),
    )
    message, pin = render_reply(reply, CHAT)
    assert message.payload["reply_markup"] == {
        "inline_keyboard": [
            [
                {"text": "Menü", "callback_data": "1:m"},
                {"text": "Web", "url": "https://example.org/"},
            ]
        ]
    }
    assert pin == Outgoing(
        CHAT,
        "sendVenue",
        {
            "chat_id": CHAT,
            "title": "Amt",
            "address": "Straße 1",
            "latitude": 51.4,
            "longitude": 14.2,
        },
    )


def menu_choice() -> Choice:
    return Choice("Menü", Destination(Screen.MENU))


def test_a_step_that_begins_in_latin_keeps_its_number_on_the_right() -> None:
    reply = Reply(ARABIC, (Steps("الخطوات", ("Jobcenter يدفع",)),))
    assert "\u20661\u2069.\u200f \u2066Jobcenter\u2069" in texts(reply)[0]


def test_a_button_that_begins_in_latin_reads_from_the_right() -> None:
    choice = Choice("Duldung: ما هي؟", Destination(Screen.MENU))
    for language, mark in ((ARABIC, "\u200f"), (GERMAN, "")):
        ((button,),) = render_keyboard(((choice,),), language)
        assert button["text"] == f"{mark}Duldung: ما هي؟"
