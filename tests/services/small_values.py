"""Small values for the services: a voice that speaks the msgids, entries, contacts, knowledge."""

from dataclasses import dataclass
from datetime import date

from bot.domain.contact import Contact, ContactId
from bot.domain.entry import Entry, EntryId
from bot.domain.knowledge import Knowledge
from bot.domain.locale import Language, Locale
from bot.domain.reply import Choice, Facts, Heading, Link, Note, Paragraph, Reply, Steps
from bot.domain.topic import Topic, TopicId

DE, EN, AR = Locale("de"), Locale("en"), Locale("ar")
GERMAN = Language(DE, "Deutsch", right_to_left=False)
ENGLISH = Language(EN, "English", right_to_left=False)
ARABIC = Language(AR, "العربية", right_to_left=True)
TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class PlainVoice:
    """Says every message as it stands in the program."""

    language: Language = GERMAN

    def say(self, message: str, **values: object) -> str:
        return message.format(**values) if values else message

    def plural(self, singular: str, plural: str, count: int) -> str:
        return (singular if count == 1 else plural).format(count=count)

    def date(self, day: date) -> str:
        return day.isoformat()

    def listing(self, items: tuple[str, ...]) -> str:
        return ", ".join(items)

    def language_name(self, locale: Locale) -> str:
        return f"language {locale}"


def text(title: str, **more: object) -> dict[str, object]:
    return {"state": "reviewed", "title": title, "answer": f"Answer to: {title}", **more}


def entry(entry_id: str, **more: object) -> Entry:
    return Entry.model_validate(
        {
            "id": EntryId(entry_id),
            "topic": "work",
            "checked_on": "2026-11-01",
            "sources": [{"title": "§ 60a AufenthG"}],
            "texts": {"de": text(f"{entry_id} auf Deutsch"), "en": text(f"{entry_id} in English")},
            **more,
        }
    )


def contact(name: str, **more: object) -> Contact:
    return Contact.model_validate(
        {
            "kind": "advice",
            "name": name,
            "source": "example.org",
            "source_date": "2026-10",
            "checked_on": "2026-11-01",
            "state": "confirmed",
            "texts": {"de": {"description": f"Was {name} tut."}},
            **more,
        }
    )


def knowledge(
    *entries: Entry, languages: tuple[Language, ...] = (GERMAN, ENGLISH), **contacts: Contact
) -> Knowledge:
    """Make knowledge; contacts are named by keywords, with _ for - in their ids."""
    topic = Topic.model_validate(
        {"icon": "💼", "texts": {"de": {"title": "Arbeit", "description": "Arbeit."}}}
    )
    return Knowledge(
        languages=languages,
        topics={TopicId("work"): topic},
        entries={one.id: one for one in entries},
        contacts={ContactId(key.replace("_", "-")): one for key, one in contacts.items()},
    )


def lines(reply: Reply) -> list[str]:
    """Write a screen as a person reads it, one line each, with the kind of its blocks."""
    written: list[str] = []
    for block in reply.blocks:
        match block:
            case Heading(heading):
                written.append(f"# {heading}")
            case Paragraph(paragraph):
                written.append(paragraph)
            case Steps(heading, items):
                written.append(f"## {heading}")
                written += [f"{number}. {item}" for number, item in enumerate(items, 1)]
            case Facts(facts, heading):
                written += [f"## {heading}"] if heading else []
                written += [f"{fact.sign} {fact.text}" for fact in facts]
            case Note(note):
                written.append(f"({note})")
    return written


def labels(reply: Reply) -> list[list[str]]:
    """List the labels of the buttons, row by row."""
    return [[button.label for button in row] for row in reply.rows]


def choices(reply: Reply) -> list[Choice]:
    return [button for row in reply.rows for button in row if isinstance(button, Choice)]


def links(reply: Reply) -> list[Link]:
    return [button for row in reply.rows for button in row if isinstance(button, Link)]
