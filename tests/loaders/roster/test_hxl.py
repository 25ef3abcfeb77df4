"""HXL tags: what each column holds, who helps, which level of administration is helped."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import ChoiceError
from loaders.roster.hxl import Tag, is_tags, tag_of, tagged
from tests.loaders.roster.small import loaded, pairs


def held(tags: str, labels: str = "") -> list[str | None]:
    """The field of each tag."""
    cells = tags.split()
    found = tagged(cells, labels.split(",") if labels else [""] * len(cells), range(99))
    return [found[place].field if place in found else None for place in range(len(cells))]


def test_a_tag_and_its_attributes() -> None:
    assert tag_of(" #Org +Impl+name") == Tag("#org", frozenset({"impl", "name"}))
    assert tag_of(None) == tag_of("Org") == Tag("", frozenset())
    assert (is_tags(["#org", "#adm1", "People"]), is_tags(["#1", "Org"]), is_tags([None])) == (True, False, False)


@pytest.mark.parametrize(
    ("tags", "fields"),
    [
        ("#org+impl #org+funding #adm1 #adm2", ["helper", None, "province", "recipient"]),
        ("#org #org+prog #adm4", ["helper", None, "recipient"]),
        ("#org+type+impl #org+impl+code #org+impl #loc", ["helper_kind", "helper_code", "helper", "recipient"]),
        ("#adm2+name #adm2+code #adm4+name #adm4+code", ["county", "county_code", "recipient", "recipient_code"]),
        ("#date+start #date+end #date+reported #sector #status", ["start", "end", None, "sector", "status"]),
        ("#value+planned+usd #currency #country #country+code", ["amount", "amount_unit", "country", None]),
    ],
)
def test_what_the_tags_say(tags: str, fields: list[str | None]) -> None:
    assert held(tags) == fields


def test_a_value_that_was_pledged_is_planned() -> None:
    found = tagged(["#value+pledged+usd", "#value+spent"], ["", ""], range(99))
    assert (found[0].planned, found[0].unit) == (True, "usd")
    assert (found[1].planned, found[1].field) == (False, "amount")  # and what was spent stays beside it
    assert 1 not in tagged(["#value+spent", "#value+received"], ["", ""], range(99))


@pytest.mark.parametrize(
    ("tags", "kind"),
    [("#adm1", "province"), ("#adm2", "prefecture"), ("#adm3", "county"), ("#adm4", "village"), ("#loc", "other")],
)
def test_the_deepest_level_decides_the_kind(tags: str, kind: str) -> None:
    found = tagged(["#org", tags], ["", ""], range(99))
    assert found[1].kind is not None
    assert found[1].kind.value == kind


def test_who_pays_is_asked_about_where_nobody_else_is_tagged(tmp_path: Path) -> None:
    table = "Donor,Village\n#org+funding,#adm4\nExample Aid,Upper Sample\nOther Aid,Lower Sample"
    with pytest.raises(ChoiceError) as error:
        loaded(tmp_path, table)
    assert error.value.key == "input.which_helper"
    found = loaded(tmp_path, table, mapping='[columns]\nhelper = "Donor"')
    assert pairs(found) == ["Example Aid > Upper Sample", "Other Aid > Lower Sample"]
