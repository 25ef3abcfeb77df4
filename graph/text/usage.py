"""What is wrong with a command line."""

TEXT = {
    "usage.hint": ("{message} See: {command} --help", "{message}用法见：{command} --help"),
    "usage.no_command": ("There is no command {0}.", "没有命令 {0}。"),
    "usage.did_you_mean": ("There is no command {0}; perhaps {1}?", "没有命令 {0}，是否想用 {1}？"),
    "usage.no_option": ("There is no option {0}.", "没有选项 {0}。"),
    "usage.missing_argument": ("{0} is missing.", "缺少参数 {0}。"),
    "usage.missing_command": ("A command is missing.", "缺少命令。"),
    "usage.needs_value": ("The option {0} needs a value.", "选项 {0} 需要一个值。"),
    "usage.extra": ("There are too many arguments: {0}", "多余的参数：{0}"),
    "usage.choice": ("{1} is not a value for {0}. Known: {2}", "{0} 不能是 {1}。可用：{2}。"),
    "usage.least": ("{0} must be {1} or more.", "{0} 不能小于 {1}。"),
    "usage.most": ("{0} must be {1} or less.", "{0} 不能大于 {1}。"),
    "usage.whole": ("{0} takes a whole number.", "{0} 须为整数。"),
    "usage.other": ("{0}", "{0}"),
}
