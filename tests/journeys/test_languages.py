"""Journeys: a person reads another language than the offices write."""

from bot.preview.world import World

ARABIC_ENTRY = "مال الأطفال Kindergeld"


async def test_an_office_word_alone_is_explained_with_what_fits_it(world: World) -> None:
    samira = world.person("Samira", language_code="ar")
    await samira.starts("lang_ar")
    await samira.sees("110")
    await samira.says("Fiktionsbescheinigung")
    screen = await samira.sees("📖 Fiktionsbescheinigung")
    assert "مسودة" in screen.text
    await samira.presses("Fiktionsbescheinigung")
    await samira.sees("§ 81")


async def test_an_office_word_in_its_own_script_or_misspelled_is_explained(world: World) -> None:
    oleh = world.person("Oleh", language_code="uk")
    await oleh.starts("lang_uk")
    await oleh.sees("110")
    await oleh.says("джобцентр")
    await oleh.sees("📖 Jobcenter")
    await oleh.says("fiktionsbescheinigng")
    await oleh.sees("📖 Fiktionsbescheinigung")


async def test_the_german_words_of_an_answer_can_be_tapped(world: World) -> None:
    samira = world.person("Samira", language_code="ar")
    await samira.starts("e_kindergeld")
    await samira.sees(ARABIC_ENTRY)
    await samira.presses("شرح الكلمات الألمانية")
    words = await samira.sees("كلمات ألمانية في هذا الجواب")
    assert "Familienkasse" in words.text
    await samira.presses("Jobcenter")
    await samira.sees("📖 Jobcenter")


async def test_the_german_original_is_one_button_away(world: World) -> None:
    samira = world.person("Samira", language_code="ar")
    await samira.starts("e_kindergeld")
    screen = await samira.sees(ARABIC_ENTRY)
    assert "مسودة: لم يفحص أحد هذه الترجمة بعد" in screen.text
    await samira.presses("النص الألماني الأصلي")
    await samira.sees("Kindergeld – wer bekommt es?")


async def test_another_language_is_answered_in_it_with_one_button_to_stay(world: World) -> None:
    samira = world.person("Samira", language_code="de")
    await samira.starts("lang_de")
    await samira.sees("Willkommen!")
    await samira.says("¿Cuánto es el Kindergeld por cada hijo?")
    screen = await samira.sees("Kindergeld")
    assert any("Español" in label for label in screen.labels)
    await samira.presses("Español")
    await samira.sees("¡")


async def test_a_language_nobody_taught_the_bot_gets_a_kind_word_and_the_picker(
    world: World,
) -> None:
    selam = world.person("Selam", language_code="en")
    await selam.starts("lang_en")
    await selam.sees("Welcome!")
    await selam.says("ስራሕ ክሰርሕ እደሊ")
    screen = await selam.sees("I could not read this message")
    assert "Diese Nachricht konnte ich leider nicht lesen" in screen.text
    assert "112" in screen.text
    assert "العربية" in screen.labels
