"""Journeys: every button leads somewhere, old and forged ones too."""

from datetime import date

from bot.content.library import FileLibrary
from bot.preview.world import World
from bot.settings import Settings
from tests.conftest import PROJECT, Stage


async def test_every_button_of_every_screen_leads_somewhere(world: World) -> None:
    """Walk the whole menu: no button is a dead end, every screen shows a way on."""
    olena = world.person("Olena", language_code="en")
    await olena.starts("lang_en")
    await olena.sees("Welcome!")
    seen: set[str] = set()
    todo = [data for data in _buttons(world, olena.id) if data != "1:xx"]
    while todo:
        data = todo.pop()
        if data in seen or data.startswith(("1:l:", "1:r:")) or data == "1:xx":
            continue
        seen.add(data)
        message = olena.chat.last_from(world.bot.id)
        assert message is not None
        olena.has_looked = True
        olena._act()
        world.press(olena.chat, olena.id, message, {"text": data, "callback_data": data})
        screen = await olena.sees("")
        assert screen.labels or "1:x" in data, data
        assert "out of date" not in olena.toast, data
        todo += _buttons(world, olena.id)
    assert len([data for data in seen if data.startswith("1:e:")]) >= 70


async def test_forged_buttons_lead_to_the_menu(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("lang_en")
    await olena.sees("Welcome!")
    for data in (
        "9:m",
        "1:e:no-such-entry",
        "1:t:no",
        "1:ck:no",
        "1:c:no",
        "1:ec:no",
        "hallo",
        "1:r:no:yes",
    ):
        message = olena.chat.last_from(world.bot.id)
        assert message is not None
        olena.has_looked = True
        olena._act()
        world.press(olena.chat, olena.id, message, {"text": "?", "callback_data": data})
        await olena.sees("out of date")
        await olena.sees("Choose a topic")


async def test_a_rating_is_thanked_or_leads_on(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("e_duldung-work")
    await olena.sees("Sources:")
    await olena.presses("👍 Right")
    await olena.sees("Thank you!")
    await olena.presses("👎 Not right")
    screen = await olena.sees("write your question again")
    assert any("Menu" in label for label in screen.labels)


async def test_an_answer_can_be_read_in_another_language(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("e_duldung-work")
    await olena.sees("Sources:")
    await olena.presses("Other language")
    await olena.presses("Deutsch")
    await olena.sees("Quellen:")


async def test_a_deep_link_without_an_entry_leads_to_the_menu(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("e_gone")
    await olena.sees("Choose a topic")


async def test_contacts_show_phone_address_and_map(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("lang_en")
    await olena.presses("Contacts")
    await olena.sees("Call first")
    await olena.presses("🏛 Offices")
    await olena.presses("Landratsamt Bautzen, Ausländeramt")
    screen = await olena.sees("Macherstraße 55")
    assert "+49" in screen.text
    assert any("Map" in label for label in screen.labels)


async def test_a_person_can_have_everything_deleted(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("lang_en")
    await olena.sees("Welcome!")
    await olena.says("/delete")
    await olena.presses("Yes, delete")
    await olena.sees("Deleted.")
    await olena.starts()
    await olena.sees("Please choose your language.")


async def test_an_expired_answer_is_withheld_and_says_since_when(settings: Settings) -> None:
    later = date(2027, 3, 5)
    library = FileLibrary(PROJECT / "knowledge", PROJECT / "locales", lambda: later)
    library.open()
    stage = Stage(World(strict_log=True), settings.model_copy(update={"today": later}), library)
    async with stage.bot():
        olena = stage.world.person("Olena", language_code="en")
        await olena.starts("e_ukraine-status-benefits")
        screen = await olena.sees("valid until March 4, 2027")
        assert "Sources" not in screen.text
        await olena.presses("Places that advise")
        await olena.sees("These places advise you personally")


def _buttons(world: World, chat_id: int) -> list[str]:
    message = world.chats[chat_id].last_from(world.bot.id)
    rows = message.keyboard.payload().get("reply_markup", {}) if message else {}
    keyboard = rows.get("inline_keyboard", [])
    return [
        button["callback_data"] for row in keyboard for button in row if "callback_data" in button
    ]
