"""What is wrong with an input, said in one sentence that can be told in any language.

A calculation does not know the language of who asked. It raises `InputFault` with a sentence that
holds names in braces, and the values for them; whoever shows it translates the sentence first and
puts the values in afterwards. `mark` only makes a sentence known to the translators' catalogue,
which is gathered by names: import it as `_`, or as `gettext_noop` where `_` translates.

>>> fault = InputFault(_("Line {line}: the cost “{found}” is not a number."), line=7, found="ten")
>>> str(fault)
'Line 7: the cost “ten” is not a number.'
>>> fault.told({"Line {line}: the cost “{found}” is not a number.": "Ред {line}: „{found}“."}.get)
'Ред 7: „ten“.'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def mark(sentence: str) -> str:
    """The sentence itself; the call makes it known to the catalogue of translations."""
    return sentence


_ = mark


class InputFault(ValueError):
    """A mistake of the input: its place and what was found there, in one sentence."""

    def __init__(self, sentence: str, **values: Any) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(sentence.format(**values))

    def __reduce__(self) -> tuple[Callable[..., InputFault], tuple[str, dict[str, Any]]]:
        """Travel whole from the process that found the mistake to the one that tells it."""
        return _again, (self.sentence, self.values)

    def told(self, translate: Callable[[str], str | None]) -> str:
        """The sentence in the language of `translate`, values put in."""
        return (translate(self.sentence) or self.sentence).format(**self.values)


def _again(sentence: str, values: dict[str, Any]) -> InputFault:
    return InputFault(sentence, **values)
