"""`jiedui load`: what was loaded, what changed, and what a dry run understood."""

TEXT = {
    "load.one_name": (
        "{option} is for one file, but there are {count}: load them one by one.",
        "{option} 只能用于一个文件（现有 {count} 个）：请逐个加载。",
    ),
    "load.done": (
        "{name}: loaded {organizations:organization|organizations}, {agreements:agreement|agreements}, {contributions:contribution|contributions}, {claims:claim|claims}.",
        "{name}：已加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。",
    ),
    "load.read_as.ledger": (
        "  Read as a ledger: who helps = {helper}; who is helped = {recipient}.",
        "  按台账读取：帮扶方 = {helper}；受援方 = {recipient}。",
    ),
    "load.read_as.roster": (
        "  Read as a list of those who should have a partner = {recipient}; no column says who helps.",
        "  按名单读取：应结对单位 = {recipient}；没有帮扶方列。",
    ),
    "load.read_as.prose": (
        "  Read as a bulletin. Statements loaded: {record}, to be confirmed: {propose}, not read: {skip}. To see them: --dry-run.",
        "  按通报读取：采用 {record} 条，需要确认 {propose} 条，未读取 {skip} 条。逐句查看请加 --dry-run。",
    ),
    "load.read_as.money": (
        "  Read as a table of money: who gave = {helper}; who received = {recipient}. It makes no pairing (--as ledger, if it does).",
        "  按资金表读取：出资方 = {helper}；受援方 = {recipient}；不产生结对（如同时是结对台账，请加 --as ledger）。",
    ),
    "load.roster": (
        "  It states a roster of {count}; {helped:has|have} a helper in it.",
        "  其中列出名册 {count} 个单位，表内有帮扶方的 {helped} 个。",
    ),
    "load.no_roster": (
        "  Every row names a helper, so it states pairs and no roster (--roster, if these are all who should have a partner).",
        "  每行都填有帮扶方，因此只是结对，不是名册（如这些就是全部应结对单位，请加 --roster）。",
    ),
    "load.roster_refused": (
        "  It states pairs and no roster, as was said.",
        "  按说明，只作为结对读取，不作为名册。",
    ),
    "load.choose_helper": (
        "{file}: which column says who helps?",
        "{file}：哪一列是帮扶方？",
    ),
    "load.choose_recipient": (
        "{file}: which column says who is helped?",
        "{file}：哪一列是受援方？",
    ),
    "load.choose_none": ("none: it is a list of those who should have a partner", "没有：这是应结对单位名单"),
    "load.choose_again": ("Type a number up to {most}.", "请输入不大于 {most} 的序号。"),
    "load.choose_prompt": ("Number (Enter stops)", "请输入序号（直接回车则停止）"),
    "load.unchanged": (
        "{name}: the same as loaded before ({organizations:organization|organizations}, {agreements:agreement|agreements}); nothing to do.",
        "{name}：与上次加载相同（{organizations} 个单位、{agreements} 份协议），无需更新。",
    ),
    "load.dry_run": (
        "{name}: would load {organizations:organization|organizations}, {agreements:agreement|agreements}, {contributions:contribution|contributions}, {claims:claim|claims}. Nothing was written.",
        "{name}：试运行，将加载 {organizations} 个单位、{agreements} 份协议、{contributions} 项投入、{claims} 项通报数。未写入。",
    ),
    "load.refused": (
        "{name}: not loaded, because of the errors below (--strict).",
        "{name}：因下列错误，未加载（--strict）。",
    ),
    "load.refused_with_others": (
        "{name}: not loaded, because another file has errors (--strict).",
        "{name}：因其他文件有错误，未加载（--strict）。",
    ),
    "load.again": ("Load this file again when that is mended; the others need not be.", "改正后只需重新加载该文件。"),
    "load.files": ("What became of the {count} files:", "{count} 个文件的处理结果："),
    "load.file.loaded": (
        "  {file}: loaded as {name}{errors:|, 1 error|, # errors}",
        "  {file}：已加载为 {name}{errors:|，1 个错误|，# 个错误}",
    ),
    "load.file.updated": (
        "  {file}: loaded as a version of {name}{errors:|, 1 error|, # errors}",
        "  {file}：已加载为 {name} 的一个版本{errors:|，1 个错误|，# 个错误}",
    ),
    "load.file.unchanged": ("  {file}: the same as loaded before, as {name}", "  {file}：与上次加载的 {name} 相同"),
    "load.file.dry_run": (
        "  {file}: would be loaded as {name}{errors:|, 1 error|, # errors}",
        "  {file}：试运行，将加载为 {name}{errors:|，1 个错误|，# 个错误}",
    ),
    "load.file.refused": (
        "  {file}: NOT loaded (--strict){errors:; it has no error|; 1 error|; # errors}",
        "  {file}：未加载（--strict）{errors:；本身没有错误|；1 个错误|；# 个错误}",
    ),
    "load.file.failed": ("  {file}: NOT loaded, see the error above", "  {file}：未加载，原因见上"),
    "load.file.skipped": ("  {file}: left out: {why:said}", "  {file}：跳过：{why:said}"),
    "load.file.stopped": ("  {file}: NOT loaded, because the load was stopped", "  {file}：加载被中止，未加载"),
    "load.skipped.lock": (
        "a program that has the workbook open keeps it; it holds no data",
        "这是打开工作簿的程序生成的临时文件，没有数据",
    ),
    "load.skipped.decisions": ("it holds decisions about names", "这是名称决定文件"),
    "load.skipped.no_file": (
        "not a file: a pipe, a device, or a broken link",
        "不是文件，而是管道、设备或失效的链接",
    ),
    "load.skipped.same": ("it holds the same as {other}, byte for byte", "与 {other} 的内容完全相同"),
    "load.skipped.other": ("it is not a table or workbook", "不是表格或工作簿"),
    "load.same_name": (
        "{file} would be called {name}, like {other} of the same load, and would replace it. Load it by itself under another name: --name NAME",
        "{file} 与同次加载的 {other} 都叫 {name}，会替换后者。请单独加载并另行命名：--name 名称",
    ),
    "load.which_version": (
        "{file}: {name} is loaded already ({location}, {held:as_of}), and this says other things without an exact day. Say what it is: --as-of YYYY-MM-DD (what was so on that day; what is loaded was so before), --correct (it puts right what is loaded), or --beside (another table of the same name).",
        "{file}：已加载过 {name}（{location}，{held:as_of}），而本文件内容不同，又没有确切日期。请说明它是什么：--as-of 年-月-日（该日的情况，原有内容作为此前的情况）、--correct（更正已加载的内容），或 --beside（同名的另一张表）。",
    ),
    "load.looks_newer": (
        "{file} lists {shared} of its {count} pairs like {name}, which is loaded already: it looks like a newer edition. Say what it is: --version-of {name}{dated:=| --as-of YYYY-MM-DD} (its next edition; what it no longer lists has ended), or --beside (another ledger; both count).",
        "{file} 的 {count} 对结对中有 {shared} 对与已加载的 {name} 相同，像是它的新版本。请说明它是什么：--version-of {name}{dated:=| --as-of 年-月-日}（新版本；不再列出的结对视为已结束），或 --beside（另一份台账，两者都计入）。",
    ),
    "load.way.newer": (
        "the next edition of {name}: what it no longer lists has ended",
        "{name} 的新版本：不再列出的结对视为已结束",
    ),
    "load.way.corrects": (
        "a correction: it puts right what {name} says now",
        "更正：取代 {name} 现有的内容",
    ),
    "load.way.beside": (
        "another ledger: both count",
        "另一份台账：两者都计入",
    ),
    "load.way.beside_money": (
        "other money: both were given",
        "另一笔投入：两笔都已给付",
    ),
    "load.way.day": (
        "For which day, such as 2024-06-30 (Enter stops)",
        "是哪一天的情况，如 2024-06-30（直接回车则停止）",
    ),
    "load.way.whole_day": (
        "Year, month and day, such as 2024-06-30 (Enter stops)",
        "请写明年月日，如 2024-06-30（直接回车则停止）",
    ),
    "load.no_such_dataset": (
        "There is no dataset {name} in the store that this could be a version of. Loaded: {known}",
        "数据库中没有名为 {name} 的数据。已加载：{known}",
    ),
    "load.options": (
        "{one} and {other} do not go together: give one of them.",
        "{one} 与 {other} 不能同时使用，请只用一个。",
    ),
    "load.same_money": (
        "{file}: {count:amount is|amounts are} of a pair and a period of which {name} ({day:as_of}) states one already, so it would count twice. Say what it is: --correct with --version-of {name} (it puts that table right), or --beside (both were given)",
        "{file}：有 {count} 笔与 {name}（{day:as_of}）已有的同一结对、同一时期的金额重复，会计两次。请说明它是什么：--version-of {name} --correct（更正该表），或 --beside（两笔都已给付）",
    ),
    "load.mended_nothing": (
        "{file} holds mended rows of {name} ({day}), but the store has no such version (jiedui versions lists what it has). Load the original file again with --rejects and mend those rows, or load these alone with --beside.",
        "{file} 是 {name}（{day}）中更正的行，但数据库中没有这个版本（见 jiedui versions）。请重新写出待更正的行（加载原文件时加 --rejects），或单独加载这些行：--beside",
    ),
    "load.no_such_version": (
        "{name} has no version for {day} that could be corrected. It has those for: {known}",
        "{name} 没有 {day} 的版本可更正。现有：{known}",
    ),
    "load.nothing_to_correct": (
        "There is no dataset {name} in the store that could be corrected. Loaded: {known}. If it corrects one of these: --version-of NAME --correct",
        "数据库中没有名为 {name} 的数据可更正。已加载：{known}。如要更正其中之一：--version-of 名称 --correct",
    ),
    "load.version": (
        "A new version of {name} ({day:as_of}); the others stay. To take it back: jiedui undo",
        "{name} 的新版本（{day:as_of}），其他版本不变。如需撤销：jiedui undo",
    ),
    "load.earlier": (
        "An earlier version of {name} ({day:as_of}), before that of {following}; what that no longer lists has ended by then. To take it back: jiedui undo",
        "{name} 较早的版本（{day:as_of}），在 {following} 的版本之前；后者不再列出的结对到那时已结束。如需撤销：jiedui undo",
    ),
    "load.reserved": (
        "{name} is a name of the program's own lists (jiedui roster). Give another one: --name NAME",
        "{name} 是程序自身名册所用的名称（见 jiedui roster），请另取名称：--name 名称",
    ),
    "load.corrected": (
        "It replaces that version of {name} ({day:as_of}). To take it back: jiedui undo",
        "替换了 {name} 的这一版本（{day:as_of}）。如需撤销：jiedui undo",
    ),
    "load.samples": (
        "The store now holds examples that ship with the program ({samples:list}) beside other data ({own:list}), and every answer counts both. For an answer about your data alone, load them into a store of their own: --store FILE",
        "数据库中现在既有随程序附带的示例数据（{samples:list}），也有其他数据（{own:list}），各项回答会一并统计。如只需自己的数据，请加载到单独的数据库：--store 文件",
    ),
    "load.rejects_suffix": (
        "{file}: the rows to correct are written to a workbook. Name a file that ends in .xlsx.",
        "{file}：待更正的行写入工作簿，请使用以 .xlsx 结尾的文件名。",
    ),
    "load.mapping_suffix": (
        "{file}: a mapping is a text. Name a file that ends in .toml.",
        "{file}：列对应是文本文件，请使用以 .toml 结尾的文件名。",
    ),
    "load.change": (
        "  {what:one}: {added} added, {removed} removed, {changed} changed since the last load.",
        "  {what:one}：较上次新增 {added}，移除 {removed}，变更 {changed}。",
    ),
    "load.problems": (
        "{errors:error|errors}, {warnings:warning|warnings}. {rejected:All rows can be used.|# row cannot be used; all others can.|# rows cannot be used; all others can.}",
        "{errors} 个错误，{warnings} 个提醒；{rejected:各行均可使用|# 行不能使用，其余均可使用|# 行不能使用，其余均可使用}。",
    ),
    "load.attributes": (
        "{name}: columns that were not recognised, kept as they are: {columns}",
        "{name}：未识别的列，原样保留：{columns}",
    ),
    "load.detail": ("    {what:change}: {recipient}{change}", "    {what:change}：{recipient}{change}"),
    "load.details_more": (
        "    … and {count:more change|more changes} (-f json lists all)",
        "    ……另有 {count} 处变化（-f json 可看全部）",
    ),
    "load.rejects": (
        "{count:row with errors was|rows with errors were} written to {file}. Correct the coloured cells there, then load that file.",
        "{count} 行有错误的记录已写入 {file}：更正标色的单元格后可直接加载该文件。",
    ),
    "load.rejects_none": ("No row has an error: {file} was not written.", "没有出错的行，未写入 {file}。"),
    "load.mapping_about": (
        "jiedui: which column holds what. Edit this file, and load with --mapping FILE.",
        "jiedui：各列的含义。可修改本文件，加载时用 --mapping 文件 指定。",
    ),
    "load.mapping_words": (
        "stand for a helper and may be no names: those that are organizations belong into names",
        "以下填在帮扶方一栏、可能不是单位名称：确为单位的请移到 names",
    ),
    "load.choose_word": (
        "{file}: is “{word}” ({column}, row {rows}) the name of a helper?",
        "{file}：“{word}”（{column}，第 {rows} 行）是帮扶单位的名称吗？",
    ),
    "load.word_is_name": ("yes, an organization", "是，是一个单位"),
    "load.word_is_nobody": ("no, nobody helps there (yet)", "不是，表示（暂）无帮扶单位"),
    "load.word_is_open": ("I do not know: leave these pairings out", "不确定，先不计入"),
    "load.mapping_choose": (
        "choose for {field}: {options}",
        "请为 {field} 选择：{options}",
    ),
    "load.mapping": ("The mapping was written to {file}.", "列对应已写入 {file}。"),
    "load.unmatched": (
        "Names not matched: {proposed} with candidates, {alone} without. To decide: jiedui reconcile -o proposals.xlsx",
        "未匹配的名称：{proposed} 个有候选，{alone} 个没有候选。如需确认：jiedui reconcile -o 名称确认.xlsx",
    ),
    "load.dry.table": (
        "{file} [{sheet}]: header in row {header}, {records:record|records}, {skipped:row|rows} skipped (totals, notes); area: {area}",
        "{file} [{sheet}]：表头第 {header} 行，{records} 条记录，跳过 {skipped} 行（合计、注释）；地区：{area}",
    ),
    "load.dry.amount_of": ("amount: {measure:word}{period:during}", "金额：{measure:word}{period:during}"),
    "load.dry.planned_of": (
        "amount, planned: {measure:word}{period:during}",
        "计划金额：{measure:word}{period:during}",
    ),
    "load.dry.of_kind": ("{field:word} ({kind:word})", "{field:word}（{kind:word}）"),
    "load.dry.amount": ("{value:number} {unit:word}", "{value:number} {unit:word}"),
    "load.dry.records": ("{count:The first record|The first # records}:", "前 {count} 条记录："),
    "load.dry.hidden": ("{file} [{sheet}]: hidden, not read", "{file} [{sheet}]：已隐藏，未读取"),
    "load.dry.counts": (
        "{file} [{sheet}]: counts pairs and names none, not read",
        "{file} [{sheet}]：只统计结对数量，未读取",
    ),
    "load.dry.no_table": ("{file} [{sheet}]: no table found, not read", "{file} [{sheet}]：未找到表格，未读取"),
    "load.dry.examples": (
        "{file} [{sheet}]: examples or instructions, not read",
        "{file} [{sheet}]：示例或说明，未读取",
    ),
    "load.dry.mapping": ("{file} [{sheet}]: left out, as the mapping says", "{file} [{sheet}]：已按列对应文件跳过"),
}
