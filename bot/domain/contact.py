"""A contact: an office, helpline or organisation, with how far each field can be trusted."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, NewType

from pydantic import Field, HttpUrl

from bot.domain.locale import Locale
from bot.domain.record import Day, Record, Text

ContactId = NewType("ContactId", str)


class ContactKind(StrEnum):
    """What sort of place a contact is; the order is that of the contacts screen."""

    EMERGENCY = "emergency"
    HELPLINE = "helpline"
    ADVICE = "advice"
    OFFICE = "office"
    WORK = "work"
    ORGANISATION = "organisation"
    COURT = "court"
    ONLINE = "online"


Field_ = Literal["phones", "email", "website", "address", "hours", "languages"]

EXPECTED_FIELDS: Mapping[ContactKind, tuple[Field_, ...]] = {
    ContactKind.EMERGENCY: ("phones",),
    ContactKind.HELPLINE: ("phones", "hours"),
    ContactKind.ADVICE: ("phones", "address", "hours"),
    ContactKind.OFFICE: ("phones", "address", "hours"),
    ContactKind.WORK: ("phones",),
    ContactKind.ORGANISATION: ("phones", "address"),
    ContactKind.COURT: ("phones", "address"),
    ContactKind.ONLINE: ("website",),
}
"""Fields a person looks for; `check` warns where one was not seen in any source."""


class Address(Record):
    """Where a contact is; parts that no source names are left out."""

    street: Text | None = None
    postcode: Text | None = None
    city: Text | None = None
    place: Text | None = Field(None, description="Building or entrance, such as Zuse-Hochhaus.")

    @property
    def line(self) -> str:
        """Write the address on one line, as on an envelope."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        return ", ".join(part for part in (self.place, self.street, town) if part)


class Position(Record):
    """Where the map pin goes, in degrees (WGS 84); only from a named source."""

    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class ContactText(Record):
    """A contact in one language."""

    description: Text
    hours: Text | None = None


class Contact(Record):
    """An office, helpline or organisation."""

    kind: ContactKind
    name: Text = Field(description="The official name, as on the door; never translated.")
    phones: tuple[Text, ...] = ()
    email: Text | None = None
    website: HttpUrl | None = None
    address: Address | None = None
    position: Position | None = None
    languages: tuple[Locale, ...] = ()
    old: tuple[Field_, ...] = Field((), description="Fields seen only in old or unsure sources.")
    unknown: tuple[Field_, ...] = Field((), description="Fields looked for in vain.")
    source: Text
    source_date: Text
    checked_on: Day
    state: Literal["draft", "confirmed", "outdated"]
    texts: Mapping[Locale, ContactText] = Field(min_length=1)

    def has_field(self, name: Field_) -> bool:
        """Tell whether a source gave this field."""
        if name == "hours":
            return any(text.hours for text in self.texts.values())
        return bool(getattr(self, name))
