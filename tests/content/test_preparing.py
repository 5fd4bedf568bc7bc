"""A language in preparation: translators work in the open, people are not offered it yet."""

from pathlib import Path

from bot.content.catalogs import MARK_OF_PREPARATION, read_catalogs
from bot.content.knowledge import read_knowledge
from bot.domain.entry import EntryId
from bot.domain.locale import Locale
from tests.conftest import PROJECT, TODAY
from tests.small_knowledge import write_catalog, write_knowledge


def test_a_marked_language_is_not_offered(tmp_path: Path) -> None:
    for code in ("de", "en", "es"):
        write_catalog(tmp_path, code, "")
    (tmp_path / "es" / MARK_OF_PREPARATION).touch()
    catalogs = read_catalogs(tmp_path)
    assert [language.locale for language in catalogs.languages] == ["de", "en"]
    assert catalogs.preparing == {"es"}
    assert catalogs.voice(Locale("es")).language.locale == "en"


def test_texts_of_a_language_in_preparation_are_left_aside(tmp_path: Path) -> None:
    write_knowledge(tmp_path)
    languages = read_catalogs(PROJECT / "locales").languages
    preparing = frozenset({Locale("en")})
    reading = read_knowledge(tmp_path, languages[:1], TODAY, preparing=preparing)
    assert reading.is_sound
    for entry in reading.knowledge.entries.values():
        assert list(entry.texts) == ["de"], entry.id
    assert EntryId("duldung-work") in reading.knowledge.entries
