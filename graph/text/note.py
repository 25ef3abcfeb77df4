"""Notes that stand under the answers of several questions."""

TEXT = {
    "note.bounded_funds": (
        "{count:amount is|amounts are} not exact (over, under or about), and added as {count:=it is|they are} written.",
        "有 {count} 笔金额不是准确数（超过、不到或约），按所写数字相加。",
    ),
    "note.unnamed_funds": (
        "{count:entry of money names|entries of money name} nobody on this side and {count:=is|are} not counted.",
        "{count} 笔资金未写明这一侧是谁，未计入。",
    ),
    "note.illustrative": (
        "{count} of {roster} {count:=is|are} counted through illustrative records: invented to fill published counts, never facts.",
        "{roster} 个中有 {count} 个依据示例记录计数：示例是为凑足通报数而虚构的，不是事实。",
    ),
    "note.illustrative_rows": (
        "{count:row is|rows are} illustrative: invented to fill published counts, never facts.",
        "{count} 行为示例：为凑足通报数而虚构，不是事实。",
    ),
    "note.listed_since": (
        "{dataset}: {helper} → {recipient}, listed since {since:open}.",
        "{dataset}：{helper} → {recipient}，自 {since:open} 起列出。",
    ),
    "note.listed_until": (
        "{dataset}: {helper} → {recipient}, listed from {since:open} to {gone}, then no longer listed.",
        "{dataset}：{helper} → {recipient}，{since:open} 至 {gone} 列出，此后不再列出。",
    ),
    "note.unused": (
        "{name}: {count:row was|rows were} not used, and not mended since. To mend them: jiedui load FILE --rejects mend.xlsx",
        "{name}：{count} 行未能使用，尚未更正。更正方法：jiedui load 文件 --rejects 更正.xlsx",
    ),
    "note.off_roster": (
        "{count} {kind:by count} that agreements name {count:=is|are} on no roster, and {count:=is|are} not counted.",
        "另有 {count} 个被列为受援方的{kind:many}不在任何名册内，未计入。",
    ),
    "note.too_early": (
        "Nothing is loaded for {day} or before of {names:list}: that version, the earliest, is taken instead.",
        "{names:list}：没有 {day} 及以前的内容，改用此最早的版本。",
    ),
    "note.open_dates": (
        "{open:part agreements} {agreements:=agreement|agreements} in force {open:=has|have} an unknown or partial date: {open:=it is|they are} taken as in force on {day} because nothing says otherwise.",
        "{agreements} 份有效协议{open:part agreements 份}起止日期不明或不完整：因无相反记载，视为在 {day} 有效。",
    ),
    "note.registered": (
        "“No registered partner” is what the records say; it does not mean that no help is given.",
        "“无登记结对单位”仅指记录中没有，并不表示没有得到帮扶。",
    ),
}
