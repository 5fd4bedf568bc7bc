from datetime import date
from pathlib import Path

import pytest

from bot.content.catalogs import Catalogs, find_language, read_catalogs
from bot.domain.errors import EditorError
from bot.domain.locale import Locale
from tests.small_knowledge import write_catalog, write_catalogs

DE, EN, AR = Locale("de"), Locale("en"), Locale("ar")
ISOLATE, POP = "\u2068", "\u2069"

DAYS = 'msgid "{count} day"\nmsgid_plural "{count} days"\n'


def catalogs(folder: Path, locale: str, messages: str, *, header: str = "") -> Catalogs:
    write_catalogs(folder)
    write_catalog(folder, locale, messages, header=header)
    return read_catalogs(folder)


def problems(folder: Path) -> list[str]:
    with pytest.raises(EditorError) as caught:
        read_catalogs(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_a_message_is_said_in_the_language_with_its_values(tmp_path: Path) -> None:
    found = catalogs(tmp_path, "de", 'msgid "Good day, {name}."\nmsgstr "Guten Tag, {name}."\n')
    assert found.voice(DE).say("Good day, {name}.", name="Amira") == "Guten Tag, Amira."


def test_what_a_catalog_lacks_is_said_in_english(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "de", "").voice(DE)
    assert voice.say("Menu of {place}", place="Hoyerswerda") == "Menu of Hoyerswerda"
    assert voice.plural("{count} day", "{count} days", 1) == "1 day"
    assert voice.plural("{count} day", "{count} days", 3) == "3 days"


def test_a_fuzzy_translation_is_not_shown(tmp_path: Path) -> None:
    found = catalogs(tmp_path, "de", '#, fuzzy\nmsgid "Menu"\nmsgstr "Speise {karte}"\n')
    assert found.voice(DE).say("Menu") == "Menu"


def test_a_language_without_a_catalog_is_spoken_in_english(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    assert read_catalogs(tmp_path).voice(Locale("tlh")).language.locale == EN


def test_braces_in_values_stay_as_they_are(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "de", "").voice(DE)
    assert voice.say("You wrote {text}", text="{name} {0} {{") == "You wrote {name} {0} {{"


@pytest.mark.parametrize(
    ("count", "form"),
    [(0, "صفر"), (1, "واحد"), (2, "اثنان"), (3, "قليل"), (11, "كثير"), (100, "آخر")],
)
def test_arabic_has_six_plural_forms(tmp_path: Path, count: int, form: str) -> None:
    forms = ("صفر", "واحد", "اثنان", "قليل", "كثير", "آخر")
    translated = "\n".join(f'msgstr[{n}] "{text}"' for n, text in enumerate(forms))
    header = (
        '"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && '
        'n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\\n"\n'
    )
    voice = catalogs(tmp_path, "ar", f"{DAYS}{translated}\n", header=header).voice(AR)
    assert voice.plural("{count} day", "{count} days", count) == form


@pytest.mark.parametrize(("count", "form"), [(1, "1 день"), (2, "2 дні"), (5, "5 днів")])
def test_ukrainian_says_the_form_the_number_needs(tmp_path: Path, count: int, form: str) -> None:
    translated = 'msgstr[0] "{count} день"\nmsgstr[1] "{count} дні"\nmsgstr[2] "{count} днів"\n'
    header = (
        '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<12 || n%100>14) ? 1 : 2);\\n"\n'
    )
    voice = catalogs(tmp_path, "uk", DAYS + translated, header=header).voice(Locale("uk"))
    assert voice.plural("{count} day", "{count} days", count) == form


def test_values_in_right_to_left_text_are_isolated(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "ar", 'msgid "Call {phone}"\nmsgstr "اتصل {phone}"\n').voice(AR)
    assert voice.language.right_to_left
    assert voice.say("Call {phone}", phone="+49 3571 1") == f"اتصل {ISOLATE}+49 3571 1{POP}"
    assert voice.plural("{count} day", "{count} days", 7) == f"{ISOLATE}7{POP} days"


def test_values_in_left_to_right_text_are_not_isolated(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "de", "").voice(DE)
    assert voice.say("Call {phone}", phone="110") == "Call 110"


def test_days_lists_and_languages_are_written_as_the_language_does(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    found = read_catalogs(tmp_path)
    german, english = found.voice(DE), found.voice(EN)
    assert german.date(date(2026, 8, 19)) == "19. August 2026"
    assert english.date(date(2026, 8, 19)) == "August 19, 2026"
    assert german.listing(("a", "b", "c")) == "a, b und c"
    assert english.listing(("a", "b", "c")) == "a, b, and c"
    assert (german.language_name(AR), english.language_name(AR)) == ("Arabisch", "Arabic")


def test_a_language_nobody_knows_is_named_by_its_code(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "de", "").voice(DE)
    assert voice.language_name(Locale("arabisch")) == "arabisch"
    assert voice.language_name(Locale("")) == ""


@pytest.mark.parametrize(
    ("code", "name"), [("fa-AF", "Persisch (Afghanistan)"), ("ku", "Kurdisch")]
)
def test_language_codes_are_those_of_bcp_47(code: str, name: str) -> None:
    found = find_language(code)
    assert found is not None
    assert found.get_display_name("de") == name


def test_the_picker_begins_with_german_and_english_then_goes_by_native_names(
    tmp_path: Path,
) -> None:
    write_catalogs(tmp_path)
    for locale in ("uk", "ar", "es"):
        write_catalog(tmp_path, locale, "")
    languages = read_catalogs(tmp_path).languages
    assert [language.native_name for language in languages] == [
        "Deutsch",
        "English",
        "Español",
        "Українська",
        "العربية",
    ]


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    write_catalog(tmp_path, "de", "")
    with pytest.raises(EditorError, match=r"there is no English catalog \(en\)"):
        read_catalogs(tmp_path)


def test_a_folder_that_is_no_language_is_refused(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    write_catalog(tmp_path, "deutsch", "")
    assert problems(tmp_path) == [
        "deutsch/LC_MESSAGES/messages.po:1:1: error: “deutsch” is no language code"
    ]


@pytest.mark.parametrize(
    ("messages", "problem"),
    [
        ('msgid "Menu"\n', "5:1: error: missing msgstr for msgid 'Menu'"),
        ("Menu = Menü\n", "5:1: error: Unknown or misformatted keyword"),
        (f'{DAYS}msgstr[0] "a"\nmsgstr[7] "b"\n', "5:1: error: msg has more translations"),
    ],
)
def test_a_broken_catalog_says_the_line(tmp_path: Path, messages: str, problem: str) -> None:
    write_catalogs(tmp_path)
    write_catalog(tmp_path, "de", messages)
    (found,) = problems(tmp_path)
    assert found.startswith(f"de/LC_MESSAGES/messages.po:{problem}")


def test_a_catalog_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    path = write_catalog(tmp_path, "de", 'msgid "Menu"\nmsgstr "Menü"\n')
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    (found,) = problems(tmp_path)
    assert found.startswith("de/LC_MESSAGES/messages.po:1:1: error: cannot be read: 'utf-8'")


def test_plural_rules_that_make_no_sense_are_refused(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    write_catalog(tmp_path, "de", "", header='"Plural-Forms: nplurals=2; plural=(n q 1);\\n"\n')
    (found,) = problems(tmp_path)
    assert "cannot be read" in found


@pytest.mark.parametrize("wrong", ["{nome}", "{}", "{name", "{name.upper}", "{0}"])
def test_a_placeholder_that_would_fail_when_said_is_refused(tmp_path: Path, wrong: str) -> None:
    write_catalogs(tmp_path)
    message = 'msgid "Menu"\nmsgstr "Menü"\n\nmsgid "Hello {name}"\nmsgstr "Hallo '
    write_catalog(tmp_path, "de", f'{message}{wrong}"\n')
    (found,) = problems(tmp_path)
    assert found.startswith("de/LC_MESSAGES/messages.po:8:1: error: the placeholder “")


def test_a_plural_form_may_leave_the_number_out(tmp_path: Path) -> None:
    voice = catalogs(tmp_path, "de", f'{DAYS}msgstr[0] "ein Tag"\nmsgstr[1] "{{count}} Tage"\n')
    assert voice.voice(DE).plural("{count} day", "{count} days", 1) == "ein Tag"


def test_all_broken_catalogs_are_told_at_once(tmp_path: Path) -> None:
    write_catalogs(tmp_path)
    write_catalog(tmp_path, "de", 'msgid "Menu"\n')
    write_catalog(tmp_path, "en", 'msgid "Hello {name}"\nmsgstr "Hi {who}"\n')
    assert [problem.split("/")[0] for problem in problems(tmp_path)] == ["de", "en"]
