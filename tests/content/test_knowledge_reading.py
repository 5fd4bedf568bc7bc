from datetime import date
from pathlib import Path

import pytest

from bot.content.knowledge import Reading, read_knowledge
from bot.domain.entry import EntryId
from tests.small_knowledge import DANGER, LANGUAGES, WORK, edit, write_knowledge

TODAY = date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_knowledge(tmp_path / "knowledge")


def read(folder: Path) -> Reading:
    return read_knowledge(folder, LANGUAGES, TODAY)


def problems(folder: Path) -> list[str]:
    """What an editor reads, with paths as seen from the knowledge folder."""
    return [str(problem).removeprefix(f"{folder}/") for problem in read(folder).problems]


def test_a_sound_folder_has_no_problems_and_everything_in_it(folder: Path) -> None:
    reading = read(folder)
    assert problems(folder) == []
    assert reading.is_sound
    knowledge = reading.knowledge
    assert list(knowledge.topics) == ["work", "danger"]
    assert list(knowledge.entries) == ["domestic-violence", "duldung-work"]
    assert list(knowledge.contacts) == ["police", "advice-centre"]
    assert set(knowledge.actions) == {"adviser", "language", "delete-data", "greeting", "menu"}
    assert knowledge.entries[EntryId("domestic-violence")].urgent is True
    assert set(knowledge.concepts) == {"job", "violence"}
    assert knowledge.thresholds == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            WORK,
            "\n    answer: |-\n      Nur",
            "\n    anwser: |-\n      Nur",
            f"{WORK}:11:5: error: unknown key “anwser” (did you mean “answer”?)",
        ),
        (
            WORK,
            "\nrelated:",
            "\nrelatet:",
            f"{WORK}:6:1: error: unknown key “relatet” (did you mean “related”?)",
        ),
        (
            WORK,
            '"§ 60a AufenthG", seen_on',
            '"§ 60a AufenthG", seen',
            f"{WORK}:4:31: error: unknown key “seen” (did you mean “seen_on”?)",
        ),
        (
            "contacts.yaml",
            "street: Markt 1",
            "stret: Markt 1",
            "contacts.yaml:17:13: error: unknown key “stret” (did you mean “street”?)",
        ),
        (
            "topics.yaml",
            '  icon: "💼"',
            '  icno: "💼"',
            "topics.yaml:2:3: error: unknown key “icno” (did you mean “icon”?)",
        ),
    ],
)
def test_an_unknown_key_offers_the_nearest(
    folder: Path, file: str, old: str, new: str, line: str
) -> None:
    edit(folder / file, old, new)
    assert line in problems(folder)


def test_a_key_nothing_resembles_lists_the_known_ones(folder: Path) -> None:
    edit(folder / WORK, '"§ 60a AufenthG", seen_on', '"§ 60a AufenthG", xyzzy')
    assert problems(folder) == [
        f"{WORK}:4:31: error: unknown key “xyzzy” (known are seen_on, title, url)"
    ]


