"""The English words for numbers, which questions, bulletins and amounts in words are made of."""

from __future__ import annotations

_ONES = (
    "zero one two three four five six seven eight nine ten "
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES = {word: number for number, word in enumerate(_ONES.split())}
"""The words up to nineteen."""
TENS = {word: 10 * number for number, word in enumerate(_TENS.split(), start=2)}
