"""What is said of a question that cannot be answered as it was put."""

from __future__ import annotations

from collections.abc import Mapping

TEXT: Mapping[str, tuple[str, str]] = {
    "ask.unknown": (
        "Nothing loaded is called “{text}”. Try: jiedui find {text}",
        "已加载的数据中没有“{text}”。可试：jiedui find {text}",
    ),
    "ask.ambiguous": (
        "“{text}” may be any of {count}; give the id:\n  {candidates}",
        "“{text}”可能是 {count} 个单位之一，请给出编号：\n  {candidates}",
    ),
    "ask.lang": ("“{value}” is no language known here: en or zh", "不支持语言“{value}”：请用 en 或 zh"),
    "ask.by_area": (
        "--by takes an area level here: {known}; not {value}",
        "此处 --by 只能是区域层级：{known}；不能是 {value}",
    ),
    "ask.one_name": (
        "--name is for one file, not for {count}: load them one by one.",
        "--name 只能用于一个文件（现有 {count} 个）：请逐个加载。",
    ),
    "ask.no_decision": (
        "There is no decision about “{name}”. Those that hold: jiedui reconcile --list",
        "没有关于“{name}”的决定。查看现有决定：jiedui reconcile --list",
    ),
    "ask.template_suffix": (
        "A template is a workbook: {file} must end in .xlsx.",
        "模板是工作簿，{file} 须以 .xlsx 结尾。",
    ),
    "ask.password": ("Password of {user}:", "{user} 的密码："),
    "ask.same_store": ("{url} is this very store. Name another one.", "{url} 就是本数据库，请指定另一处。"),
    "ask.wipe": (
        "Only a server's store can be wiped; remove the file {url} yourself.",
        "--wipe 只用于服务器；{url} 是文件，请自行删除。",
    ),
    "ask.large": (
        "There are {count:number} organizations, more than are measured as a whole ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "共有 {count:number} 个单位，超过一次分析的上限 {most:number} 个。请分地区进行（如一省、一市）：--in 地区。",
    ),
    "ask.extra": (
        "This ranking is computed by scipy, which is not installed:  pip install {name}",
        "这种排名需要 scipy，尚未安装：  pip install {name}",
    ),
    "ask.map_empty": (
        "There is nothing to show: nobody is on a roster or named by an agreement there. See what is loaded: jiedui sources",
        "没有可显示的内容：该范围内没有名册单位，也没有协议。查看已加载的数据：jiedui sources",
    ),
    "ask.map_large": (
        "The area holds {count:number} organizations, more than one map is made of ({most:number}). Take a part at a time, such as a province or a prefecture: --in AREA.",
        "该范围内共有 {count:number} 个单位，超过一张图所能容纳的 {most:number} 个。请分地区绘制（如一省、一市）：--in 地区。",
    ),
    "ask.map_free": (
        "{count:number} organizations are more than --layout free can lay out ({most:number}). Narrow it (--in, --kind, --state, --focus), or leave --layout free away.",
        "共 {count:number} 个单位，超过 --layout free 所能排布的 {most:number} 个。请缩小范围（--in、--kind、--state、--focus），或不用 --layout free。",
    ),
    "ask.map_state": ("There is no state “{value}”. Known: {known}", "没有状态“{value}”。可用：{known}"),
    "ask.map_there": (
        "{file} is there already. Name another file, or add --force to replace it.",
        "{file} 已存在。请换一个文件名，或加 --force 替换。",
    ),
    "ask.map_suffix": (
        "A map is a page: name a file that ends in .html, not {file}.",
        "结对图是网页，文件名须以 .html 结尾，而不是 {file}。",
    ),
    "error.unexpected": (
        "Something unexpected went wrong ({what}). Please report it with the output of the same command and --debug.",
        "发生意外错误（{what}）。请加 --debug 重新运行，并将输出反馈给我们。",
    ),
    "usage.hint": ("{message} See: {command} --help", "{message}用法见：{command} --help"),
    "usage.no_command": ("There is no command {0}.", "没有命令 {0}。"),
    "usage.did_you_mean": ("There is no command {0}; perhaps {1}?", "没有命令 {0}，是否想用 {1}？"),
    "usage.no_option": ("There is no option {0}.", "没有选项 {0}。"),
    "usage.missing_argument": ("{0} is missing.", "缺少参数 {0}。"),
    "usage.missing_command": ("A command is missing.", "缺少命令。"),
    "usage.needs_value": ("The option {0} needs a value.", "选项 {0} 需要一个值。"),
    "usage.extra": ("This is one argument too many: {0}", "多余的参数：{0}"),
    "usage.choice": ("{1} is no value for {0}. Known: {2}", "{0} 不能是 {1}。可用：{2}。"),
    "usage.least": ("{0} must be {1} or more.", "{0} 不能小于 {1}。"),
    "usage.most": ("{0} must be {1} or less.", "{0} 不能大于 {1}。"),
    "usage.whole": ("{0} takes a whole number.", "{0} 须为整数。"),
    "usage.other": ("{0}", "{0}"),
}
