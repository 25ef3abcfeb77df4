"""The readings of characters are those of the package that they come from."""

from __future__ import annotations

from pypinyin.pinyin_dict import pinyin_dict

from graph import lookup


def test_the_table_that_is_read_alone_is_the_one_of_the_package() -> None:
    assert {int(code): readings for code, readings in lookup._readings().items()} == pinyin_dict
