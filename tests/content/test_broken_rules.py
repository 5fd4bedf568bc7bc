"""Every rule for the knowledge as a whole is broken in a file and told at its line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import read_knowledge
from bot.domain import agreement, rules
from bot.domain.agreement import EDITORIAL_RULES
from bot.domain.locale import Language, Locale
from bot.domain.problem import Level
from bot.domain.rules import RULES
from tests.small_knowledge import DANGER, LANGUAGES, WORK, edit, write_knowledge

TODAY = date(2026, 11, 23)

Edit = tuple[str, str, str]
Case = tuple[Callable[..., object], Edit, str]

LONG = "a" * 2_251

CASES: tuple[Case, ...] = (
    (
        rules.references_exist,
        (WORK, "related: [domestic-violence]", "related: [domestic-violense]"),
        (
            f"{WORK}:6:11: error: there is no entry “domestic-violense” "
            "(did you mean “domestic-violence”?)"
        ),
    ),
    (
        rules.references_exist,
        (WORK, "related: [domestic-violence]", "related: [duldung-work]"),
        f"{WORK}:6:11: error: an entry is not related to itself",
    ),
    (
        rules.references_exist,
        (DANGER, "call_first: [police]", "call_first: [polise]"),
        f"{DANGER}:4:14: error: there is no contact “polise” (did you mean “police”?)",
    ),
    (
        rules.references_exist,
        (WORK, "contacts: [advice-centre]", "contacts:\n  - police\n  - somewhere"),
        f"{WORK}:7:5: error: there is no contact “somewhere”",
    ),
    (
        rules.urgent_entries_name_numbers,
        (DANGER, "urgent: true\n", ""),
        (
            f"{DANGER}:1:1: error: urgent and call_first belong together "
            "(set urgent: true or remove call_first)"
        ),
    ),
    (
        rules.urgent_entries_name_numbers,
        (DANGER, "call_first: [police]\n", ""),
        f"{DANGER}:1:1: error: urgent and call_first belong together (add call_first)",
    ),
    (
        rules.dates_are_plausible,
        (WORK, "checked_on: 2026-11-01", "checked_on: 2026-11-24"),
        f"{WORK}:2:1: error: 2026-11-24 is still to come",
    ),
    (
        rules.dates_are_plausible,
        (WORK, "checked_on: 2026-11-01", "checked_on: 2026-05-23"),
        f"{WORK}:2:1: warning: last checked 184 days ago",
    ),
    (
        rules.dates_are_plausible,
        (WORK, "sources:", "valid_from: 2027-12-31\nvalid_until: 2027-12-30\nsources:"),
        f"{WORK}:4:1: error: ends before it begins (valid_from)",
    ),
    (
        rules.dates_are_plausible,
        (WORK, "sources:", "valid_until: 2026-11-22\nsources:"),
        f"{WORK}:3:1: warning: expired on 2026-11-22: withheld",
    ),
    (
        rules.dates_are_plausible,
        (WORK, "sources:", "valid_until: 2026-11-23\nsources:"),
        f"{WORK}:3:1: warning: will be withheld after 2026-11-23",
    ),
    (
        rules.texts_are_complete,
        (WORK, "\n      - arbeiten mit duldung drinnen", ""),
        f"{WORK}:13:5: warning: 14 phrasings in “de”, 15 are wanted",
    ),
    (
        rules.topics_speak_every_language,
        ("topics.yaml", "    en: {title: Danger, description: Help at once.}\n", ""),
        "topics.yaml:8:3: warning: no title in “en”",
    ),
    (
        rules.shown_tables_speak_known_languages,
        (
            "topics.yaml",
            "de: {title: Arbeit",
            "ge: {title: Arbeit, description: A.}\n    de: {title: Arbeit",
        ),
        "topics.yaml:4:5: error: there is no language “ge”",
    ),
    (
        rules.shown_tables_speak_known_languages,
        (
            "contacts.yaml",
            "de: {description: Beratung.",
            "uk: {description: B.}\n    de: {description: Beratung.",
        ),
        "contacts.yaml:24:5: error: there is no language “uk”",
    ),
    (
        rules.translations_are_current,
        (WORK, "    title: Darf ich mit Duldung arbeiten?", "    title: Darf ich arbeiten?"),
        f"{WORK}:31:5: warning: the German text is newer (compare, then run chancenlotse stamp)",
    ),
    (
        rules.texts_fit_a_phone,
        (WORK, "title: May I work with a Duldung?", f"title: {'a' * 61}"),
        f"{WORK}:32:5: warning: the title has 61 characters, 60 fit",
    ),
    (
        rules.texts_fit_a_phone,
        ("topics.yaml", "title: Danger", f"title: {'a' * 31}"),
        "topics.yaml:10:10: warning: the title has 31 characters, 30 fit",
    ),
    (
        rules.texts_fit_a_phone,
        (WORK, "Only with permission.", LONG),
        f"{WORK}:33:5: warning: answer and steps have 2251 characters, 2250 fit",
    ),
    (
        rules.texts_are_plain,
        (WORK, "Only with permission.", "Only **with** permission."),
        f"{WORK}:33:5: error: “**” would be shown as it stands (write plain text)",
    ),
    (
        rules.texts_are_plain,
        (WORK, "Only with permission.", "Only with per\u00admission."),
        f"{WORK}:33:5: error: the invisible character U+00AD stands here (remove it)",
    ),
    (
        rules.phrasings_differ,
        (WORK, "- arbeiten mit duldung drinnen", "- Mein Mann schlägt mich, bald!"),
        (
            f"{WORK}:28:9: warning: “Mein Mann schlägt mich, bald!” is a phrasing of "
            "“domestic-violence” already"
        ),
    ),
    (
        rules.phrasings_differ,
        (
            WORK,
            "- arbeiten mit duldung drinnen",
            "- arbeiten mit duldung drinnen\n    not_this: [Arbeiten mit Duldung bald?]",
        ),
        f"{WORK}:16:9: error: “arbeiten mit duldung bald” stands under not_this as well",
    ),
    (
        rules.contacts_are_complete,
        ("contacts.yaml", '  phones: ["+49 3571 000000"]\n', ""),
        (
            "contacts.yaml:12:1: warning: missing: phones (fill in what a source names, "
            "put what you looked for in vain under unknown)"
        ),
    ),
    (
        rules.contacts_are_complete,
        ("contacts.yaml", "languages: [de, ar]", "languages: [de, ar]\n  unknown: [phones]"),
        "contacts.yaml:19:13: error: “phones” is called unknown but is there",
    ),
    (
        rules.terms_are_complete,
        ("glossary.yaml", "entries: [duldung-work]", "entries: [duldung-wrk]"),
        (
            "glossary.yaml:5:13: error: there is no entry “duldung-wrk” "
            "(did you mean “duldung-work”?)"
        ),
    ),
    (
        rules.terms_are_complete,
        (
            "glossary.yaml",
            "    en: Deportation is suspended for 3 months.\n",
            (
                "    en: Deportation is suspended for 3 months.\n"
                "light:\n  term: Duldung light\n  forms: [duldungen]\n  entries: [duldung-work]\n"
                "  texts: {de: Ohne Arbeit., en: Without work.}\n"
            ),
        ),
        "glossary.yaml:9:1: warning: “duldungen” is a spelling of “duldung” already",
    ),
    (
        rules.shown_tables_speak_known_languages,
        ("glossary.yaml", "    en: Deportation", "    eng: Deportation"),
        "glossary.yaml:8:5: error: there is no language “eng” (did you mean “en”?)",
    ),
    (
        agreement.facts_agree,
        ("glossary.yaml", "for 3 months", "for 3 weeks"),
        "glossary.yaml:8:5: warning: the amount “3 month” of the German text is missing",
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def problems(folder: Path, languages: tuple[Language, ...] = LANGUAGES) -> list[str]:
    reading = read_knowledge(folder, languages, TODAY, thorough=True)
    return [str(problem).removeprefix(f"{folder}/") for problem in reading.problems]


@pytest.mark.parametrize(
    ("change", "line"), [pytest.param(*case[1:], id=case[0].__name__) for case in CASES]
)
def test_a_broken_rule_is_told_at_its_line(folder: Path, change: Edit, line: str) -> None:
    file, old, new = change
    edit(folder / file, old, new)
    assert line in problems(folder)


def test_every_rule_is_broken_here() -> None:
    assert {case[0] for case in CASES} == {*RULES, *EDITORIAL_RULES}


def test_warnings_leave_the_knowledge_sound_and_errors_do_not(folder: Path) -> None:
    edit(folder / WORK, "checked_on: 2026-11-01", "checked_on: 2026-05-23")
    assert read_knowledge(folder, LANGUAGES, TODAY).is_sound
    edit(folder / WORK, "checked_on: 2026-05-23", "checked_on: 2026-11-24")
    reading = read_knowledge(folder, LANGUAGES, TODAY)
    assert [problem.level for problem in reading.problems] == [Level.ERROR]
    assert not reading.is_sound


def test_a_missing_german_text_is_an_error(folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8")
    german, english = text.index("  de:\n"), text.index("  en:\n")
    (folder / WORK).write_text(text[:german] + text[english:], encoding="utf-8")
    assert f"{WORK}:7:1: error: the German text is missing" in problems(folder)


def test_a_new_language_is_wanted_everywhere(folder: Path) -> None:
    arabic = Language(Locale("ar"), "العربية", right_to_left=True)
    assert problems(folder, (*LANGUAGES, arabic)) == [
        "contacts.yaml:9:3: warning: no description in “ar”",
        "contacts.yaml:23:3: warning: no description in “ar”",
        f"{DANGER}:9:1: warning: no text in “ar”",
        f"{WORK}:7:1: warning: no text in “ar”",
        "glossary.yaml:6:3: warning: no explanation in “ar”",
        "topics.yaml:3:3: warning: no title in “ar”",
        "topics.yaml:8:3: warning: no title in “ar”",
    ]


def test_a_language_of_an_entry_that_nobody_speaks_is_an_error(folder: Path) -> None:
    edit(folder / WORK, "\n  en:\n", "\n  eng:\n")
    assert problems(folder) == [
        f"{WORK}:7:1: warning: no text in “en”",
        f"{WORK}:29:3: error: there is no language “eng” (did you mean “en”?)",
    ]


def test_a_translation_without_a_stamp_is_told(folder: Path) -> None:
    path = folder / WORK
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if "translated_from" not in x), encoding="utf-8")
    assert problems(folder) == [
        (
            f"{WORK}:29:3: warning: translated_from is missing "
            "(run chancenlotse stamp when the translation agrees with the German)"
        )
    ]


def test_a_first_call_without_a_number_is_an_error(folder: Path) -> None:
    edit(folder / "contacts.yaml", '  phones: ["110"]\n', "")
    assert f"{DANGER}:4:14: error: “police” has no number" in problems(folder)


def test_a_first_call_with_an_unsure_number_is_a_warning(folder: Path) -> None:
    edit(folder / "contacts.yaml", '  phones: ["110"]\n', '  phones: ["110"]\n  old: [phones]\n')
    assert (
        f"{DANGER}:4:14: warning: the number of “police” is old or unsure (check it first of all)"
    ) in problems(folder)


def test_a_field_called_old_must_be_there(folder: Path) -> None:
    edit(folder / "contacts.yaml", "languages: [de, ar]", "languages: [de, ar]\n  old: [email]")
    assert "contacts.yaml:19:9: error: “email” is called old but is not there" in problems(folder)


def test_a_contact_called_outdated_is_a_warning(folder: Path) -> None:
    path = folder / "contacts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("confirmed", "outdated", 1), "utf-8")
    assert problems(folder) == [
        "contacts.yaml:8:3: warning: called outdated, and still shown (mend it or take it out)"
    ]


def test_joiners_that_persian_needs_are_allowed(folder: Path) -> None:
    edit(folder / WORK, "Only with permission.", "نمی\u200cخواهم")
    assert problems(folder) == []