def test_a_key_on_the_wrong_level_says_look_at_the_indentation(folder: Path) -> None:
    edit(folder / WORK, "contacts: [advice", "steps: [eins, zwei]\ncontacts: [advice")
    assert problems(folder) == [
        (
            f"{WORK}:5:1: error: unknown key “steps” "
            "(it belongs to another level: look at the indentation)"
        )
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            WORK,
            "checked_on: 2026-11-01",
            "checked_on: 1.11.2026",
            f"{WORK}:2:1: error: should be a date such as 2026-08-19, found “1.11.2026”",
        ),
        (
            DANGER,
            "urgent: true",
            "urgent: yes",
            f"{DANGER}:3:1: error: should be true or false, found “yes”",
        ),
        (
            WORK,
            "contacts: [advice-centre]",
            "contacts: advice-centre",
            (
                f"{WORK}:5:1: error: should be a list, each item on its own line after “- ”, "
                "found “advice-centre”"
            ),
        ),
        (
            WORK,
            "title: Darf ich mit Duldung arbeiten?",
            "title: [Darf ich arbeiten]",
            f"{WORK}:10:5: error: should be a text, found “Darf ich arbeiten”",
        ),
        (
            WORK,
            "state: reviewed",
            "state: done",
            f"{WORK}:9:5: error: “done” is not known here (allowed: 'draft' or 'reviewed')",
        ),
        (
            WORK,
            '  - {title: "§ 60a AufenthG", seen_on: 2026-08-19}',
            '  - "§ 60a AufenthG"',
            (
                f"{WORK}:4:5: error: should be keys with values, each on its own line, "
                "found “§ 60a AufenthG”"
            ),
        ),
        (
            WORK,
            '  - {title: "§ 60a AufenthG", seen_on: 2026-08-19}',
            "  []",
            f"{WORK}:3:1: error: should be at least one, found “”",
        ),
        (
            WORK,
            "related: [domestic-violence]",
            "related: [Domestic Violence]",
            (
                f"{WORK}:6:11: error: “Domestic Violence” is no id "
                "(lower-case letters, digits and hyphens)"
            ),
        ),
        (
            WORK,
            "title: May I work with a Duldung?",
            'title: ""',
            f"{WORK}:32:5: error: should be a text, found “”",
        ),
        (
            WORK,
            "title: May I work with a Duldung?",
            "title:",
            f"{WORK}:32:5: error: nothing stands here (write a value or remove the key)",
        ),
        (
            "contacts.yaml",
            "kind: advice",
            "kind: advise",
            (
                "contacts.yaml:13:3: error: “advise” is not known here (allowed: 'emergency', "
                "'helpline', 'advice', 'office', 'work', 'organisation', 'court' or 'online')"
            ),
        ),
        (
            "contacts.yaml",
            "languages: [de, ar]",
            "old: [phone]",
            (
                "contacts.yaml:18:9: error: “phone” is not known here (allowed: 'phones', "
                "'email', 'website', 'address', 'hours' or 'languages')"
            ),
        ),
        (
            "actions.yaml",
            "menu:",
            "menus:",
            (
                "actions.yaml:5:1: error: “menus” is not known here "
                "(allowed: 'adviser', 'language', 'delete-data', 'greeting' or 'menu')"
            ),
        ),
        (
            "topics.yaml",
            (
                "texts:\n    de: {title: Gefahr, description: Hilfe sofort.}\n"
                "    en: {title: Danger, description: Help at once.}"
            ),
            "texts: {}",
            "topics.yaml:8:3: error: should be at least one, found “”",
        ),
        (
            "out_of_scope.yaml",
            "en: [what is the weather like, who wins the match]",
            "en: what is the weather like",
            (
                "out_of_scope.yaml:2:1: error: should be a list, each item on its own line after "
                "“- ”, found “what is the weather like”"
            ),
        ),
    ],
)
def test_a_wrong_value_says_what_should_stand_there(
    folder: Path, file: str, old: str, new: str, line: str
) -> None:
    edit(folder / file, old, new)
    assert problems(folder) == [line]
    assert not read(folder).is_sound


def test_a_contact_whose_key_is_no_id_is_told_and_not_known(folder: Path) -> None:
    edit(folder / "contacts.yaml", "advice-centre:", "Advice Centre:")
    found = problems(folder)
    assert found[0] == (
        "contacts.yaml:12:1: error: “Advice Centre” is no id "
        "(lower-case letters, digits and hyphens)"
    )
    assert [line.split(": ")[2] for line in found[1:]] == [
        "there is no contact “advice-centre”"
    ] * 2


def test_an_address_that_is_none_is_found(folder: Path) -> None:
    edit(folder / "contacts.yaml", "https://example.org/rat", "example.org/rat")
    (problem,) = problems(folder)
    assert problem.startswith("contacts.yaml:16:3: error: Input should be a valid URL")


