"""When two spellings are the same name: case, quotes, scripts and look-alike letters.

Names reach us as "„БАИТ“", "BAIT" or "Е-Government" with a Cyrillic first letter. Two keys make
them meet: `fold` (what one hears: Bulgarian letters by the transliteration law of 2009) and
`lookalike_skeleton` (what one sees: capitals of the same shape are one letter).

>>> fold("„Българска Асоциация“") == fold("balgarska ASOTSIATSIA")
True
>>> fold("Sоfiaplan") == fold("Sofiaplan")  # the first "о" is Cyrillic
True
>>> lookalike_skeleton("ВАТ") == lookalike_skeleton("BAT")
True
"""

from __future__ import annotations

import re
import unicodedata

TRANSLITERATION = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a",
    "ь": "y", "ю": "yu", "я": "ya",
    # Letters of neighbours' alphabets that turn up in Bulgarian texts.
    "ѝ": "i", "ё": "yo", "ы": "y", "э": "e", "і": "i", "ї": "yi", "є": "e", "ј": "j", "љ": "lj",
    "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ѕ": "dz",
}  # fmt: skip

# Cyrillic letters drawn like a Latin one, by case: "В" looks like "B", "в" does not look like "b".
LOOKALIKES = {
    "А": "A", "В": "B", "Е": "E", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P", "С": "C",
    "Т": "T", "У": "Y", "Х": "X", "Ѕ": "S", "І": "I", "Ј": "J",
    "а": "a", "е": "e", "к": "k", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "ѕ": "s",
    "і": "i", "ј": "j",
}  # fmt: skip
TO_LATIN = str.maketrans(LOOKALIKES)
TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in LOOKALIKES.items()})

WORD = re.compile(r"[^\W_]+")
SPECIAL = ((re.compile(r"българия"), "bulgaria"), (re.compile(r"ия\b"), "ia"))


def script_of(letter: str) -> str:
    """`latin`, `cyrillic`, or nothing for digits and other signs."""
    name = unicodedata.name(letter, "") if letter.isalpha() else ""
    return next((s.lower() for s in ("LATIN", "CYRILLIC") if name.startswith(s)), "")


def is_mixed(word: str) -> bool:
    """Whether a word is written in both scripts, which is nearly always a slip of the keyboard.

    >>> is_mixed("Sоfia"), is_mixed("София"), is_mixed("Е")
    (True, False, False)
    """
    return {"latin", "cyrillic"} <= {script_of(letter) for letter in word}


def mixed_words(text: str) -> list[str]:
    """The words of a text that an editor should look at.

    A word keeps its hyphens and apostrophes, so that an "Е-Government" whose first letter is
    Cyrillic is seen.

    >>> mixed_words("Документ за Е-Government и София")
    ['Е-Government']
    """
    return [w for w in re.findall(r"[^\W_]+(?:[-’'][^\W_]+)*", text) if is_mixed(w)]


def one_script(word: str) -> str:
    """A mixed word written in the script most of its letters have, as far as shapes allow.

    >>> one_script("Sоfiaplan")
    'Sofiaplan'
    """
    if not is_mixed(word):
        return word
    scripts = [script_of(letter) for letter in word]
    latin = scripts.count("latin") >= scripts.count("cyrillic")
    return word.translate(TO_LATIN if latin else TO_CYRILLIC)


def transliterate(text: str) -> str:
    """Bulgarian in Latin letters by the table and the exceptions of the law of 2009.

    >>> transliterate("Столична община")
    'Stolichna obshtina'
    >>> transliterate("София, България")
    'Sofia, Bulgaria'
    """
    return re.sub(r"[^\W\d_]+", lambda found: _word_in_latin(found.group()), text)


def _word_in_latin(word: str) -> str:
    lowered = word.lower()
    for pattern, replacement in SPECIAL:
        lowered = pattern.sub(replacement, lowered)
    latin = "".join(TRANSLITERATION.get(letter, letter) for letter in lowered)
    if word.isupper() and len(word) > 1:
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def fold(text: str) -> str:
    """The key by which names are compared: words in small Latin letters, one space between.

    >>> fold("Клъстер „Изкуствен интелект – България“")
    'klaster izkustven intelekt bulgaria'
    >>> fold("  Café   No. 5 ")
    'cafe no 5'
    """
    plain = unicodedata.normalize("NFKC", text)
    latin = " ".join(transliterate(one_script(word)) for word in WORD.findall(plain))
    bare = unicodedata.normalize("NFKD", latin.casefold())
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def lookalike_skeleton(text: str) -> str:
    """The key by which shapes are compared: capitals of the same shape are one letter.

    >>> lookalike_skeleton("„НАТО“"), lookalike_skeleton("HATO")
    ('hato', 'hato')
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(TO_LATIN)
    return " ".join(WORD.findall(plain)).casefold()
