"""Journeys: whatever somebody sends gets one fitting, kind answer."""

import pytest

from bot.preview.chats import MemberStatus
from bot.preview.contents import Kind
from bot.preview.world import World

ANSWERS = {
    Kind.VOICE: "cannot listen",
    Kind.AUDIO: "cannot listen",
    Kind.VIDEO_NOTE: "cannot listen",
    Kind.PHOTO: "cannot see pictures",
    Kind.VIDEO: "cannot see pictures",
    Kind.ANIMATION: "cannot see pictures",
    Kind.DOCUMENT: "cannot read documents",
    Kind.LOCATION: "do not use your location",
    Kind.VENUE: "do not use your location",
    Kind.STICKER: "write it in words",
    Kind.DICE: "write it in words",
    Kind.CONTACT: "only read text",
    Kind.POLL: "only read text",
}


@pytest.mark.parametrize("kind", Kind)
async def test_what_is_no_text_gets_a_kind_answer(world: World, kind: Kind) -> None:
    ivan = world.person("Ivan", language_code="en")
    await ivan.starts("lang_en")
    await ivan.sees("Welcome!")
    await ivan.sends(kind)
    screen = await ivan.sees(ANSWERS[kind])
    assert any("Menu" in label for label in screen.labels)


@pytest.mark.parametrize("text", ["😀😀", "???", "…", "\u200b\u200e", "۩"])
async def test_a_message_without_words_is_asked_for_words(world: World, text: str) -> None:
    ivan = world.person("Ivan", language_code="en")
    await ivan.starts("lang_en")
    await ivan.sees("Welcome!")
    await ivan.says(text)
    await ivan.sees("found no words")


async def test_the_words_under_a_picture_are_a_question(world: World) -> None:
    ivan = world.person("Ivan", language_code="de")
    await ivan.starts("lang_de")
    await ivan.sees("Willkommen!")
    await ivan.sends(Kind.PHOTO, caption="Was ist eine Fiktionsbescheinigung?")
    await ivan.sees("Fiktionsbescheinigung")


async def test_a_very_long_message_is_answered(world: World) -> None:
    ivan = world.person("Ivan", language_code="de")
    await ivan.starts("lang_de")
    await ivan.sees("Willkommen!")
    await ivan.says(("Ich habe eine Duldung und will arbeiten. " * 100)[:4096])
    await ivan.sees("Menü")


async def test_an_edited_question_is_answered_again(world: World) -> None:
    ivan = world.person("Ivan", language_code="de")
    await ivan.starts("lang_de")
    await ivan.sees("Willkommen!")
    await ivan.says("wetter")
    await ivan.sees("keine Antwort")
    await ivan.edits("Was ist eine Duldung?")
    await ivan.sees("Duldung")


async def test_a_forwarded_text_is_a_question(world: World) -> None:
    ivan = world.person("Ivan", language_code="de")
    await ivan.starts("lang_de")
    await ivan.sees("Willkommen!")
    await ivan.forwards("Wo ist das Ausländeramt?")
    await ivan.sees("Kamenz")


async def test_an_unknown_command_is_no_dead_end(world: World) -> None:
    ivan = world.person("Ivan", language_code="en")
    await ivan.starts("lang_en")
    await ivan.sees("Welcome!")
    await ivan.says("/settings")
    screen = await ivan.sees("")
    assert any("Menu" in label for label in screen.labels)


async def test_the_bot_says_one_sentence_in_a_strange_group_and_leaves(world: World) -> None:
    ivan = world.person("Ivan", language_code="de")
    group = world.group("Nachbarn", [ivan], bot_status=MemberStatus.LEFT)
    await ivan.within(group).adds_bot()
    await ivan.within(group).sees("einzeln mit Menschen")
    for _ in range(100):
        if group.bot_status is MemberStatus.LEFT:
            break
        await world.bell.wait(0.05)
    assert group.bot_status is MemberStatus.LEFT


async def test_somebody_who_blocks_and_comes_back_is_answered_again(world: World) -> None:
    ivan = world.person("Ivan", language_code="en")
    await ivan.starts("lang_en")
    await ivan.sees("Welcome!")
    await ivan.blocks()
    await ivan.unblocks()
    await ivan.says("/menu")
    await ivan.sees("Choose a topic")