def test_a_text_with_a_colon_says_that_it_needs_quotes(folder: Path) -> None:
    edit(folder / WORK, "- arbeiten mit duldung bald", "- Mein Chef sagt: bald")
    assert problems(folder) == [
        (
            f"{WORK}:16:9: error: should be a text, found “Mein Chef sagt: bald” "
            "(a text with “: ” inside needs quotes around it)"
        )
    ]


def test_a_missing_key_is_named_at_what_lacks_it(folder: Path) -> None:
    edit(folder / WORK, "checked_on: 2026-11-01\n", "")
    edit(folder / WORK, "    title: May I work with a Duldung?\n", "")
    assert problems(folder) == [
        f"{WORK}:1:1: error: the key “checked_on” is missing",
        f"{WORK}:28:3: error: the key “title” is missing",
    ]


def test_problems_of_several_files_are_told_all_at_once(folder: Path) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    edit(folder / WORK, "checked_on:", "checkd_on:")
    edit(folder / DANGER, "urgent: true", "urgent: true\nurgent: true")
    edit(folder / "contacts.yaml", "kind: advice", "kind: [")
    edit(folder / "topics.yaml", '  icon: "🆘"\n', "")
    assert [":".join(problem.split(":")[:4]) for problem in problems(folder)] == [
        "contacts.yaml:15:9: error",
        f"{DANGER}:4:1: error",
        f"{WORK}:1:1: error",
        f"{WORK}:2:1: error",
        f"{WORK}:9:5: error",
        "topics.yaml:6:1: error",
    ]


def test_a_file_that_cannot_be_read_is_one_problem_and_spoils_no_other(folder: Path) -> None:
    (folder / "contacts.yaml").write_text("police: {kind: emergency\n", encoding="utf-8")
    (problem,) = problems(folder)
    assert "contacts.yaml:2:1: error: no valid YAML: " in problem
    assert "while parsing a flow mapping from line 1" in problem
    edit(folder / WORK, "title: Darf ich mit Duldung arbeiten?", "title: Darf ich: ja?")
    assert [problem.split(":")[0] for problem in problems(folder)] == ["contacts.yaml", WORK]


def test_an_entry_with_a_mistake_is_still_there_for_those_that_name_it(folder: Path) -> None:
    edit(folder / WORK, "state: reviewed", "state: done")
    assert len(problems(folder)) == 1
    assert EntryId("duldung-work") not in read(folder).knowledge.entries


def test_a_name_that_is_really_unknown_is_told_beside_other_mistakes(folder: Path) -> None:
    edit(folder / DANGER, "contacts: [advice-centre]", "contacts: [advice-center, duldung-work]")
    edit(folder / DANGER, "urgent: true", "urgent: true\nurgent: true")
    assert (
        f"{DANGER}:8:12: error: there is no contact “advice-center” "
        "(did you mean “advice-centre”?)" in problems(folder)
    )
    assert any("there is no contact “duldung-work”" in line for line in problems(folder))


def test_topic_and_folder_must_agree(folder: Path) -> None:
    edit(folder / WORK, "topic: work", "topic: danger")
    assert problems(folder) == [
        f"{WORK}:1:1: error: the topic is “danger”, the folder “work” (make them agree)"
    ]


