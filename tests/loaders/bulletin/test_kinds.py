"""Kinds of wording that bulletins of outsiders had, each beside one like it that must stay a question or unread."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from loaders.bulletin import read
from loaders.bulletin.statements import Counted, Given, Pair, Statement, shown

DAY = date(2022, 12, 31)


def statements(tmp_path: Path, text: str) -> list[Statement]:
    path = tmp_path / "bulletin.txt"
    path.write_text(text, encoding="utf-8")
    return list(read.load(path, as_of=DAY).statements)


def told(tmp_path: Path, text: str) -> list[str]:
    """`status helper→recipient what why` of each statement that says something."""
    return [_told(one) for one in statements(tmp_path, text) if one.what is not None]


def _told(one: Statement) -> str:
    what = one.what
    why = " ".join(note.key.removeprefix("bulletin.why.") for note in one.why)
    if isinstance(what, Pair):
        sides = "→".join("+".join(map(shown, side)) for side in (what.helpers, what.recipients))
        dates = f"{what.start or ''}–{what.end or ''}" if what.start or what.end else ""
        return " ".join(filter(None, [one.status, sides, dates, why]))
    assert isinstance(what, Given | Counted)
    if isinstance(what, Counted) and what.measure is None:
        return f"{one.status} claim {' '.join(what.recipients)}"
    sides = "→".join("?" if side is None else shown(side) for side in (what.helper, what.recipient))
    return " ".join(filter(None, [one.status, sides, str(what.measure), str(what.value), why]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one with several, or several with one, told by “and”
        (
            "望潮区礁石街道、听涛街道分别结对盘州市大山镇和石桥镇。",
            ["record 望潮区礁石街道→盘州市大山镇", "record 望潮区听涛街道→盘州市石桥镇"],
        ),
        (
            "望潮区教育局和望潮区水务局共同结对盘州市大山镇新光村。",
            ["record 望潮区教育局→盘州市大山镇新光村", "record 望潮区水务局→盘州市大山镇新光村"],
        ),
        (
            "望潮区礁石街道、听涛街道依次结对盘州市大山镇、石桥镇。",
            ["record 望潮区礁石街道→盘州市大山镇", "record 望潮区听涛街道→盘州市石桥镇"],
        ),
        # help between two names that end alike
        ("望潮区礁石医院帮扶盘州市大山镇中心卫生院。", ["record 望潮区礁石医院→盘州市大山镇中心卫生院"]),
        ("望潮区就业帮扶服务中心向盘州市捐赠5万元。", ["record 望潮区就业帮扶服务中心→盘州市 funds 50000"]),
        # who was put in charge of whom
        (
            "盘州市大山镇、石桥镇分别交由望潮区礁石街道、听涛街道对口支援。",
            ["record 望潮区礁石街道→盘州市大山镇", "record 望潮区听涛街道→盘州市石桥镇"],
        ),
        ("盘州市大山镇由望潮区礁石街道牵头支援。", ["record 望潮区礁石街道→盘州市大山镇"]),
        ("盘州市大山镇的物资交由望潮区礁石街道保管。", []),
        # one pairing takes the place of another
        (
            "2021年5月，望潮区与盘州市建立结对关系。2022年4月，盘州市改与望潮区礁石街道结对。",
            ["record 望潮区→盘州市 2021-05–2022-04", "record 望潮区礁石街道→盘州市 2022-04–"],
        ),
        (
            "2021年5月，望潮区礁石街道与盘州市大山镇签订结对协议。到了2022年4月，望潮区礁石街道调整为结对盘州市石桥镇。",
            ["record 望潮区礁石街道→盘州市大山镇 2021-05–2022-04", "record 望潮区礁石街道→盘州市石桥镇 2022-04–"],
        ),
        (
            "望潮区礁石街道与盘州市大山镇签订结对协议。望潮区礁石街道调整为结对盘州市石桥镇。",
            ["propose 望潮区礁石街道→盘州市大山镇 no_end", "record 望潮区礁石街道→盘州市石桥镇"],
        ),
        # when it began: not when it was renewed, nor when something else was
        ("2022年4月，望潮区教育局与盘州市教育局续签结对协议。", ["record 望潮区教育局→盘州市教育局"]),
        ("2022年7月，第三批工作队进驻，盘州市由望潮区结对帮扶。", ["record 望潮区→盘州市"]),
        ("2022年7月起，盘州市由望潮区结对帮扶。", ["record 望潮区→盘州市 2022-07–"]),
        ("望潮区和盘州市的结对关系始于2018年。", ["record 望潮区→盘州市 2018–"]),
        ("2021年以来，望潮区教育局先后与盘州市教育局、盘州市民政局签订结对协议。", 2 * ["record"]),
        # people who arrived; visitors did, too
        ("望潮区选派的5名医生抵达盘州市人民医院。", ["record 望潮区→盘州市人民医院 doctors_sent 5"]),
        ("望潮区的5名医生来到盘州市人民医院。", []),
        ("望潮区5名医生一行抵达盘州市人民医院参观。", []),
        # what was paid for what was bought
        (
            "望潮区海潮食品有限公司采购盘州市马铃薯1150吨，采购额207万元。",
            ["record 望潮区海潮食品有限公司→盘州市 purchases 2070000"],
        ),
        ("望潮区海潮食品有限公司与盘州市签订合同，采购额207万元。", ["propose ?→盘州市 purchases 2070000"]),
        # money that a place got to grow; what was built with it is of nobody
        ("望潮区投入帮扶资金80万元支持盘州市大山镇新光村发展。", ["record 望潮区→盘州市大山镇新光村 funds 800000"]),
        ("2022年望潮区拨付盘州市的协作资金已达1500万元。", ["record 望潮区→盘州市 funds 15000000"]),
        ("望潮区财政拨付盘州市协作资金1500万元。", ["record 望潮区→盘州市 funds 15000000"]),
        # all of several are paired: how many on each side is said, or only that all are
        ("望潮区5个街道已与盘州市7个乡镇实现结对全覆盖。", ["record claim township"]),
        ("望潮区礁石街道与盘州市大山镇实现结对全覆盖。", ["propose 望潮区礁石街道→盘州市大山镇 coverage"]),
        ("望潮区礁石街道也在去年3月与盘州市大山镇结了对子。", ["record 望潮区礁石街道→盘州市大山镇 2021-03–"]),
        # the end of a pairing stands in a clause of its own
        (
            "盘州市大山镇原由望潮区礁石街道对口支援，该协议已于2021年12月到期。",
            ["record 望潮区礁石街道→盘州市大山镇 –2021-12"],
        ),
        ("盘州市大山镇原由望潮区礁石街道对口支援，已到期。", ["propose 望潮区礁石街道→盘州市大山镇 no_end"]),
        (
            "望潮区礁石街道与盘州市大山镇结对，听涛街道与盘州市石桥镇结对，协议于2021年12月到期。",
            ["record 望潮区礁石街道→盘州市大山镇", "propose 听涛街道→盘州市石桥镇"],
        ),
        # money that was set aside: given only by somebody to somebody
        ("望潮区向盘州市大山镇安排帮扶资金12万元。", ["record 望潮区→盘州市大山镇 funds 120000"]),
        ("望潮区为盘州市大山镇新光村落实科研经费10万元。", ["record 望潮区→盘州市大山镇新光村 funds 100000"]),
        ("盘州市落实帮扶资金12万元。", []),
        # what was bought there, whatever it is; not what was bought for use
        ("望潮区总工会采购盘州市梯田红米86.4万元。", ["record 望潮区总工会→盘州市 purchases 864000"]),
        ("望潮区总工会采购办公用品86.4万元。", []),
        ("望潮区总工会采购盘州市大山镇路灯设备86.4万元。", []),
        # posts that were offered, and those that are wanted
        ("望潮区为盘州市大山镇提供公益性岗位15个。", ["record 望潮区→盘州市大山镇 posts 15"]),
        ("望潮区将为盘州市大山镇提供公益性岗位15个。", []),
        ("望潮区为盘州市大山镇提供岗位15个。", []),
        # parts of two measures of one time hold nothing of each other
        (
            "2022年，望潮区选派人才63名，其中教师38名、医生25名，到盘州市开展帮扶。",
            ["record 望潮区→盘州市 teachers_sent 38", "record 望潮区→盘州市 doctors_sent 25"],
        ),
        # a year that was over does not run up to the day
        (
            "截至2022年8月，望潮区累计向盘州市投入帮扶资金90万元，其中2021年50万元、2022年40万元。",
            [
                "record 望潮区→盘州市 funds 900000",
                "record 望潮区→盘州市 funds 500000",
                "propose 望潮区→盘州市 funds 400000 running",
            ],
        ),
        # 该村 is asked about, with the village that the sentence named
        (
            "望潮区教育局与盘州市大山镇新光村签订结对协议，并向该村捐赠帮扶资金5万元。",
            [
                "record 望潮区教育局→盘州市大山镇新光村",
                "propose 望潮区教育局→盘州市大山镇新光村 funds 50000 pronoun",
            ],
        ),
        # a price before what was bought; not of equipment, and not of what was built
        ("望潮区总工会花16.8万元采购了盘州市大山镇的核桃。", ["record 望潮区总工会→盘州市大山镇 purchases 168000"]),
        ("望潮区总工会花16.8万元采购了盘州市大山镇的路灯设备。", []),
        ("望潮区总工会花16.8万元修建了盘州市大山镇的文化广场。", []),
        # what money was for; where nobody is named, it may be of the giver itself
        (
            "望潮区教育局向盘州市大山镇新光村捐资30万元设立人才培养基金。",
            ["record 望潮区教育局→盘州市大山镇新光村 funds 300000"],
        ),
        ("望潮区教育局捐资30万元设立人才培养基金。", ["propose 望潮区教育局→? funds 300000 taker_unnamed"]),
        # behind goods with a worth, 并 goes on to the same recipient
        (
            "望潮区教育局向盘州市大山镇捐赠了价值120万元的设备一套，并捐资30万元。",
            ["record 望潮区教育局→盘州市大山镇 funds 300000"],
        ),
        (
            "望潮区教育局向盘州市大山镇捐赠了价值120万元的设备一套，捐资30万元。",
            ["propose 望潮区教育局→? funds 300000 taker_unnamed"],
        ),
        # for whom stands before both; behind a comma it may be for others
        (
            "望潮区为盘州市大山镇培训干部20人次、开发公益性岗位15个。",
            ["record 望潮区→盘州市大山镇 trainees 20", "record 望潮区→盘州市大山镇 posts 15"],
        ),
        (
            "望潮区为盘州市大山镇培训干部20人次，开发公益性岗位15个。",
            ["record 望潮区→盘州市大山镇 trainees 20", "propose 望潮区→? posts 15 taker_unnamed"],
        ),
        # 派去 says where
        (
            "望潮区教育局与盘州市第三中学签订结对协议，派去老师6名。",
            ["record 望潮区教育局→盘州市第三中学", "record 望潮区教育局→盘州市第三中学 teachers_sent 6"],
        ),
        (
            "望潮区教育局与盘州市第三中学签订结对协议，派出老师6名。",
            ["record 望潮区教育局→盘州市第三中学", "propose 望潮区教育局→? teachers_sent 6 taker_unnamed"],
        ),
        ("我市（盘州市）现由望潮区对口帮扶。", ["record 望潮区→盘州市"]),
        ("我市现由望潮区对口帮扶盘州市以外的乡镇。", ["propose 望潮区→盘州市 unknown_words pronoun"]),
        (
            "望潮区中心医院派出由14名医生组成的医疗队赴盘州市人民医院。",
            ["record 望潮区中心医院→盘州市人民医院 doctors_sent 14"],
        ),
        # all of the kind that was counted; not of another
        (
            "望潮区10个街道与盘州市13个乡镇（街道）建立结对关系，实现盘州市乡镇（街道）结对全覆盖。",
            ["record claim township", "record 望潮区→盘州市 coverage 1"],
        ),
        (
            "望潮区10个街道与盘州市13个乡镇（街道）建立结对关系，实现盘州市学校结对全覆盖。",
            ["record claim township", "propose ?→盘州市 coverage 1 coverage"],
        ),
        # the same day is not the one until which the pairing before is to last
        (
            "2022年5月18日，望潮区教育局与盘州市教育局签订结对协议，协议有效期至2026年5月。"
            "同一天，望潮区卫健局与盘州市卫健局签订结对协议。",
            [
                "record 望潮区教育局→盘州市教育局 2022-05-18–2026-05",
                "record 望潮区卫健局→盘州市卫健局 2022-05-18–",
            ],
        ),
        # an entry begins with who it is on; a name before a comma may be anything
        (
            "望潮区教育局：向盘州市大山镇拨付帮扶资金5万元；望潮区水务局：向盘州市石桥镇拨付帮扶资金6万元。",
            ["record 望潮区教育局→盘州市大山镇 funds 50000", "record 望潮区水务局→盘州市石桥镇 funds 60000"],
        ),
        (
            "望潮区教育局：向盘州市大山镇拨付帮扶资金5万元；水务局，向盘州市石桥镇拨付帮扶资金6万元。",
            [
                "record 望潮区教育局→盘州市大山镇 funds 50000",
                "propose 望潮区教育局→盘州市石桥镇 funds 60000 giver_unsure",
            ],
        ),
        # several sorts were trained together; of those sent, each is a measure of its own
        ("望潮区教育局为盘州市培训校长、教师160人。", ["record 望潮区教育局→盘州市 trainees 160"]),
        ("望潮区教育局向盘州市派出校长、教师160人。", []),
        ("五年累计投入资金420万元，帮扶盘州市大山镇新光村。", ["propose ?→盘州市 funds 4200000 giver_unnamed"]),
        ("望潮区向盘州市乡镇投入资金50万元。", ["propose 望潮区→盘州市 funds 500000 unknown_words"]),
    ],
)
def test_chinese(tmp_path: Path, text: str, expected: list[str]) -> None:
    found = told(tmp_path, text)
    assert len(found) == len(expected)
    for one, begin in zip(found, expected, strict=True):
        assert one.startswith(begin)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Under the east-west cooperation programme, Wangchao District sent eight doctors to Panzhou City in 2022.",
            ["record Wangchao District→Panzhou City doctors_sent 8"],
        ),
        (
            "At the ceremony, Wangchao District donated 200,000 yuan to Panzhou City for student grants.",
            ["record Wangchao District→Panzhou City funds 200000"],
        ),
        (
            "Wangchao District donated 200,000 yuan to Panzhou City to repair its canals.",
            ["record Wangchao District→Panzhou City funds 200000"],
        ),
        # who came to a course was trained by those who held it; who came to a meeting was not
        (
            "Wangchao Education Bureau held 2 training sessions in Panzhou City, attended by 96 teachers.",
            [
                "record Wangchao Education Bureau→Panzhou City sessions 2",
                "record Wangchao Education Bureau→Panzhou City trainees 96",
            ],
        ),
        ("Wangchao Education Bureau held a concert in Panzhou City, attended by 96 teachers.", []),
        # a purpose that names somebody else may be the recipient
        (
            "Wangchao District donated 200,000 yuan to Panzhou City for the Lantern School.",
            [],
        ),
        (
            "Wangchao's Bridge Town and Panzhou's Danxia Town signed a twinning agreement.",
            ["record Bridge Town of Wangchao→Danxia Town"],
        ),
        (
            "Reef Town and Bridge Town of Wangchao District are paired with Danxia Town of Panzhou City.",
            ["record Reef Town→Danxia Town", "record Bridge Town of Wangchao District→Danxia Town"],
        ),
        # a part that is told with who gave it to whom; not what was only promised
        (
            "In total, 6.6 million yuan was spent, including 1.5 million yuan that Wangchao District gave to Panzhou City.",
            ["record Wangchao District→Panzhou City funds 1500000.0"],
        ),
        (
            "In total, 6.6 million yuan was spent, including 1.5 million yuan that Wangchao District pledged to it.",
            [],
        ),
        (
            "Members gave 1,360,000 yuan to Panzhou City: 900,000 yuan from Harbour Rotary Society and 460,000 yuan from Reef Foundation.",
            [
                "propose ?→Panzhou City funds 1360000 unknown_words giver_unnamed",
                "record Harbour Rotary Society→Panzhou City funds 900000",
                "record Reef Foundation→Panzhou City funds 460000",
            ],
        ),
        (
            "Wangchao District gave 2 million yuan to Panzhou City in 2021 and 1.8 million yuan in 2022.",
            [
                "record Wangchao District→Panzhou City funds 2000000",
                "record Wangchao District→Panzhou City funds 1800000.0",
            ],
        ),
        (
            "Wangchao District gave 200,000 yuan to Panzhou City, as well as 200 computers.",
            ["record Wangchao District→Panzhou City funds 200000"],
        ),
        (
            "Wangchao District donated 200,000 yuan to Qingshan Primary School in Panzhou City.",
            ["record Wangchao District→Qingshan Primary School funds 200000"],
        ),
        # an aside in small letters says nothing; one that says it was formerly so may
        (
            "Wangchao College, our neighbour, ended its partnership with Panzhou Vocational School in June 2022.",
            ["record Wangchao College→Panzhou Vocational School –2022-06"],
        ),
        (
            "Wangchao College, a former neighbour, ended its partnership with Panzhou Vocational School in June 2022.",
            ["propose Wangchao College→Panzhou Vocational School –2022-06 unknown_words"],
        ),
        (
            "Our subsidiary, Halcyon Trust, donated 60,000 yuan to Panzhou Vocational School.",
            ["record Halcyon Trust→Panzhou Vocational School funds 60000"],
        ),
        (
            "Twenty-two companies from Wangchao District are paired with 30 villages in Panzhou City.",
            ["record claim village"],
        ),
        (
            "Wangchao District held 9 training sessions for 41 village officials of Panzhou City.",
            [
                "record Wangchao District→Panzhou City sessions 9",
                "record Wangchao District→Panzhou City trainees 41",
            ],
        ),
        (
            "The Reef Foundation has been paired with just one village, Xinguang Village in Dashan Town, since 2021.",
            ["record Reef Foundation→Xinguang Village 2021–"],
        ),
        # which foundation stands nowhere
        ("The Foundation was paired with Panzhou Vocational School in 2021.", []),
    ],
)
def test_english(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = f"Wangchao District helps Panzhou City.\n\n{text}"
    assert told(tmp_path, path)[1:] == expected


def test_towns_of_the_county_that_helps_are_found_where_nothing_stands_before_them(tmp_path: Path) -> None:
    text = (
        "胶州市与礼县携手。里岔镇与礼县永兴镇、胶西街道与礼县白河镇分别签订结对协议。里岔镇、无名镇与礼县永兴镇结对。"
    )
    assert told(tmp_path, text) == [
        "record 胶州市里岔镇→礼县永兴镇",
        "record 胶州市胶西街道→礼县白河镇",
        "propose 胶州市里岔镇→礼县永兴镇 no_place",
        "propose 无名镇→礼县永兴镇 no_place",
    ]


def test_of_a_province_that_is_helped_in_part_the_rest_helps_others(tmp_path: Path) -> None:
    text = "湖南省对口支援西藏山南市贡嘎县。2023年9月，株洲市第二中学与贡嘎县中学结成姊妹学校。"
    assert told(tmp_path, text) == [
        "record 湖南省→西藏山南市贡嘎县",
        "record 株洲市第二中学→贡嘎县中学 2023-09–",
    ]
