import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.callback_data import MAX_BYTES, decode_destination, encode_destination
from bot.content.library import FileLibrary
from bot.domain.destination import Destination, Screen

SLUGS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True)


@given(st.sampled_from(Screen), SLUGS, st.sampled_from(["", "de", "en", "yes"]))
def test_what_a_button_carries_comes_back(screen: Screen, subject: str, detail: str) -> None:
    destination = Destination(screen, subject, detail)
    assert decode_destination(encode_destination(destination)) == destination


def test_a_destination_without_arguments_comes_back() -> None:
    assert decode_destination(encode_destination(Destination(Screen.MENU))) == Destination(
        Screen.MENU
    )


@given(st.text(max_size=80))
def test_forged_data_never_breaks_anything(data: str) -> None:
    decode_destination(data)


@pytest.mark.parametrize("data", [None, "", "0:m", "2:m", "1", "1:zz", "1:m:a:b:c", "m"])
def test_foreign_or_old_data_leads_nowhere(data: str | None) -> None:
    assert decode_destination(data) is None


def test_every_shipped_entry_fits_into_every_button(library: FileLibrary) -> None:
    for entry_id in library.shelf.knowledge.entries:
        for screen in Screen:
            data = encode_destination(Destination(screen, entry_id, "prs-AF"))
            assert len(data.encode()) <= MAX_BYTES


def test_what_does_not_fit_is_a_bug_and_says_so() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        encode_destination(Destination(Screen.ENTRY, "x" * 70))
