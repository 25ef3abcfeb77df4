"""`jiedui versions`, and the commands that take versions out, rename them and undo."""

TEXT = {
    "versions.help": (
        "What is loaded, a line for each version of each dataset.  jiedui versions 台账",
        "已加载的内容，每份数据的每个版本一行。  jiedui versions 台账",
    ),
    "versions.help.dataset": ("Only the versions of this dataset.", "只列出这份数据的版本。"),
    "versions.found": (
        "{versions:version|versions} of {datasets:dataset|datasets}.",
        "{datasets} 份数据，共 {versions} 个版本。",
    ),
    "versions.removed": (
        "{count:no version is|# version is|# versions are} out of the store. To take that back: jiedui undo",
        "已从数据库移除 {count} 个版本。如需撤销：jiedui undo",
    ),
    "versions.renamed": (
        "{old} is called {new} now. To take that back: jiedui undo",
        "{old} 已改名为 {new}。如需撤销：jiedui undo",
    ),
    "versions.undone": (
        "The last step was taken back: {restored:=one version is|# versions are} as before, {gone:=one is|# are} out of the store again.",
        "已撤销最近一步：{restored} 个版本恢复原状，{gone} 个版本移出数据库。",
    ),
    "versions.would": (
        "Nothing was written. Without --dry-run the versions below would change.",
        "未写入任何内容。去掉 --dry-run 后，以下版本将会变动。",
    ),
    "versions.no_name": ("Name what the dataset is to be called.", "请给出新名称。"),
    "versions.reserved": (
        "{name} is a name of the program's own lists (jiedui roster). Take another name.",
        "{name} 是程序自身名册所用的名称（见 jiedui roster），请换一个名称。",
    ),
    "versions.name_taken": (
        "There is a dataset {name} in the store already. Take another name, or remove it first: jiedui remove {name}",
        "数据库中已有名为 {name} 的数据。请换一个名称，或先移除：jiedui remove {name}",
    ),
}
