"""Who helps whom, as a table: what was given under an agreement has the two sides of it."""

from __future__ import annotations

from pathlib import Path

from tests.commands import answer, ask
from tests.loaders.packages import package

ORGANIZATIONS = "id,name,kind\nh,甲公司,enterprise\nr,一村,village\nq,二村,village\n"
AGREEMENTS = "id,helper,recipient,certainty\none,h,r,named\ntwo,h,r,group\ntwo,h,q,group\n"


def test_money_under_an_agreement_is_between_its_sides(tmp_path: Path) -> None:
    contributions = "id,agreement,measure,value,unit,period\na,one,funds,0.1,yuan,2019\nb,two,funds,5,yuan,2019\n"
    folder = package(tmp_path, organizations=ORGANIZATIONS, agreements=AGREEMENTS, contributions=contributions)
    assert ask(tmp_path / "s.db", "load", str(folder)).exit_code == 0
    told = answer(tmp_path / "s.db", "partners", "一村")["notes"]
    assert "Given: funds 0.1 yuan (2019), 甲公司 → 一村" in told
    assert "Given: funds 5 yuan (2019), — → —" in told  # the agreement is of two pairs, and nobody says of which
    assert "投入：资金 0.1 元（2019），甲公司 → 一村" in ask(tmp_path / "s.db", "partners", "甲公司", lang="zh").stdout
