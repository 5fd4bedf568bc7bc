"""A topic: a node of the menu that holds entries."""

from collections.abc import Mapping
from typing import NewType

from pydantic import Field

from bot.domain.locale import Locale
from bot.domain.record import Record, Text

TopicId = NewType("TopicId", str)


class TopicText(Record):
    """A topic in one language."""

    title: Text
    description: Text


class Topic(Record):
    """A node of the menu."""

    icon: Text
    texts: Mapping[Locale, TopicText] = Field(min_length=1)
