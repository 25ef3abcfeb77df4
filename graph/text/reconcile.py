"""`jiedui reconcile`: names that were not matched, and the decisions about them."""

TEXT = {
    "reconcile.field": (
        "Sheet {sheet}, row {row} of {file}, column {column}: “{value}” cannot be used: {why:said}. Correct the cell, then run this again; nothing was recorded.",
        "{file} 工作表“{sheet}”第 {row} 行“{column}”列：“{value}”无效：{why:said}。请更正该单元格后重新运行；未记录任何决定。",
    ),
    "reconcile.yes_or_no": ("write 是 or 否", "请填 是 或 否"),
    "reconcile.no_key": (
        "it is not the key of a statement; copy the row anew from a workbook that jiedui reconcile wrote",
        "不是语句编号，请从 jiedui reconcile 生成的表中重新复制该行",
    ),
    "reconcile.no_id": (
        "no organization has this id; use one that jiedui find shows, or the name",
        "没有这个编号的单位，请用 jiedui find 查到的编号，或填名称",
    ),
    "reconcile.other_row": (
        "row {row} decides otherwise about the same statement; leave one of them",
        "第 {row} 行对同一语句有不同的决定，请只保留一个",
    ),
    "reconcile.words": ("write one of: {words}", "请填其中之一：{words}"),
    "reconcile.statements": (
        "{count:# statement of bulletins waits|# statements of bulletins wait} for a decision. To decide: jiedui reconcile -o proposals.xlsx",
        "通报中有 {count} 条语句待确认。如需确认：jiedui reconcile -o 确认.xlsx",
    ),
    "reconcile.how_statements": (
        "On the sheet of statements each row is what a sentence of a bulletin would be loaded as, and why it was not loaded at once.\nWrite 是 (yes) if it is so, after correcting the coloured cells where they are wrong, and 否 (no) if it is not. A name may also be an id; several names stand with ; between them. Money is in yuan (or with its unit: 15万元), counts are village=48.\nLeave sentence and key as they are.",
        "“语句”表中每一行是通报中的一句话可以读成的内容，以及未直接加载的原因。\n正确的填“是”（着色的单元格可先更正），不正确的填“否”。名称也可填编号，多个名称用 ; 隔开。金额以元为单位（或写明单位：15万元），数量写作 村=48。\n请勿改动语句和语句编号。",
    ),
    "reconcile.no_decision": (
        "There is no decision about “{name}”. To list the decisions: jiedui reconcile --list",
        "没有关于“{name}”的决定。查看现有决定：jiedui reconcile --list",
    ),
    "reconcile.decisions": (
        "Row {row} of {file} is not a decision about a name. Correct the row, or remove it; the file is one that jiedui reconcile writes.",
        "{file} 第 {row} 行不是有效的名称决定。请更正或删除该行；该文件由 jiedui reconcile 生成。",
    ),
    "reconcile.proposals": (
        "{file} is not a table of proposals: it needs the columns {columns}. To write one: jiedui reconcile -o proposals.xlsx",
        "{file} 不是名称确认表，缺少这些列：{columns}。请用 jiedui reconcile -o 名称确认.xlsx 生成。",
    ),
    "reconcile.answer": (
        "Row {row} of {file}: “{value}” is not an answer. Write 是 or 否 (and a kind from the list); nothing was recorded.",
        "{file} 第 {row} 行：“{value}”无效。请填 是 或 否（类型须为列表中的词）；未记录任何决定。",
    ),
    "reconcile.candidate": (
        "Row {row} of {file}: no organization has the id “{value}”. Use an id from the list, or cn- and a division code; nothing was recorded.",
        "{file} 第 {row} 行：没有单位“{value}”。请使用列表中的编号，或 cn- 加行政区划代码；未记录任何决定。",
    ),
    "reconcile.decided_twice": (
        "Rows {other} and {row} of {file} both say 是 for “{value}”. Leave one; nothing was recorded.",
        "{file} 第 {other} 行和第 {row} 行都对“{value}”填了“是”。请只保留一个；未记录任何决定。",
    ),
    "reconcile.header": (
        "{file} is not a file of decisions: its first row has to hold {columns}. Put a copy of the file back, or remove it to begin anew.",
        "{file} 不是名称决定文件：第一行须为 {columns}。请恢复该文件的备份，或删除后重新开始。",
    ),
    "reconcile.nothing": (
        "Nothing is decided in {file}: put 是 or 否 beside the candidates, then run this again. Nothing was recorded.",
        "{file} 中没有任何决定：请在候选旁填 是 或 否，再重新运行。未记录任何决定。",
    ),
    "reconcile.no_name": (
        "Row {row} of {file} has an answer but no name. Leave the names as they were written; nothing was recorded.",
        "{file} 第 {row} 行有答复但没有名称。请保留原来的名称；未记录任何决定。",
    ),
    "reconcile.busy": (
        "Another command is writing {file}. Wait for it to finish, then try again.",
        "另一个命令正在写入 {file}。请等待其完成后重试。",
    ),
    "reconcile.found": (
        "{names:name was|names were} not matched: {proposed} with candidates, {alone} without.",
        "{names} 个名称未匹配：{proposed} 个有候选，{alone} 个没有候选。",
    ),
    "reconcile.group": (
        "May be one organization: {name} ({pairings:no pairing|# pairing|# pairings}), also written {others}.",
        "可能是同一单位：{name}（{pairings:无结对|# 个结对|# 个结对}），又写作 {others}。",
    ),
    "reconcile.groups": (
        "{more:# more organization|# more organizations} may be written in several ways.",
        "另有 {more} 个单位可能有多种写法。",
    ),
    "reconcile.differs.form": ("legal form", "组织形式"),
    "reconcile.differs.place": ("place before the name", "名称前的地名"),
    "reconcile.differs.short": ("short form", "简称"),
    "reconcile.differs.sound": ("one character that sounds the same", "一个同音字"),
    "reconcile.differs.brackets": ("brackets", "括号"),
    "reconcile.differs.spelling": ("spelling of a number", "数字写法"),
    "reconcile.none": ("Every name was matched.", "全部名称均已匹配。"),
    "reconcile.written": (
        "Written to {file}. Put 是 or 否 beside the candidates, then: jiedui reconcile --apply {file}",
        "已写入 {file}。请在候选旁填 是 或 否，然后运行：jiedui reconcile --apply {file}",
    ),
    "reconcile.applied": (
        "Accepted: {yes}; refused: {no}{known:|; recorded before: #|; recorded before: #}{against:|; 1 earlier decision no longer holds|; # earlier decisions no longer hold}. They are kept in {file} and count from the next load on: load the files again.",
        "已确认 {yes} 项，排除 {no} 项{known:|，# 个此前已记录|，# 个此前已记录}{against:|，1 个以前的决定不再有效|，# 个以前的决定不再有效}，保存在 {file}。下次加载时生效：请重新加载文件。",
    ),
    "reconcile.undone": (
        "Decisions about “{name}” taken back: {count}. Load the files again.",
        "已撤销关于“{name}”的 {count} 个决定。请重新加载文件。",
    ),
    "reconcile.held": ("Decisions in force: {decisions}.", "现有 {decisions} 个有效决定。"),
    "reconcile.how": (
        "Each row is one candidate for a name that could not be matched with certainty.\nWrite 是 (yes) beside the right one and 否 (no) beside wrong ones; at most one 是 for each name.\nIf you know the right organization and it is not listed, write its id (cn- and the division code) under “Candidate id”, and 是.\nThen run: jiedui reconcile --apply this file, and load the rosters again.",
        "每一行是一个未能确定匹配的名称及其候选。\n正确的填“是”，错误的填“否”；每个名称最多一个“是”。\n如正确单位不在候选中，请在“候选编号”填写其编号（cn- 加行政区划代码）并填“是”。\n然后运行：jiedui reconcile --apply 本文件，并重新加载台账。",
    ),
}
