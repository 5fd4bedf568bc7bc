"""Finding one's way without typing: menu, topics, contacts, places that advise."""

from dataclasses import dataclass

from bot.domain.contact import ContactId, ContactKind
from bot.domain.destination import Destination, Screen
from bot.domain.entry import EntryId
from bot.domain.knowledge import Knowledge, topic_text
from bot.domain.reply import Choice, Heading, Paragraph, Reply, Response, Row
from bot.domain.topic import TopicId
from bot.domain.validity import Validity, judge_validity
from bot.services.answer_screen import title_choice, ways_on
from bot.services.contact_screen import (
    contact_choice,
    contact_screen,
    emergency_facts,
    kind_label,
)
from bot.services.ports import Library, Person, Today, Voice
from bot.services.rows import in_pairs


@dataclass(frozen=True, slots=True)
class Browsing:
    """What a person can find by pressing buttons."""

    library: Library
    today: Today

    def show_menu(self, person: Person) -> Response:
        """Show the topics."""
        voice, knowledge = self._for(person)
        rows = in_pairs(
            [self.topic_choice(knowledge, voice, topic_id) for topic_id in knowledge.topics]
        )
        last: tuple[Row, ...] = (
            (
                Choice("☎️ " + voice.say("Contacts"), Destination(Screen.CONTACTS)),
                Choice("🌐 " + voice.say("Language"), Destination(Screen.LANGUAGES)),
            ),
            (Choice("🙋 " + voice.say("Personal advice"), Destination(Screen.ADVICE)),),
        )
        text = voice.say("Choose a topic, or simply write your question.")
        blocks = (Heading(voice.say("Menu")), Paragraph(text))
        return Response((Reply(voice.language, blocks, (*rows, *last)),), replaces=True)

    def show_topic(self, person: Person, topic_id: TopicId) -> Response:
        """Show a topic's entries that are valid today."""
        voice, knowledge = self._for(person)
        if topic_id not in knowledge.topics:
            return self.lost(person)
        topic = knowledge.topics[topic_id]
        text = topic_text(topic, voice.language.locale)
        rows = tuple(
            (title_choice(knowledge, voice, entry.id),)
            for entry in knowledge.entries_of(topic_id)
            if judge_validity(entry, self.today()) is Validity.VALID
        )
        blocks = (Heading(f"{topic.icon} {text.title}"), Paragraph(text.description))
        return Response((Reply(voice.language, blocks, (*rows, ways_on(voice))),), replaces=True)

    def show_contact_kinds(self, person: Person) -> Response:
        """Show the groups of contacts."""
        voice, knowledge = self._for(person)
        kinds = [kind for kind in ContactKind if any(knowledge.contacts_of(kind))]
        rows = in_pairs(
            [
                Choice(kind_label(voice, kind), Destination(Screen.CONTACT_KIND, kind))
                for kind in kinds
            ]
        )
        emergency = [contact for _, contact in knowledge.contacts_of(ContactKind.EMERGENCY)]
        blocks = (Heading(voice.say("Contacts")), emergency_facts(voice, emergency))
        return Response((Reply(voice.language, blocks, (*rows, ways_on(voice))),), replaces=True)

    def show_contacts_of(self, person: Person, kind: str) -> Response:
        """Show one group of contacts."""
        voice, knowledge = self._for(person)
        if kind not in list(ContactKind):
            return self.lost(person)
        found = knowledge.contacts_of(ContactKind(kind))
        rows = tuple((contact_choice(contact_id, contact),) for contact_id, contact in found)
        blocks = (
            Heading(kind_label(voice, ContactKind(kind))),
            Paragraph(
                voice.say("Choose a place to see phone, address and hours, as far as known.")
            ),
        )
        return Response(
            (Reply(voice.language, blocks, (*rows, self._contacts_row(voice))),), replaces=True
        )

    def show_contact(self, person: Person, contact_id: ContactId) -> Response:
        """Show one contact."""
        voice, knowledge = self._for(person)
        contact = knowledge.contacts.get(contact_id)
        if contact is None:
            return self.lost(person)
        return Response((contact_screen(voice, contact, self._contacts_row(voice)),))

    def show_entry_contacts(self, person: Person, entry_id: EntryId) -> Response:
        """Show the places an entry names, as buttons."""
        voice, knowledge = self._for(person)
        entry = knowledge.entries.get(entry_id)
        if entry is None:
            return self.lost(person)
        text = voice.say("Choose a place to see phone, address and hours, as far as known.")
        contact_ids = (*entry.first_calls, *entry.contact_ids)
        rows = tuple(
            (contact_choice(contact_id, knowledge.contacts[contact_id]),)
            for contact_id in dict.fromkeys(contact_ids)
        )
        return Response((Reply(voice.language, (Paragraph(text),), (*rows, ways_on(voice))),))

    def show_advice(self, person: Person) -> Response:
        """Show who advises: until the adviser desk answers here, these places do."""
        voice, knowledge = self._for(person)
        emergency = [contact for _, contact in knowledge.contacts_of(ContactKind.EMERGENCY)]
        advice = knowledge.contacts_of(ContactKind.ADVICE)
        blocks = (
            Heading(voice.say("Personal advice")),
            Paragraph(
                voice.say("These places advise you personally. Choose one to see how to reach it.")
            ),
            Paragraph(
                voice.say(
                    "You have a letter with a deadline? Get advice on the same day and take the "
                    "letter and the envelope with you."
                )
            ),
            emergency_facts(voice, emergency),
        )
        rows = tuple((contact_choice(contact_id, contact),) for contact_id, contact in advice)
        return Response((Reply(voice.language, blocks, (*rows, ways_on(voice, adviser=False))),))

    def lost(self, person: Person) -> Response:
        """Go on from a button that leads nowhere any more."""
        voice, _ = self._for(person)
        notice = voice.say("This button is out of date. Here is the menu.")
        return Response(self.show_menu(person).replies, notice=notice)

    @staticmethod
    def topic_choice(knowledge: Knowledge, voice: Voice, topic_id: TopicId) -> Choice:
        """Make a button that leads to a topic."""
        topic = knowledge.topics[topic_id]
        title = topic_text(topic, voice.language.locale).title
        return Choice(f"{topic.icon} {title}", Destination(Screen.TOPIC, topic_id))

    def _for(self, person: Person) -> tuple[Voice, Knowledge]:
        return self.library.voice(person.locale), self.library.shelf.knowledge

    @staticmethod
    def _contacts_row(voice: Voice) -> Row:
        contacts = Choice("☎️ " + voice.say("All contacts"), Destination(Screen.CONTACTS))
        return (contacts, *ways_on(voice, adviser=False))
