"""``gaps``: what people needed and the knowledge did not have."""

import asyncio
import json
from dataclasses import asdict
from typing import Annotated

import typer

from bot.services.auditing import find_gaps
from bot.services.ports import Tally


def gaps(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Show what was asked in vain (by nearest entry), rated wrong, lacks a source or a language.

    What people wrote is not kept, so this shows counts, never words.

    Example: chancenlotse gaps
    """
    from bot.app import make_clock, make_library
    from bot.settings import read_settings
    from bot.storage.database import open_database
    from bot.storage.tallies import StoredTallies

    settings = read_settings()
    library = make_library(settings)
    library.open()
    _, today = make_clock(settings)

    async def read_totals() -> tuple[Tally, ...]:
        database = open_database(settings.database_url)
        try:
            await database.migrate()
            async with database.transaction():
                return await StoredTallies(today).totals()
        finally:
            await database.close()

    found = find_gaps(library.shelf.knowledge, asyncio.run(read_totals()))
    if as_json:
        print(json.dumps([asdict(gap) for gap in found], ensure_ascii=False, indent=1))
        return
    for gap in found:
        print(f"{gap.count:6}  {gap.kind}: {gap.subject} ({gap.locale})")
    print(f"{len(found)} gaps")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(gaps)
