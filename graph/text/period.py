"""Money of a period: what is said of `--period` and `--year`."""

TEXT = {
    "period.unknown": (
        "“{value}” is not a period. Write a year (2024), a half (2024-H1), a quarter (2024-Q1), a month (2024-05) or a range (2022..2024).",
        "“{value}”不是时间段。可写年（2024）、半年（2024上半年）、季度（2024年一季度）、月（2024-05）或起止（2022-2024）。",
    ),
    "period.reversed": (
        "The period “{value}” ends before it begins: swap its two ends.",
        "时间段“{value}”止于起始之前：请对调起止。",
    ),
    "period.once": (
        "{flags:list}: give one period only ({values:list} were given).",
        "{flags:list}：只能给出一个时间段（给出了 {values:list}）。",
    ),
    "period.funds_alone": (
        "A period is about money, so it only works with --by funds, not with --by {by}.",
        "时间段只针对资金，须与 --by funds 一起使用，不能与 --by {by} 一起使用。",
    ),
    "period.money": (
        "Money is what was given {period:stretch}: {funds:number} yuan.",
        "资金只计{period:stretch}投入的：{funds:number} 元。",
    ),
    "period.others": (
        "{value:number} yuan more went in that period to others of the same area and kind, which are not members and not counted.",
        "该时间段内另有 {value:number} 元给了同一范围、同一类型但不在册的单位，未计入。",
    ),
    "period.sectorless": (
        "{entries:amount names|amounts name} no sector ({value:number} yuan) and {entries:=is|are} in no line of a sector.",
        "有 {entries} 笔资金共 {value:number} 元未写明领域，未计入任何领域。",
    ),
    "period.unplaced": (
        "{unplaced:amount|amounts} ({unplaced_funds:number} yuan) {unplaced:=is|are} not added: {unplaced:=it states|they state} no period, or one that is not wholly in the period asked about.",
        "另有 {unplaced} 笔资金共 {unplaced_funds:number} 元未计入：未写明时间，或不全在所问时间段内。",
    ),
}