def test_an_id_must_not_stand_twice(folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8").replace("topic: work", "topic: danger")
    (folder / "entries/danger/duldung-work.yaml").write_text(text, encoding="utf-8")
    assert problems(folder) == [
        f"{WORK}:1:1: error: {folder}/entries/danger/duldung-work.yaml has the same id"
    ]


def test_an_entry_must_not_be_called_like_a_table(folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8")
    (folder / "entries/work/contacts.yaml").write_text(text, encoding="utf-8")
    assert problems(folder) == [
        f"entries/work/contacts.yaml:1:1: error: {folder}/contacts.yaml has the same id"
    ]


@pytest.mark.parametrize("name", ["Duldung-Work", "duldung_work", "duldung work", "x" * 49])
def test_a_bad_file_name_is_no_id(folder: Path, name: str) -> None:
    edit(folder / DANGER, "related: [duldung-work]", "related: []")
    edit(folder / "glossary.yaml", "entries: [duldung-work]", "entries: [domestic-violence]")
    (folder / WORK).rename(folder / f"entries/work/{name}.yaml")
    (problem,) = problems(folder)
    assert problem.startswith(f"entries/work/{name}.yaml:1:1: error: ")


@pytest.mark.parametrize("place", ["work/x.yml", "x.yaml", "work/more/x.yaml"])
def test_a_file_at_a_place_nobody_reads_is_told(folder: Path, place: str) -> None:
    path = folder / "entries" / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("topic: work\n", encoding="utf-8")
    assert problems(folder) == [
        (
            f"entries/{place}:1:1: warning: this file is not read "
            "(an entry is entries/<topic>/<id>.yaml)"
        )
    ]


def test_a_list_where_keys_should_stand_is_a_problem(folder: Path) -> None:
    (folder / "actions.yaml").write_text("- adviser\n- menu\n", encoding="utf-8")
    assert problems(folder) == [
        (
            "actions.yaml:1:1: error: should be keys with values, each on its own line, "
            "found “adviser, menu”"
        )
    ]


@pytest.mark.parametrize("name", ["topics", "contacts", "actions", "out_of_scope"])
def test_every_table_must_be_there(folder: Path, name: str) -> None:
    (folder / f"{name}.yaml").unlink()
    assert problems(folder) == [
        f"{name}.yaml:1:1: error: cannot be read: No such file or directory"
    ]


def test_a_folder_without_entries_is_a_problem(folder: Path) -> None:
    (folder / "entries").rename(folder / "away")
    assert problems(folder) == ["entries:1:1: error: there is no entry in this folder"]


def test_lexicon_and_thresholds_may_be_left_out(folder: Path) -> None:
    (folder / "lexicon.yaml").unlink()
    reading = read(folder)
    assert (reading.problems, reading.knowledge.concepts) == ((), {})


def test_thresholds_are_numbers_from_0_to_1(folder: Path) -> None:
    path = folder / "thresholds.yaml"
    path.write_text("answer: 0.62\n", encoding="utf-8")
    assert read(folder).knowledge.thresholds == {"answer": 0.62}
    path.write_text("answer: high\nmargin: nan\nclarify: 1.5\n", encoding="utf-8")
    assert [line.split(": ")[0] for line in problems(folder)] == [
        "thresholds.yaml:1:1",
        "thresholds.yaml:2:1",
        "thresholds.yaml:3:1",
    ]


def test_an_unknown_threshold_offers_the_nearest(folder: Path) -> None:
    (folder / "thresholds.yaml").write_text("anwser: 0.62\n", encoding="utf-8")
    assert problems(folder) == [
        "thresholds.yaml:1:1: error: unknown key “anwser” (did you mean “answer”?)"
    ]


def test_a_language_code_that_is_none_is_told_where_it_stands(folder: Path) -> None:
    edit(folder / "contacts.yaml", "languages: [de, ar]", "languages: [de, arabisch]")
    edit(folder / "out_of_scope.yaml", "en: [", "eng1: [")
    edit(folder / "actions.yaml", "en: [good morning]", "xx: [good morning]")
    assert [line.split(" and would")[0].split(" (")[0] for line in problems(folder)] == [
        "actions.yaml:4:29: warning: “xx” is no language code",
        "contacts.yaml:18:19: warning: “arabisch” is no language code",
        "out_of_scope.yaml:2:1: warning: “eng1” is no language code",
    ]


def test_people_may_type_in_languages_the_bot_does_not_speak(folder: Path) -> None:
    edit(folder / "actions.yaml", "en: [change language]", "ka: [ენა], en: [change language]")
    assert problems(folder) == []


def test_entries_stand_in_the_order_of_their_topics_and_ids(folder: Path) -> None:
    text = (folder / WORK).read_text(encoding="utf-8").replace("duldung", "ausbildung")
    (folder / "entries/work/a-first.yaml").write_text(text, encoding="utf-8")
    assert list(read(folder).knowledge.entries) == ["domestic-violence", "a-first", "duldung-work"]
