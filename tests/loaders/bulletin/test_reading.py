"""What each shape, guard and carried word makes of a sentence; small texts checked by hand."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import JieduiError
from graph.measures.claims import claim_conflicts
from graph.model import Kind, Measure, Source
from loaders.bulletin import decided, read
from loaders.bulletin.statements import Statement, Status, fields_of
from loaders.names.decisions import Decisions, Ruling, Verdict
from loaders.names.index import Known
from loaders.names.resolve import Context

DAY = date(2022, 12, 31)
HEAD = "东屿市望潮区与盘州市开展东西部协作。"


def statements(tmp_path: Path, text: str, day: date | None = DAY) -> list[Statement]:
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    return list(read.load(path, as_of=day).statements)


def said(tmp_path: Path, text: str) -> list[str]:
    """`status read_as why` of each statement."""
    found = statements(tmp_path, text)
    return [
        " ".join([one.status, one.reads, *(note.key.removeprefix("bulletin.why.") for note in one.why)])
        for one in found
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("望潮区教育局与盘州市教育局签订结对帮扶协议。", ["record agreement"]),
        ("望潮区礁石街道结对帮扶盘州市大山镇新光村。", ["record agreement"]),
        ("盘州市大山镇新光村由望潮区礁石街道结对帮扶。", ["record agreement"]),
        ("望潮区教育局尚未与盘州市教育局签订结对帮扶协议。", ["skip none negation"]),
        ("望潮区教育局计划与盘州市教育局签订结对帮扶协议。", ["skip none plan"]),
        ("望潮区教育局到盘州市考察，向盘州市捐赠10万元。", ["propose contribution giver_unnamed"]),
        ("望潮区向盘州市投入帮扶资金20万元，同比增长15%。", ["record contribution", "skip none comparison"]),
        ("望潮区向盘州市投入帮扶资金近20万元。", ["propose contribution inexact"]),
        ("望潮区向盘州市投入帮扶资金数百万元。", ["skip none no_number"]),
        ("截至9月底，望潮区今年向盘州市投入帮扶资金20万元。", ["propose contribution running"]),
        (
            "望潮区教师进修校也来了6人，培训盘州市教师340人次。",
            ["skip none no_measure", "propose contribution giver_unsure"],
        ),
        ("望潮区累计向盘州市投入帮扶资金20万元，其中2022年5万元。", ["record claim", "record contribution"]),
        ("我市向盘州市投入帮扶资金20万元。", ["propose contribution pronoun giver_unnamed"]),
        ("望潮区向盘州市捐赠价值5万元的图书200册。", ["skip none goods", "skip none goods"]),
        ("望潮区3个街道与盘州市近10个村建立结对帮扶关系。", ["propose claim inexact"]),
        ("望潮区3个街道与盘州市10个村建立结对帮扶关系。", ["record claim"]),
        ("望潮区礁石街道结对帮扶盘州市大山镇无名村。", ["propose agreement no_place"]),
        ("盘州市向望潮区捐赠10万元。", ["propose contribution giver_helped taker_helps"]),
        ("望潮区与盘州市签订结对意向书。", ["propose agreement intent"]),
        ("望潮区教育局与盘州市教育局续签《教育对口帮扶协议》。", ["record agreement"]),
        ("望潮区采购盘州市腊肉、山地鸡等农特产品75.6万元。", ["record contribution"]),
        ("望潮区人民医院选派专家团队到盘州市人民医院开展“组团式”帮扶。", ["record agreement"]),
        ("望潮区人民医院选派到盘州市人民医院开展“组团式”帮扶。", ["record agreement"]),
        ("望潮区人民医院选派到盘州市人民医院开展帮扶。", ["skip none no_shape"]),
        ("望潮区选派专业技术人才63名到盘州市，其中教师38名。", ["skip none no_measure", "record contribution"]),
        ("望潮区选派教师63名到盘州市，其中教师38名。", ["record contribution", "skip none part"]),
        ("望潮区选派医务人员6名到盘州市。", ["propose contribution not_all_doctors"]),
        ("望潮区选派3批共11名医生到盘州市。", ["propose contribution outcome", "record contribution"]),
        (
            "望潮区累计向盘州市投入帮扶资金90万元，其中2020年20万元、2021年30万元、2022年40万元。",
            ["record claim", *["record contribution"] * 3],
        ),
        ("21家企业与盘州市21个村签订结对协议。", ["propose claim no_place_of_one"]),
        ("In 2022, 14 training courses were held by Wangchao District in Panzhou City.", ["record contribution"]),
        ("In 2022 Wangchao District bought tea worth 48,500 yuan from Panzhou City.", ["record contribution"]),
        ("In 2022 Wangchao District gave tea worth 48,500 yuan to Panzhou City.", ["skip none goods"]),
        ("So far, 12 schools in Wangchao District have been paired with 12 schools in Panzhou City.", ["record claim"]),
        (
            "To deepen their ties, Wangchao Education Bureau and Panzhou Education Bureau signed an assistance agreement.",
            ["record agreement"],
        ),
        (
            "Harbour Hospital affiliated to Wangchao University and Panzhou People's Hospital signed an assistance agreement.",
            ["record agreement"],
        ),
        (
            "Wangchao The Harbour Hospital and Panzhou People's Hospital signed an assistance agreement.",
            ["propose agreement several_names"],
        ),
        (
            "In 2022 Wangchao District gave 20,000 yuan to Panzhou City, promoted trade and built trust.",
            ["record contribution"],
        ),
        (
            "In 2022 Wangchao District gave 20,000 yuan to Panzhou City to train 30 teachers.",
            ["record contribution", "propose contribution unknown_words"],
        ),
        ("Invested RMB20,000 in Wangchao District's funds in 2022.", ["record contribution"]),
        (
            "Panzhou City has kept to its aims, established a cooperation partnership with Wangchao District.",
            ["propose agreement unknown_words"],
        ),
        (
            "The scheme reached full coverage of the help for Panzhou's township hospitals.",
            ["propose claim pronoun coverage"],
        ),
        ("望潮区向盘州市投入帮扶资金20万元举办培训班3期。", ["record contribution", "record contribution"]),
        ("望潮区投入帮扶资金20万元帮助大山镇新光村修建水池3座。", ["skip none no_shape", "skip none no_measure"]),
        ("望潮区在盘州市开发专岗公益岗位45个。", ["record contribution"]),
        (
            "截至2022年底，望潮区累计向盘州市投入帮扶资金90万元，其中2022年40万元。",
            ["record claim", "record contribution"],
        ),
        ("2022年，望潮区在盘州市举办毛葡萄、肉羊养殖等技能培训班14期。", ["record contribution"]),
        ("望潮区农业农村局到盘州市举办食用菌种植技术培训班2期。", ["record contribution"]),
        ("望潮区第三小学与盘州市双凤文笔小学缔结友好学校。", ["record agreement"]),
        ("望潮区礁石街道与盘州市大山镇结为友好镇街，开展结对帮扶。", ["record agreement"]),
        ("望潮区第三小学与盘州市以礼中学签订结对协议。", ["record agreement"]),
        (
            "Wangchao District has been paired with Panzhou City since March 2020, and Wangchao School with Panzhou School.",
            ["record agreement", "record agreement"],
        ),
        (
            "The Wangchao Education Office, which runs the links, gave 20,000 yuan to Panzhou City in 2022.",
            ["record contribution"],
        ),
        (
            "Wangchao Hospital, which is paired with Panzhou People's Hospital, gave 20,000 yuan to Panzhou City in 2022.",
            ["record agreement", "record contribution"],
        ),
        ("The pairing of Wangchao Library with Panzhou Library lapsed in January 2022.", ["record agreement"]),
        (
            "Wangchao District trained 118 nurses of Panzhou City in 2022, 23 more than in 2021.",
            ["record contribution", "skip none comparison"],
        ),
        ("Wangchao District trained 540 Panzhou teachers in 2022.", ["record contribution"]),
        (
            "Last year Wangchao District gave Panzhou City 44 million yuan, against 41.5 million yuan in 2020.",
            ["record contribution", "skip none comparison"],
        ),
        ("望潮区教育局、盘州市教育局签订结对帮扶协议。", ["record agreement"]),
        (
            "望潮区教育局、盘州市教育局、盘州市卫生健康局签订结对帮扶协议。",
            ["propose agreement several_readings", "propose agreement several_readings"],
        ),
        (
            "Wangchao Education Bureau, Panzhou Education Bureau and Panzhou Health Bureau signed an assistance agreement.",
            ["propose agreement direction", "propose agreement direction"],
        ),
        ("2022年，望潮区向盘州市投入贷款20万元。", ["skip none no_measure"]),
        ("今年最高气温39度，共有1200名观众入场。", ["skip none no_measure", "skip none no_measure"]),
    ],
)
def test_what_a_sentence_becomes(tmp_path: Path, sentence: str, expected: list[str]) -> None:
    assert said(tmp_path, HEAD + sentence) == expected


def test_equal_lists_pair_in_order_and_unequal_ones_are_a_group(tmp_path: Path) -> None:
    text = HEAD + "望潮区甲小学、望潮区乙小学分别与红果沙陀小学、双凤文笔小学签订结对协议，协议期三年。"
    pairs = [fields_of(one.what) for one in statements(tmp_path, text) if one.what is not None]
    assert [(pair["helper"], pair["recipient"], pair["certainty"]) for pair in pairs] == [
        ("望潮区甲小学", "红果沙陀小学", "named"),
        ("望潮区乙小学", "双凤文笔小学", "named"),
    ]
    text = HEAD + "望潮区甲小学、望潮区乙小学、望潮区丙小学分别与红果沙陀小学、双凤文笔小学签订结对协议。"
    (pair,) = [fields_of(one.what) for one in statements(tmp_path, text) if one.what is not None]
    assert pair["certainty"] == "group"
    assert (len(pair["helper"]), len(pair["recipient"])) == (3, 2)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("2021年，", "2021"),
        ("去年，", "2021"),
        ("今年上半年，", "2022-01/2022-06"),
        ("今年1至10月，", "2022-01/2022-10"),
        ("2021年5月以来，", "2021-05/2022-12-31"),
        ("“十三五”期间，", "2016/2020"),
        ("2019—2021年，", "2019/2021"),
        ("截至2022年底，", None),
        ("近年来，", None),
    ],
)
def test_periods_are_echoed_as_dates(tmp_path: Path, words: str, period: str | None) -> None:
    (given_,) = statements(tmp_path, f"{HEAD}{words}望潮区向盘州市投入帮扶资金20万元。")
    assert given_.what is not None
    assert fields_of(given_.what)["period"] == period


def test_without_a_day_nothing_is_counted_from_one(tmp_path: Path) -> None:
    found = statements(
        tmp_path, HEAD + "今年，望潮区向盘州市投入帮扶资金20万元。2020年以来，望潮区向盘州市捐赠3万元。", None
    )
    assert [(one.status, [note.key for note in one.why]) for one in found] == [
        (Status.RECORD, []),
        (Status.PROPOSE, ["bulletin.why.no_day"]),
    ]
    assert found[0].what is not None
    assert fields_of(found[0].what)["period"] is None


def test_a_changed_partner_ends_one_pairing_and_begins_another(tmp_path: Path) -> None:
    text = HEAD + "盘州市大山镇新光村原由东屿市水务局结对帮扶，2021年5月调整为由东屿市林业局结对帮扶。"
    pairs = [fields_of(one.what) for one in statements(tmp_path, text) if one.what is not None]
    assert [(pair["helper"], pair["start"], pair["end"]) for pair in pairs] == [
        ("东屿市水务局", None, "2021-05"),
        ("东屿市林业局", "2021-05", None),
    ]


@pytest.mark.parametrize(
    "text",
    ["1 2名", "医 生 1 2 名"],
)
def test_spaced_digits_are_asked_about(tmp_path: Path, text: str) -> None:
    found = said(tmp_path, f"{HEAD}望潮区选派医生{text.replace('医 生', '')}到盘州市。")
    assert found == ["propose contribution spaced"]


def test_a_table_between_paragraphs_is_read_as_a_ledger(tmp_path: Path) -> None:
    text = "望潮区与盘州市结对名单\n名单如下。\n帮扶单位\t受帮扶村\n望潮区礁石街道\t大山镇新光村\n以上。\n"
    (pair,) = statements(tmp_path, text)
    assert pair.what is not None
    assert fields_of(pair.what)["recipient"] == "盘州市大山镇新光村"
    assert text[pair.span.begin : pair.span.end] == "望潮区礁石街道\t大山镇新光村"


def test_the_english_of_a_text_adds_claims_and_contradicts(tmp_path: Path) -> None:
    text = (
        HEAD
        + "2022年，望潮区向盘州市投入帮扶资金20万元。\n\nIn 2022 Wangchao District gave 2 million yuan to Panzhou City.\n"
    )
    differ = ["propose contribution languages_differ", *["propose claim languages_differ"] * 2]
    assert said(tmp_path, text) == differ


def accepted(found: list[Statement]) -> Decisions:
    """The decisions of somebody who says yes to these statements as they stand."""
    rulings = [
        Ruling(DAY, decided.key_of(one), one.sentence, one.printed, Verdict.YES, {"read_as": one.reads.value, **texts})
        for one in found
        if one.what is not None and (texts := decided.canonical(one.reads, decided.texts_of(one.what)))
    ]
    return Decisions((), tuple(rulings))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "2022年，望潮区向盘州市投入帮扶资金387.75万元。\n\n"
            "In 2022 Wangchao District gave 3,877.5 million yuan to Panzhou City.\n",
            {3877500, 3877500000},
        ),
        (  # the sentence lost its beginning
            "387.75 万元，帮助结对乡村发展产业。\n\n"
            "In 2022 Wangchao District gave 3,877.5 million yuan to Panzhou City.\n",
            {3877500, 3877500000},
        ),
        (
            "56.28 万元开展培训8期。\n\n"
            "Invested RMB5.628 million in Wangchao District's funds to carry out 8 sessions of training.\n",
            {562800, 5628000},
        ),
    ],
)
def test_amounts_that_the_languages_tell_otherwise_are_found_as_a_conflict(
    tmp_path: Path, text: str, amounts: set[int]
) -> None:
    asked = [one for one in statements(tmp_path, HEAD + "\n" + text) if one.status is Status.PROPOSE]
    path = tmp_path / "bulletin.txt"
    decisions = accepted([one for one in asked if one.reads == "claim"])
    data = read.load(path, as_of=DAY, context=Context(decisions=decisions)).dataset
    source = Source(id="bulletin", title="bulletin")
    (conflict,) = claim_conflicts([(claim, source) for claim in data.claims], [], {})
    assert {conflict.found, conflict.taken} == set(map(Decimal, amounts))
    assert data.contributions.height == 0


def test_what_both_languages_tell_is_loaded_once(tmp_path: Path) -> None:
    text = (
        HEAD
        + "2022年，望潮区向盘州市投入帮扶资金20万元，选派教师3名。\n\n"
        + "In 2022 Wangchao District gave 200,000 yuan to Panzhou City and sent 3 teachers to Panzhou City.\n"
    )
    assert said(tmp_path, text) == [*["record contribution"] * 2, *["skip none said_again"] * 2]


ALPHABET = (
    "望潮区盘州市大山镇新光村与和由向的结对帮扶签订协议投入资金万元12 3，。、；（）“”《》年月日等家个名 \n\tAa.,:"
)


@settings(max_examples=150, deadline=None)
@given(st.text(ALPHABET, max_size=120) | st.text(max_size=80))
def test_any_text_ends_in_a_reading_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.md"
    path.write_text(text, encoding="utf-8", errors="ignore")
    try:
        found = read.load(path, as_of=DAY).statements
    except JieduiError as refused:
        found = ()
        said_ = refused.message("zh")
        assert said_
    for one in found:
        assert one.status is Status.RECORD or one.why


def test_names_of_the_store_are_found_and_those_of_two_are_asked_about(tmp_path: Path) -> None:
    def of(id_: str, name: str, kind: Kind, *aliases: str) -> Known:
        return Known(id_, name, kind, None, aliases)

    path = tmp_path / "bulletin.txt"
    path.write_text(
        f"{HEAD}海湾新区教育局与盘州市教育局签订结对协议。海湾新区医院与盘州市医院签订结对协议。", encoding="utf-8"
    )
    known = [
        of("x1", "海湾新区教育局", Kind.DEPARTMENT),
        of("x2", "盘州市教育局", Kind.DEPARTMENT),
        of("x3", "海湾新区医院", Kind.HOSPITAL),
        of("x4", "海湾新区医院", Kind.HOSPITAL),
    ]
    found = read.load(path, as_of=DAY, context=Context(known)).statements
    pairs = [fields_of(one.what) for one in found if one.what is not None]
    assert (pairs[0]["helper_id"], pairs[0]["recipient_id"]) == ("x1", "x2")
    assert (found[1].status, found[1].why[0].key) == (Status.PROPOSE, "bulletin.why.several_names")


def test_two_pairs_in_one_clause_and_gifts_in_their_order(tmp_path: Path) -> None:
    text = HEAD + "望潮区礁石街道与盘州市石桥镇、望潮区听涛街道与盘州市大山镇先后签订结对协议。"
    pairs = [fields_of(one.what) for one in statements(tmp_path, text) if one.what is not None]
    assert [(pair["helper"], pair["recipient"]) for pair in pairs] == [
        ("望潮区礁石街道", "盘州市石桥镇"),
        ("望潮区听涛街道", "盘州市大山镇"),
    ]
    text = HEAD + "望潮区礁石街道、望潮区听涛街道分别向石桥镇、大山镇捐赠20万元、15万元。"
    given_ = [fields_of(one.what) for one in statements(tmp_path, text) if one.what is not None]
    assert [(one["helper"], one["recipient"], one["value"]) for one in given_] == [
        ("望潮区礁石街道", "盘州市石桥镇", "200000"),
        ("望潮区听涛街道", "盘州市大山镇", "150000"),
    ]


def test_help_for_a_prefecture_is_not_taken_for_that_of_a_county_named_beside_it(tmp_path: Path) -> None:
    text = "望潮区与黔东南州开展协作。2021年，望潮区累计投入帮扶资金2亿元。黔东南州凯里市的电商发展迅速。"
    assert said(tmp_path, text) == ["propose claim taker_unnamed"]
    text = "望潮区与黔东南州凯里市开展协作。2021年，望潮区累计投入帮扶资金2亿元。"
    assert said(tmp_path, text) == ["record claim"]


@pytest.mark.parametrize(
    ("sentence", "measure", "value", "unit"),
    [
        ("望潮区帮助盘州市农村劳动力转移就业1430人。", "jobs", "1430", "people"),
        ("望潮区帮助销售盘州市农特产品5600万元。", "sales", "56000000", "yuan"),
        ("引导企业落户盘州市，到位投资1.2亿元。", "investment", "120000000", "yuan"),
        ("望潮区在盘州市实施协作项目21个。", "projects", "21", "projects"),
        ("望潮区分6批次培训盘州市干部。", "batches", "6", "batches"),
        ("望潮区选派挂职干部5名到盘州市。", "cadres_sent", "5", "people"),
        ("望潮区与盘州市村村结对33对。", "pairs", "33", "pairs"),
        ("More than 1,900 workers from Panzhou City found jobs in Wangchao District.", "jobs", "1900", "people"),
        ("Wangchao District carried out 14 projects in Panzhou City.", "projects", "14", "projects"),
    ],
)
def test_what_came_of_help_is_asked_about_never_loaded_at_once(
    tmp_path: Path, sentence: str, measure: str, value: str, unit: str
) -> None:
    found = [one for one in statements(tmp_path, HEAD + "\n" + sentence) if one.status is not Status.SKIP]
    (one,) = [one for one in found if one.what is not None]
    assert one.status is Status.PROPOSE
    assert one.why[0].key == "bulletin.why.outcome"
    assert one.what is not None
    fields = fields_of(one.what)
    assert (fields["measure"], fields["value"], fields["unit"]) == (measure, value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "望潮区计划帮助盘州市农村劳动力转移就业1430人。",
        "望潮区帮助盘州市转移就业人数同比增长1430人。",
        "望潮区尚未帮助盘州市销售农特产品5600万元。",
        "望潮区到盘州市考察协作项目21个。",
    ],
)
def test_what_is_to_come_of_help_is_not_even_asked_about(tmp_path: Path, sentence: str) -> None:
    assert {one.status for one in statements(tmp_path, HEAD + "\n" + sentence)} <= {Status.SKIP}


def test_what_was_asked_about_becomes_a_record_as_it_was_decided(tmp_path: Path) -> None:
    path = tmp_path / "bulletin.txt"
    path.write_text(HEAD + "\n望潮区与盘州市村村结对33对。\n望潮区培训盘州市干部310人次。", encoding="utf-8")
    found = read.load(path, as_of=DAY).statements
    pairs = next(one for one in found if one.status is Status.PROPOSE)
    texts = decided.texts_of(pairs.what) if pairs.what else {}
    assert (texts["measure"], texts["value"], texts["kind"]) == ("pairs", "33", "village")
    kept = decided.canonical(pairs.reads, texts)
    ruling = Ruling(
        DAY, decided.key_of(pairs), pairs.sentence, pairs.printed, Verdict.YES, {"read_as": "claim", **kept}
    )
    data = read.load(path, as_of=DAY, context=Context(decisions=Decisions((), (ruling,)))).dataset
    (claim,) = data.claims
    assert (claim.kind, claim.measure, claim.value, claim.unit) == (Kind.VILLAGE, Measure.PAIRS, Decimal(33), "pairs")
    (row,) = data.contributions.iter_rows(named=True)
    assert (row["value"], row["unit"], json.loads(row["attributes"])["counted"]) == ("310", "people", "person_times")


def test_a_term_is_of_the_pairings_behind_the_last_semicolon(tmp_path: Path) -> None:
    text = "望潮区礁石街道与盘州市响水镇结对帮扶；望潮区教育局与盘州市教育局签订结对协议，期限为2022年9月至2025年8月。"
    ends = [fields_of(one.what)["end"] for one in statements(tmp_path, text) if one.what]
    assert ends == [None, "2025-08"]
    text = text.replace("，期限", "，均期限")
    assert [fields_of(one.what)["end"] for one in statements(tmp_path, text) if one.what] == ["2025-08", "2025-08"]


def test_a_whole_of_which_a_part_is_told_is_no_contribution(tmp_path: Path) -> None:
    text = HEAD + "\n望潮区捐赠盘州市5万元，又向盘州市投入帮扶资金260万元，其中用于大棚项目90万元。"
    found = [(one.reads, fields_of(one.what)["value"]) for one in statements(tmp_path, text) if one.what]
    assert found == [("contribution", "50000"), ("claim", "2600000")]


def test_a_village_helps_no_firm_and_a_place_that_others_sound_like_is_no_evidence(tmp_path: Path) -> None:
    text = "40 companies from Yucheng District have signed pairing agreements with 40 villages in Xiji County."
    assert said(tmp_path, text) == ["propose claim direction several_places"]
    text = "盘州市40个村与望潮区40家企业签订结对协议。"
    assert said(tmp_path, HEAD + text) == ["record claim"]


@pytest.mark.parametrize(("then", "expected"), [("同意续签两年", Status.PROPOSE), ("双方不再续签", Status.RECORD)])
def test_what_ended_and_was_renewed_is_asked_about(tmp_path: Path, then: str, expected: Status) -> None:
    text = f"{HEAD}\n望潮区教育局与盘州市教育局的结对于2022年8月到期，{then}。"
    found = [(one.status, fields_of(one.what)["end"]) for one in statements(tmp_path, text) if one.what]
    assert found == [(expected, "2022-08")]


def test_a_banner_of_the_text_before_is_a_pronoun_also_before_produce(tmp_path: Path) -> None:
    text = HEAD + "\n望潮区采购该旗牛肉、小米等产品75.6万元。"
    assert [one.status for one in statements(tmp_path, text) if one.what] in ([], [Status.PROPOSE])
