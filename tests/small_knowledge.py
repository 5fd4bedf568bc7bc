"""Writes a small, sound knowledge folder and its catalogs, for tests that break one thing."""

from pathlib import Path

from bot.domain.entry import EntryText
from bot.domain.locale import Language, Locale

GERMAN = Language(Locale("de"), "Deutsch", right_to_left=False)
ENGLISH = Language(Locale("en"), "English", right_to_left=False)
LANGUAGES = (GERMAN, ENGLISH)

WORK = "entries/work/duldung-work.yaml"
DANGER = "entries/danger/domestic-violence.yaml"

_FILES = {
    "topics.yaml": """\
work:
  icon: "💼"
  texts:
    de: {title: Arbeit, description: Arbeiten und lernen.}
    en: {title: Work, description: Working and learning.}
danger:
  icon: "🆘"
  texts:
    de: {title: Gefahr, description: Hilfe sofort.}
    en: {title: Danger, description: Help at once.}
""",
    "contacts.yaml": """\
police:
  kind: emergency
  name: Polizei
  phones: ["110"]
  source: Bundesweiter Notruf
  source_date: undated
  checked_on: 2026-11-01
  state: confirmed
  texts:
    de: {description: Notruf., hours: Tag und Nacht}
    en: {description: Emergency number., hours: day and night}
advice-centre:
  kind: advice
  name: Migrationsberatung
  phones: ["+49 3571 000000"]
  website: https://example.org/rat
  address: {street: Markt 1, postcode: "02977", city: Hoyerswerda}
  languages: [de, ar]
  source: example.org
  source_date: 2026-10
  checked_on: 2026-11-01
  state: confirmed
  texts:
    de: {description: Beratung., hours: Di 9-12 Uhr}
    en: {description: Advice., hours: Tue 9-12}
""",
    "actions.yaml": """\
adviser: {de: [ich will mit einem menschen reden], en: [i want to talk to a human]}
language: {de: [sprache wechseln], en: [change language]}
delete-data: {de: [lösche meine daten], en: [delete my data]}
greeting: {de: [guten tag], en: [good morning]}
menu: {de: [zeig mir das menü], en: [show me the menu]}
""",
    "out_of_scope.yaml": """\
de: [wie wird das wetter, wer gewinnt das spiel]
en: [what is the weather like, who wins the match]
""",
    "lexicon.yaml": """\
job: {de: [arbeit, stelle], en: [job, work]}
violence: {de: [schlägt, gewalt], en: [hits, beats]}
""",
    "glossary.yaml": """\
duldung:
  term: Duldung
  forms: [Duldungen]
  written: [дульдунг]
  entries: [duldung-work]
  texts:
    de: Die Abschiebung ist für 3 Monate ausgesetzt.
    en: Deportation is suspended for 3 months.
""",
    "units.yaml": """\
month: {de: [Monat], en: [month]}
week: {de: [Woche], en: [week]}
may: {de: [Mai], en: [May]}
""",
    "utterances/de.yaml": """\
entries:
  duldung-work:
    - Ab wann lässt mich das Amt mit der Duldung in einer Bäckerei anfangen?
none:
  - Wo kaufe ich ein Fahrrad?
""",
    "utterances/en.yaml": """\
entries:
  domestic-violence:
    - He beats me every evening and I do not know where to go.
actions:
  menu:
    - take me back to all the topics
""",
}

_ENTRY = """\
topic: {topic}
checked_on: 2026-11-01
{more}sources:
  - {{title: "{law}", seen_on: 2026-08-19}}
contacts: [advice-centre]
related: [{related}]
texts:
  de:
    state: reviewed
    title: {title}
    answer: |-
      {answer}
    phrasings:
{german}
  en:
    state: draft
    translated_from: "{digest}"  # Ana, in the evening
    title: {english_title}
    answer: |-
      {english_answer}
    phrasings:
{english}
"""

_WORDS = [
    "heute",
    "morgen",
    "bald",
    "sofort",
    "schon",
    "jetzt",
    "hier",
    "dort",
    "lange",
    "immer",
    "wieder",
    "allein",
    "zusammen",
    "draußen",
    "drinnen",
]


def write_knowledge(folder: Path) -> Path:
    """Write a folder without a single problem on 2026-11-23."""
    for name, text in _FILES.items():
        _write(folder / name, text)
    work = {
        "topic": "work",
        "more": "",
        "law": "§ 60a AufenthG",
        "related": "domestic-violence",
        "title": "Darf ich mit Duldung arbeiten?",
        "answer": "Nur mit Erlaubnis.",
        "english_title": "May I work with a Duldung?",
        "english_answer": "Only with permission.",
    }
    _write(folder / WORK, _entry(work, "arbeiten mit duldung", "work with a duldung"))
    danger = {
        "topic": "danger",
        "more": "urgent: true\ncall_first: [police]\n",
        "law": "§ 1 GewSchG",
        "related": "duldung-work",
        "title": "Mein Partner schlägt mich",
        "answer": "Rufen Sie 110 an.",
        "english_title": "My partner hits me",
        "english_answer": "Call 110.",
    }
    _write(folder / DANGER, _entry(danger, "mein mann schlägt mich", "my husband hits me"))
    return folder


def write_catalogs(folder: Path) -> Path:
    """Write a German and an English catalog; what they lack is said in English."""
    write_catalog(folder, "de", 'msgid "Menu"\nmsgstr "Menü"\n')
    write_catalog(folder, "en", "")
    return folder


def write_catalog(folder: Path, locale: str, messages: str, *, header: str = "") -> Path:
    """Write one catalog; its messages begin on line 5 (one later for each header line)."""
    kind = '"Content-Type: text/plain; charset=utf-8\\n"\n'
    path = folder / locale / "LC_MESSAGES" / "messages.po"
    _write(path, f'msgid ""\nmsgstr ""\n{kind}{header}\n{messages}')
    return path


def edit(path: Path, old: str, new: str) -> None:
    """Change one spot of a file as an editor would; it has to be there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _entry(values: dict[str, str], german: str, english: str) -> str:
    source = EntryText.model_validate(
        {"state": "draft", "title": values["title"], "answer": values["answer"]}
    )
    return _ENTRY.format(
        **values,
        digest=source.digest,
        german=_phrasings(german),
        english=_phrasings(english),
    )


def _phrasings(beginning: str) -> str:
    return "\n".join(f"      - {beginning} {word}" for word in _WORDS)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
