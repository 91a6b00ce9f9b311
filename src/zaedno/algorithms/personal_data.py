"""Personal data that people write into free text without meaning to publish it.

Found are Bulgarian national identity numbers (ЕГН), telephone numbers and e-mail addresses. A
finding is a hint for its author before publication; nothing is stored of it.

Result
    `Finding(kind, start, end)`: what it is and where it stands in the text, in order.
Source
    ЕГН: ten digits, YYMMDD with the century in the month (+20 for 18xx, +40 for 20xx), and a check
    digit with the weights 2, 4, 8, 5, 10, 9, 7, 3, 6 modulo 11 modulo 10 (Ordinance on the unified
    system for civil registration). Telephones: ITU-T E.164 country code +359, national prefix 0,
    8 or 9 digits after it.

>>> text = "Търсете ме на 0888 123 456 или me@example.org, ЕГН 7523169263."
>>> [(found.kind, text[found.start:found.end]) for found in findings(text)]
[('phone', '0888 123 456'), ('email', 'me@example.org'), ('identity_number', '7523169263')]
>>> findings("Решение 1234567890 от 2021 г., 12 000 лв., ул. „Оборище“ 44")
[]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

IDENTITY_NUMBER, PHONE, EMAIL = "identity_number", "phone", "email"

WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
TEN_DIGITS = re.compile(r"(?<!\d)\d{10}(?!\d)")
PHONES = re.compile(r"(?<![\d+])(?:\+359|00359|0)(?:[ \-./()]{0,2}\d){8,9}(?!\d)")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")


@dataclass(frozen=True, order=True)
class Finding:
    """One piece of personal data, as `text[start:end]`."""

    start: int
    end: int
    kind: str


def is_identity_number(digits: str) -> bool:
    """Whether ten digits are a valid ЕГН: a day that exists, and the right check digit.

    >>> is_identity_number("7523169263"), is_identity_number("7523169264")
    (True, False)
    >>> is_identity_number("7502300000")  # 30 February
    False
    """
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    year, month, day = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    century, month = next(
        ((c, month - m) for c, m in ((2000, 40), (1800, 20), (1900, 0)) if month > m), (1900, 0)
    )
    try:
        date(century + year, month, day)
    except ValueError:
        return False
    total = sum(w * int(d) for w, d in zip(WEIGHTS, digits, strict=False))
    return total % 11 % 10 == int(digits[9])


def findings(text: str) -> list[Finding]:
    """All personal data found in a text, in the order in which it stands there."""
    found = [
        Finding(m.start(), m.end(), IDENTITY_NUMBER)
        for m in TEN_DIGITS.finditer(text)
        if is_identity_number(m.group())
    ]
    taken = {place for f in found for place in range(f.start, f.end)}
    found += [
        Finding(m.start(), m.end(), PHONE) for m in PHONES.finditer(text) if m.start() not in taken
    ]
    found += [Finding(m.start(), m.end(), EMAIL) for m in ADDRESS.finditer(text)]
    return sorted(found)
