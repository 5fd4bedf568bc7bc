"""What the bot shows, before any channel has rendered it: text blocks, choices and links."""

from dataclasses import dataclass, field

from bot.domain.contact import Position
from bot.domain.destination import Destination
from bot.domain.locale import Language


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a screen."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do, in order, under a small heading."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A line such as a phone number or an address: a sign, the text, perhaps a link."""

    sign: str
    text: str
    url: str | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Lines that belong together, under a small heading if there is one."""

    lines: tuple[Fact, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: sources, dates, the state of a translation."""

    text: str


Block = Heading | Paragraph | Steps | Facts | Note


@dataclass(frozen=True, slots=True)
class Choice:
    """A button that leads to another screen."""

    label: str
    leads_to: Destination


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a web page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Venue:
    """A pin on the map."""

    title: str
    address: str
    position: Position


Row = tuple[Choice | Link, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """One screen."""

    language: Language
    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()
    venue: Venue | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """What one thing a person did is answered with: screens, perhaps a passing notice."""

    replies: tuple[Reply, ...] = ()
    notice: str = ""
    replaces: bool = field(default=False)
    """The first screen takes the place of the one whose button was pressed."""
