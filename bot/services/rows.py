"""Sets buttons side by side where half the width of a phone shows them whole."""

from collections.abc import Iterable

from bot.domain.reply import Choice, Row

SHORT_LABEL = 20
"""Characters of a button that half the width of a phone shows."""


def in_pairs(choices: Iterable[Choice]) -> tuple[Row, ...]:
    """Put two short labels side by side; a long one gets a row of its own, to be read whole."""
    rows: list[tuple[Choice, ...]] = []
    for choice in choices:
        previous = rows[-1] if rows else ()
        fits = [len(label.label) <= SHORT_LABEL for label in (*previous, choice)]
        if len(previous) == 1 and all(fits):
            rows[-1] = (*previous, choice)
        else:
            rows.append((choice,))
    return tuple(rows)
