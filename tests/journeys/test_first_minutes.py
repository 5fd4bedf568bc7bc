"""Journeys: a person comes, chooses a language, asks, finds the way."""

from bot.preview.world import World


async def test_a_new_person_chooses_a_language_and_is_greeted_in_it(world: World) -> None:
    amira = world.person("Amira", language_code="en")
    await amira.starts()
    screen = await amira.sees("Please choose your language.")
    assert screen.labels[0] == "English"
    await amira.presses("Deutsch")
    screen = await amira.sees("Willkommen!")
    assert "keine Rechtsberatung" in screen.text
    assert "110" in screen.text
    assert any("Aufenthalt" in label for label in screen.labels)


async def test_a_question_gets_its_entry_with_sources_and_ways_on(world: World) -> None:
    amira = world.person("Amira", language_code="de")
    await amira.starts()
    await amira.presses("Deutsch")
    await amira.says("Kann ich den Chancen-Aufenthalt noch beantragen?")
    screen = await amira.sees("§ 104c")
    for expected in (
        "Das können Sie tun",
        "Hier bekommen Sie Hilfe",
        "Quellen:",
        "Zuletzt geprüft",
    ):
        assert expected in screen.text
    for label in ("Passt", "Passt nicht", "Andere Sprache", "Menü", "Beratung"):
        assert any(label in shown for shown in screen.labels), label


async def test_the_menu_leads_to_topics_entries_and_back(world: World) -> None:
    olena = world.person("Olena", language_code="en")
    await olena.starts("lang_en")
    await olena.sees("Welcome!")
    await olena.says("/menu")
    await olena.sees("Choose a topic")
    await olena.presses("Duldung")
    await olena.presses("work")
    screen = await olena.sees("Sources:")
    await olena.presses("Menu")
    await olena.sees("Choose a topic")
    assert screen.labels
