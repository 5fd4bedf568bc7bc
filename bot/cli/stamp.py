"""``stamp``: notes that translations agree with the German text as it is now."""

from collections.abc import Container
from typing import Annotated

import typer

from bot.content.stamp import stamp_file
from bot.domain.entry import Entry
from bot.domain.locale import SOURCE, Locale


def stamp(
    entries: Annotated[list[str] | None, typer.Argument(help="Entry ids; none: all.")] = None,
    *,
    locale: Annotated[list[str] | None, typer.Option(help="Only these languages.")] = None,
    stale_too: Annotated[
        bool, typer.Option("--stale", help="Also those whose German has changed since.")
    ] = False,
) -> None:
    """Write into each translation which state of the German text it was made from.

    Without --stale only translations that carry no stamp yet are stamped: for the others
    compare first, then name the entry and --stale.

    Example: chancenlotse stamp duldung-work --locale en --stale
    """
    if stale_too and not entries:
        raise typer.BadParameter("--stale: name the entries you have compared")
    from bot.app import make_library
    from bot.settings import read_settings

    settings = read_settings()
    library = make_library(settings)
    library.open()
    known = library.shelf.knowledge.entries
    if unknown := [name for name in entries or () if name not in known]:
        raise typer.BadParameter(f"no such entry: {', '.join(unknown)}")
    locales = library.shelf.knowledge.locales
    if unknown := [code for code in locale or () if code not in locales or code == SOURCE]:
        raise typer.BadParameter(f"no language to translate into: {', '.join(unknown)}")
    count = 0
    for entry in known.values():
        if entries and entry.id not in entries:
            continue
        wanted = _translations(entry, locale or locales, stale_too=stale_too)
        path = settings.knowledge_dir / "entries" / entry.topic / f"{entry.id}.yaml"
        count += len(stamp_file(path, entry, wanted))
    print(f"{count} translations stamped")


def _translations(entry: Entry, locales: Container[str], *, stale_too: bool) -> tuple[Locale, ...]:
    return tuple(
        code
        for code, text in entry.texts.items()
        if code != SOURCE and code in locales and (stale_too or text.translated_from is None)
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(stamp)
