"""python-telegram-bot reads every result of the stand-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatMemberStatus, MessageEntityType

from bot.preview.chats import ChatKind, MemberStatus
from bot.preview.contents import Kind

if TYPE_CHECKING:
    from telegram import Bot

    from bot.preview.people import Person
    from bot.preview.world import World


async def test_messages_are_sent_edited_copied_and_deleted(
    world: World, bot: Bot, amira: Person
) -> None:
    keys = InlineKeyboardMarkup(
        [[InlineKeyboardButton("A", callback_data="a"), InlineKeyboardButton("B", url="b.de")]]
    )
    sent = await bot.send_message(
        amira.id,
        "<b>Hallo</b> 🏠 <a href='https://a.de'>x</a>",
        parse_mode="HTML",
        reply_markup=keys,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(1),
    )
    assert sent.text_html_urled == '<b>Hallo</b> 🏠 <a href="https://a.de/">x</a>'
    assert sent.reply_to_message is not None
    assert sent.reply_markup is not None
    edited = await bot.edit_message_text("neu", amira.id, sent.message_id, reply_markup=keys)
    assert not isinstance(edited, bool)
    assert edited.edit_date is not None
    await bot.edit_message_reply_markup(amira.id, sent.message_id)
    copied = await bot.copy_message(amira.id, amira.id, sent.message_id)
    forwarded = await bot.forward_message(amira.id, amira.id, sent.message_id)
    assert forwarded.forward_origin is not None
    assert await bot.delete_message(amira.id, copied.message_id)
    assert await bot.set_message_reaction(amira.id, sent.message_id, "👍")
    assert await bot.send_chat_action(amira.id, "typing")
    assert not world.refused


async def test_places_contacts_and_files_are_sent(bot: Bot, amira: Person) -> None:
    venue = await bot.send_venue(amira.id, 51.4, 14.2, title="Amt", address="Markt 1")
    assert venue.venue is not None
    assert (await bot.send_location(amira.id, 51.4, 14.2)).location is not None
    assert (await bot.send_contact(amira.id, "+493571", "Amt")).contact is not None
    assert (await bot.send_dice(amira.id)).dice is not None
    photo = await bot.send_photo(amira.id, b"\x89PNG\r\n", caption="<i>x</i>", parse_mode="HTML")
    assert photo.caption_entities[0].type == MessageEntityType.ITALIC
    again = await bot.send_photo(amira.id, photo.photo[-1].file_id)
    assert again.photo[-1].file_id == photo.photo[-1].file_id
    letter = await bot.send_document(amira.id, InputFile(b"%PDF", filename="a.pdf"))
    assert letter.document is not None
    assert letter.document.file_name == "a.pdf"
    edited = await bot.edit_message_caption(amira.id, photo.message_id, caption="y")
    assert not isinstance(edited, bool)
    assert edited.caption == "y"


@pytest.mark.parametrize("kind", list(Kind))
async def test_the_bot_reads_whatever_a_person_sends(bot: Bot, amira: Person, kind: Kind) -> None:
    await amira.sends(kind, caption="look")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert getattr(message, kind.value)
    assert message.caption == "look"
    copied = await bot.copy_message(amira.id, amira.id, message.message_id)
    assert copied.message_id > message.message_id


async def test_forwards_replies_and_edits_arrive(bot: Bot, amira: Person) -> None:
    sent = await bot.send_message(amira.id, "Frage?")
    await amira.forwards("Bescheid", written_by="Oksana")
    await amira.says("Antwort", reply_to=amira.chat.messages[sent.message_id])
    await amira.edits("Bessere Antwort")
    forwarded, reply, edit = (await bot.get_updates())[-3:]
    assert forwarded.message is not None
    assert forwarded.message.forward_origin is not None
    assert reply.message is not None
    assert reply.message.reply_to_message is not None
    assert reply.message.reply_to_message.text == "Frage?"
    assert edit.edited_message is not None
    assert edit.edited_message.text == "Bessere Antwort"


async def test_a_text_that_is_too_long_arrives_in_parts(bot: Bot, amira: Person) -> None:
    await amira.says("x" * 5000)
    lengths = [len(each.message.text or "") for each in await bot.get_updates() if each.message]
    assert lengths == [6, 4096, 904]


async def test_a_press_arrives_with_its_message_and_is_answered(bot: Bot, amira: Person) -> None:
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Weiter", callback_data="next")]])
    await bot.send_message(amira.id, "x", reply_markup=keys)
    await amira.presses("Weiter")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "next"
    assert query.message is not None
    assert await query.answer("Gut", show_alert=True)
    assert amira.toast == "Gut"


async def test_blocks_and_groups_are_reported(world: World, bot: Bot, amira: Person) -> None:
    await amira.blocks()
    blocked = (await bot.get_updates())[-1].my_chat_member
    assert blocked is not None
    assert blocked.new_chat_member.status == ChatMemberStatus.BANNED
    group = world.group("Desk", [amira], kind=ChatKind.GROUP, bot_status=MemberStatus.LEFT)
    await amira.within(group).adds_bot(MemberStatus.ADMINISTRATOR)
    added, service = (await bot.get_updates())[-2:]
    assert added.my_chat_member is not None
    assert added.my_chat_member.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
    assert service.message is not None
    assert service.message.new_chat_members[0].id == world.bot.id


async def test_chats_and_members_are_described(world: World, bot: Bot, amira: Person) -> None:
    group = world.group("Desk", [amira])
    assert (await bot.get_chat(amira.id)).first_name == "Amira"
    assert (await bot.get_chat(group.id)).title == "Desk"
    owner = await bot.get_chat_member(group.id, amira.id)
    assert owner.status == ChatMemberStatus.OWNER
    own = await bot.get_chat_member(group.id, world.bot.id)
    assert own.status == ChatMemberStatus.ADMINISTRATOR
    assert len(await bot.get_chat_administrators(group.id)) == 2
    assert await bot.get_chat_member_count(group.id) == 2
    assert await bot.leave_chat(group.id)


async def test_the_bot_presents_itself(bot: Bot, amira: Person) -> None:
    commands = [BotCommand("start", "Los"), BotCommand("menu", "Menü")]
    scope = BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands(commands, scope=scope, language_code="ar")
    assert await bot.get_my_commands(scope=scope, language_code="ar") == tuple(commands)
    assert [each.command for each in amira.commands] == ["start", "menu"]
    assert await bot.delete_my_commands(scope=scope, language_code="ar")
    assert await bot.set_my_description("Lang", language_code="ar")
    assert (await bot.get_my_description("ar")).description == "Lang"
    assert await bot.set_my_short_description("Kurz")
    assert (await bot.get_my_short_description()).short_description == "Kurz"
    assert await bot.set_my_name("Lotse")
    assert (await bot.get_my_name()).name == "Lotse"
    assert await bot.set_chat_menu_button(amira.id, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(amira.id)).type == "commands"


async def test_webhooks_and_farewells_are_read(world: World, bot: Bot) -> None:
    assert (await bot.get_me()).id == world.bot.id
    assert await bot.set_webhook("https://bot.example/x", max_connections=3)
    assert (await bot.get_webhook_info()).url == "https://bot.example/x"
    assert await bot.delete_webhook()
    assert await bot.close()
    assert await bot.log_out()


async def test_a_reply_keyboard_is_pressed_as_text(bot: Bot, amira: Person) -> None:
    await bot.send_message(amira.id, "?", reply_markup=ReplyKeyboardMarkup([["Ja", "Nein"]]))
    await amira.presses("Nein")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.text == "Nein"
    await bot.send_message(amira.id, "!", reply_markup=ReplyKeyboardRemove())
    with pytest.raises(AssertionError, match="found no button 'Ja'"):
        await amira.presses("Ja", within=0.01)
