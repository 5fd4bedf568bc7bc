"""JSON Schemas of the knowledge files, made from the same models that read them."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.domain.contact import Contact
from bot.domain.entry import EntryFile
from bot.domain.topic import Topic

_FILES: dict[str, Any] = {
    "entry": EntryFile,
    "contacts": dict[str, Contact],
    "topics": dict[str, Topic],
}


def make_schemas() -> dict[str, str]:
    """Make the text of each schema file, by its name."""
    return {
        f"{name}.schema.json": json.dumps(
            {
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                **TypeAdapter(kind).json_schema(),
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
        for name, kind in _FILES.items()
    }


def write_schemas(folder: Path) -> None:
    """Write the schema files."""
    folder.mkdir(exist_ok=True)
    for name, text in make_schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
