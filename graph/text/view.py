"""What the map says, and what is said when one is written."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "map.written": (
        "The map of {count:number} organizations and {pairs:number} pairs was written to {file}.",
        "结对图（{count:number} 个单位、{pairs:number} 对）已写入 {file}。",
    ),
    "map.atlas": (
        "{count:number} organizations are more than one page holds. The overview was written to {file}, the {pages:number} pages it opens to {folder}; keep them together.",
        "共 {count:number} 个单位，一个网页容纳不下。总览已写入 {file}，其各地区的 {pages:number} 个网页写入 {folder}，请一并保存、发送。",
    ),
    "map.heavy": (
        "The page is {size:number} MB: opening it may take a moment, and some mailboxes refuse it.",
        "该网页大小为 {size:number} MB，打开需要片刻，部分邮箱可能拒收。",
    ),
    "map.no_browser": ("No browser could be opened. Open this file: {file}", "无法打开浏览器。请手动打开：{file}"),
    "map.title": ("Pairing network: {scope}", "{scope}结对网络"),
    "map.title_all": ("Pairing network", "结对网络"),
    "map.day": ("As of {day}", "截至 {day}"),
    "map.of_kind": (
        "{direct} of {roster} {kind:many} ({share:%})",
        "{roster} 个{kind:many}中有 {direct} 个（{share:%}）",
    ),
    "map.part": (
        "This map shows a part: {count:number} organizations. The figures below are for the whole.",
        "本图只显示其中 {count:number} 个单位，以下数字为整体情况。",
    ),
    "map.skip": ("To the list", "跳到列表"),
    "map.search": ("Search", "搜索"),
    "map.kind": ("Kind", "类型"),
    "map.unit": ("Unit", "所属"),
    "map.form": ("Form", "形式"),
    "map.sector": ("Sector", "领域"),
    "map.all": ("all", "全部"),
    "map.fit": ("Whole drawing", "全图"),
    "map.reset": ("Reset", "复位"),
    "map.csv": ("CSV of what is shown", "导出所见（CSV）"),
    "map.print": (
        "Print",
        "打印",
    ),
    "map.year": (
        "Year",
        "年份",
    ),
    "map.path": (
        "Where you are",
        "当前位置",
    ),
    "map.whole": (
        "Overview",
        "总览",
    ),
    "map.elsewhere": (
        "elsewhere",
        "其他",
    ),
    "map.slice": (
        "By name, no.",
        "按名称第",
    ),
    "map.drawing": (
        "Drawing",
        "结对图",
    ),
    "map.keys": (
        "Arrow keys move between organizations, Enter reads the details, Escape goes back. The list below says the same.",
        "方向键在单位之间移动，回车查看详情，Esc 返回。下方列表内容相同。",
    ),
    "map.made": (
        "jiedui {version}, as of {day}. Sources: {sources}",
        "jiedui {version}，截至 {day}。来源：{sources}",
    ),
    "map.legend": ("Legend", "图例"),
    "map.list": ("The same as a list", "列表"),
    "map.details": ("Details", "详情"),
    "map.choose": (
        "Choose an organization in the drawing or in the list. Esc goes back.",
        "请在图中或列表中选择一个单位，按 Esc 返回。",
    ),
    "map.choose_group": (
        "Choose an area to open it, or a group of helpers to see who they are. Esc goes back.",
        "点击地区可展开，点击帮扶方可查看名单，按 Esc 返回。",
    ),
    "map.showing": ("Showing {shown} of {all} organizations.", "显示 {all} 个单位中的 {shown} 个。"),
    "map.showing_groups": (
        "Showing {groups} groups that stand for {shown} of {all} organizations. Choose one to open it.",
        "显示 {groups} 组，代表 {all} 个单位中的 {shown} 个。点击可展开。",
    ),
    "map.then": (
        "On {day}, {gaps} of {roster} on the roster shown here had no registered partner of their own.",
        "{day}：此处名册 {roster} 个单位中，{gaps} 个无登记的本级结对单位。",
    ),
    "map.hits": ("{count} found: {names}", "找到 {count} 个：{names}"),
    "map.gaps": ("No partner of their own", "无本级结对单位"),
    "map.idle": ("Helpers without a pair in force", "暂无有效结对的帮扶方"),
    "map.paired": ("Recipients", "受援方"),
    "map.helpers": ("Helpers", "帮扶方"),
    "map.pairs": (
        "Pairs",
        "结对",
    ),
    "map.members": (
        "{count} organizations, {pairs} pairs",
        "{count} 个单位，{pairs} 对",
    ),
    "map.helper_group": (
        "{count} helpers, {pairs} pairs in force",
        "{count} 个帮扶方，有效结对 {pairs} 对",
    ),
    "map.mark.gap": ("gap", "缺"),
    "map.short.never": ("never had one", "从未结对"),
    "map.short.lapsed": (
        "lapsed",
        "已到期",
    ),
    "map.short.inherited": (
        "through a unit above",
        "上级覆盖",
    ),
    "map.class.helper": ("helper", "帮扶方"),
    "map.class.idle": ("helper, no pair in force", "帮扶方，暂无有效结对"),
    "map.class.direct": ("partners of its own", "有多个本级结对单位"),
    "map.class.single": ("one partner only", "只有一个结对单位"),
    "map.class.group": ("in a group list only", "仅见于成组名单"),
    "map.class.never": ("gap: never had one", "空白：从未结对"),
    "map.class.lapsed": ("gap: lapsed", "空白：已到期"),
    "map.class.inherited": ("gap: through a unit above", "空白：上级覆盖"),
    "map.class.other": ("not on a roster", "不在名册"),
    "map.class.illustrative": ("illustrative: invented, not a fact", "示例：虚构，不是事实"),
    "map.line.named": ("line: a pair in force", "实线：有效结对"),
    "map.line.group": ("dotted: both only in one list", "点线：仅同列一份名单"),
    "map.line.ended": ("dashed grey: none in force", "灰色虚线：无有效协议"),
    "map.line.pairs": (
        "line width: pairs in force (at most {most})",
        "线宽：有效结对数（最多 {most} 对）",
    ),
    "map.line.bar": (
        "bar: the part without a partner of its own",
        "横条：无本级结对单位的比例",
    ),
    "map.column.name": ("Name", "名称"),
    "map.column.kind": ("Kind", "类型"),
    "map.column.area": ("Lies in", "所在"),
    "map.column.state": ("State", "状态"),
    "map.column.partner": ("Partners", "结对单位"),
    "map.column.members": (
        "Organizations",
        "单位数",
    ),
    "map.column.roster": (
        "Roster",
        "名册数",
    ),
    "map.column.gaps": (
        "Gaps",
        "空白数",
    ),
    "map.column.share": (
        "Gap share",
        "空白比例",
    ),
    "map.column.pairs": (
        "Pairs",
        "结对数",
    ),
    "map.inherited_from": ("Through", "经由"),
    "map.other_names": ("Other names", "其他名称"),
    "map.code": ("Code", "代码"),
    "map.helps": ("helps", "帮扶"),
    "map.helped_by": ("helped by", "受帮扶于"),
    "map.from": ("{start} to {end}", "{start} 至 {end}"),
    "map.source": ("Source:", "来源："),
}
