"""What tells two names apart."""

from __future__ import annotations

from loaders.names.index import one_edit


def test_a_direction_tells_two_names_apart_and_a_homophone_does_not() -> None:
    assert not one_edit("上寨", "下寨")
    assert one_edit("渔塘", "鱼塘")
