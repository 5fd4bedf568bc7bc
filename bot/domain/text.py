"""Turns what a person typed into plain words that compare, in every script people write in."""

import re
import unicodedata

LONGEST_TEXT = 4096
"""Characters of a message that are read; Telegram sends no more."""

LONGEST_WORD = 32
_CACHED_LETTERS = 8192
_SECTION_SIGN = "§"


def normalise(text: str) -> str:
    """Fold a text to plain words with one space between them; doing it twice changes nothing."""
    return " ".join(list_words(text))


def list_words(text: str) -> tuple[str, ...]:
    """List the plain words of a text in order."""
    plain = _compose(text[:LONGEST_TEXT]).translate(_LETTERS)[:LONGEST_TEXT]
    if _SECTION_SIGN in plain:
        plain = _SIGNED_SECTION.sub(_glue_section, plain).replace(_SECTION_SIGN, " ")
    return tuple([word[:LONGEST_WORD] for word in _SECTION.sub(_glue_section, plain).split()])


class _Letters(dict[int, str]):
    """Plain forms of characters, worked out when first met."""

    def __missing__(self, code: int) -> str:
        plain = "".join(_fold_part(part) for part in _decompose(chr(code)))
        if len(self) < _CACHED_LETTERS:
            self[code] = plain
        return plain


_LOOKALIKES = {
    _SECTION_SIGN: f" {_SECTION_SIGN} ",
    **dict.fromkeys("'’‘ʼʻ`´ʹـ", ""),
    **dict(zip("ıøđłæœё", "iodlaoе", strict=True)),
    **dict(zip("ٱىیېۍێکګةھہەۆ", "ايييييكگههههو", strict=True)),
}


def _decompose(letter: str) -> str:
    """Take case, width and marks apart, but leave Cyrillic letters such as й whole."""
    folded = letter.casefold()
    if "\u0400" <= folded <= "\u052f":
        return folded
    return unicodedata.normalize("NFKD", folded).casefold()


def _fold_part(letter: str) -> str:
    if letter in _LOOKALIKES:
        return _LOOKALIKES[letter]
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Me"} or unicodedata.combining(letter) or _is_selector(letter):
        return ""
    return letter if kind[0] in "LNM" else " "


def _is_selector(letter: str) -> bool:
    """Tell an invisible choice of how the letter before looks, as emoji have them."""
    return unicodedata.name(letter, "").startswith("VARIATION SELECTOR")


_LETTERS = _Letters()
_COMPOSED = {"и\u0306": "й", "И\u0306": "й", "і\u0308": "ї", "І\u0308": "ї"}
_MARKED = re.compile("|".join(_COMPOSED))


def _compose(text: str) -> str:
    """Join the Cyrillic letters that some keyboards send as a letter and a mark."""
    if "\u0306" in text or "\u0308" in text:
        return _MARKED.sub(lambda found: _COMPOSED[found[0]], text)
    return text


_SECTION_LETTERS = dict(zip("абвсцгдابجدسث", "abbccgdabcdcc", strict=True))
_ANY_LETTER = f"[a-h{''.join(_SECTION_LETTERS)}]"
_SIGNED_SECTION = re.compile(rf"{_SECTION_SIGN} +(\d{{2,3}})( *)({_ANY_LETTER})\b")
_SECTION = re.compile(rf"\b(\d{{2,3}})( *)({_ANY_LETTER})\b")
_WORDS_OF_ONE_LETTER = "aавсا"


def _glue_section(found: re.Match[str]) -> str:
    """Write ``§ 25 б`` as ``25b``; a letter that may be a word needs the sign or no gap."""
    number, gap, letter = found.groups()
    signed = found[0].startswith(_SECTION_SIGN)
    if gap and not signed and letter in _WORDS_OF_ONE_LETTER:
        return found[0]
    return f"{number}{_SECTION_LETTERS.get(letter, letter)}"
