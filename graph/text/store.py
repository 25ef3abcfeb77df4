"""Opening, writing and checking a store, a file or a server (`jiedui check store`)."""

TEXT = {
    "store.ask_password": ("Password of {user}:", "{user} 的密码："),
    "store.none": (
        "There is no store at {path} yet. Load your table first (jiedui load YOUR-FILE.xlsx), name another store with --store, or have a look at an example: jiedui demo",
        "{path} 处还没有数据库。请先加载自己的表格（jiedui load 您的文件.xlsx），或用 --store 指定数据库；只想先看示例：jiedui demo",
    ),
    "store.no_folder": (
        "There is no folder {path}. Create it, or name another with --store.",
        "没有文件夹 {path}。请先建立，或用 --store 另行指定。",
    ),
    "store.folder": (
        "{path} is a folder, not a store. Name a file in it: --store {path}/jiedui.db",
        "{path} 是文件夹，不是数据库。请指定其中的文件：--store {path}/jiedui.db",
    ),
    "store.not_ours": (
        "{path} is not a jiedui store; nothing was touched. Name another file with --store.",
        "{path} 不是结对数据库，未作任何改动。请用 --store 指定其他文件。",
    ),
    "store.newer": (
        "{path} was written by a newer version (schema {version}; this one reads up to {known}). Update jiedui.",
        "{path} 由更新的版本写成（结构 {version}，本版本最高支持 {known}）。请升级 jiedui。",
    ),
    "store.open": ("{path} cannot be opened: {why:said}.", "无法打开 {path}：{why:said}。"),
    "store.renew": (
        "{path} was written by an older version and must be written anew once, which failed: {why:said}. It is unchanged. Close other programs that use it, or copy it into a folder that you may write to, and run the command again.",
        "{path} 由旧版本写成，需要重新写一次，但未成功：{why:said}。文件未变。请关闭正在使用它的其他程序，或将它复制到可写的文件夹，然后重新运行命令。",
    ),
    "store.damaged": (
        "{path} is damaged: it does not hold what was written. Move it away and load your files again.",
        "{path} 已损坏，其内容与写入时不一致。请移走该文件，并重新加载原有文件。",
    ),
    "store.damaged_part": (
        "{path} is damaged: it does not hold what was written of {name}. Move it away and load again what it held: {files}",
        "{path} 已损坏：其中“{name}”的内容与写入时不一致。请移走该文件，并重新加载原有内容：{files}",
    ),
    "store.help": (
        "Whether the store still holds what was written: every checksum is compared.  jiedui check store",
        "核对数据库是否完好：逐一比对校验值。  jiedui check store",
    ),
    "store.found": (
        "{passed:passed} {path} {count:holds what was written|does not hold what was written in # place|does not hold what was written in # places}.",
        "{passed:passed}{path} {count:与写入时一致|有 # 处与写入时不一致|有 # 处与写入时不一致}。",
    ),
    "store.again": (
        "Move {path} away and load again what it held: {files}",
        "请移走 {path}，并重新加载原有内容：{files}",
    ),
    "store.busy": (
        "Another load is writing to {path}. Wait for it to finish and try again.",
        "另一个加载正在写入 {path}。请等待其完成后重试。",
    ),
    "store.write": (
        "{path} cannot be written: {why:said}. The data that was there is unchanged.",
        "无法写入 {path}：{why:said}。原有数据未变。",
    ),
    "store.make": (
        "{path} cannot be written: {why:said}. There is no store yet, and nothing was kept.",
        "无法写入 {path}：{why:said}。数据库尚未建立，未保留任何内容。",
    ),
    "store.cycle": (
        "Together the datasets say that {id} lies in itself, so nothing was loaded. Check `part_of` in each of them.",
        "各数据合并后 {id} 会隶属于自身，未加载。请核对各数据中的隶属关系。",
    ),
    "store.scheme": (
        "{url}:// is not a known kind of store. Give the path of a file, or neo4j://HOST:7687.",
        "不支持 {url}:// 类型的数据库。请给出文件路径，或 neo4j://主机:7687。",
    ),
    "store.down": (
        "No Neo4j server answers at {url}. Check that it is running and that host and port are right (docs/neo4j.md says how to start one).",
        "{url} 没有 Neo4j 服务响应。请确认服务已启动、主机和端口无误（启动方法见 docs/neo4j.md）。",
    ),
    "store.tls": (
        "{url} and the server do not agree on encryption. Use neo4j+s:// (or neo4j+ssc:// for a self-signed certificate) where it encrypts, neo4j:// where it does not.",
        "{url} 与服务器的加密方式不一致。服务器加密时用 neo4j+s://（自签名证书用 neo4j+ssc://），不加密时用 neo4j://。",
    ),
    "store.password": (
        "The server at {url} refuses the user or the password. Set NEO4J_USERNAME and NEO4J_PASSWORD.",
        "{url} 拒绝了用户名或密码。请设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
    ),
    "store.no_password": (
        "The server at {url} needs a password. Set NEO4J_PASSWORD (and NEO4J_USERNAME, unless it is neo4j).",
        "{url} 需要密码。请设置 NEO4J_PASSWORD（用户名不是 neo4j 时还需 NEO4J_USERNAME）。",
    ),
    "store.credentials": (
        "An address must not contain a user or a password, because it ends up in histories and logs. Give {url}, and set NEO4J_USERNAME and NEO4J_PASSWORD.",
        "地址中不能写用户名和密码，以免留在历史记录和日志里。请使用 {url}，并设置 NEO4J_USERNAME 和 NEO4J_PASSWORD。",
    ),
    "store.database": (
        "The server at {url} has no database “{name}”. Correct NEO4J_DATABASE, or unset it for the default one.",
        "{url} 上没有数据库“{name}”。请更正 NEO4J_DATABASE，或取消设置以使用默认数据库。",
    ),
    "store.read_only": (
        "These credentials may only read {url}; nothing was written. Ask its administrator, or use another user.",
        "以当前身份只能读取 {url}，未写入任何内容。请联系管理员，或换用其他用户。",
    ),
    "store.old": (
        "The server is {found}, but Neo4j {needed} or newer is needed. Nothing was touched.",
        "服务器版本为 {found}，至少需要 Neo4j {needed}。未作任何改动。",
    ),
    "store.empty": (
        "There is no network at {url} yet. Load your table (jiedui --store {url} load YOUR-FILE.xlsx), or push a store to it (jiedui push {url}).",
        "{url} 中还没有数据。请先加载自己的表格（jiedui --store {url} load 您的文件.xlsx），或推送已有数据库（jiedui push {url}）。",
    ),
    "store.not_a_server": (
        "Something answers at {url}, but not as a Neo4j server answers programs. Check host and port: the port is usually 7687 (7474 is for browsers).",
        "{url} 有响应，但不是供程序连接的 Neo4j 端口。请检查主机和端口：端口通常是 7687（7474 供浏览器使用）。",
    ),
    "store.lost": (
        "The server at {url} does not answer any more. Check that it is running, and run the command again.",
        "与 {url} 的连接已中断。请确认服务仍在运行，然后重新运行命令。",
    ),
    "store.lost_writing": (
        "The server at {url} does not answer any more. What it held before is unchanged. Check that it is running, and run the command again.",
        "与 {url} 的连接已中断。服务器上原有的数据未变。请确认服务仍在运行，然后重新运行命令。",
    ),
    "store.unknown": (
        "The connection to {url} was lost at the moment of writing, and it is not known whether the data was written: it is there completely, or not at all. When the server answers again, look with “jiedui --store {url} sources”, or run the same command again: what was written is not written twice.",
        "写入的一刻与 {url} 的连接中断，无法确定数据是否已写入：要么全部写入，要么完全没有。服务恢复后，可用“jiedui --store {url} sources”查看，或重新运行同一命令：已写入的不会重复写入。",
    ),
    "store.stopped": (
        "Stopped. {url} holds what it held before. Run the same command to do it again.",
        "已停止。{url} 中原有的数据未变。需要时请重新运行同一命令。",
    ),
    "store.stopped_after": (
        "Stopped, but the data had already been written to {url} and can be read. The next load or push tidies up there.",
        "已停止，但数据此前已写入 {url}，可以查询。下一次加载或推送会完成其余的整理。",
    ),
    "store.untidy": (
        "The data was written to {url} and can be read, but tidying up failed: {why:said} The next load or push does the rest.",
        "数据已写入 {url}，可以查询，但随后的整理没有完成：{why:said}下一次加载或推送会完成其余部分。",
    ),
    "store.foreign_beside": (
        "The database at {url} also holds data of another program; nothing was changed. Push without --wipe, which leaves that data alone, or use an empty database.",
        "{url} 的数据库中还有其他程序的数据，未作任何改动。请去掉 --wipe 再推送（不会动其他数据），或使用空数据库。",
    ),
    "store.foreign": (
        "The database at {url} holds data of another program; nothing was touched. Use an empty database.",
        "{url} 的数据库中有其他数据，未作任何改动。请使用空数据库。",
    ),
    "store.overtaken": (
        "Another load took over {path}, because this one had not written for a long time. The data that was there is unchanged: load again.",
        "本次加载停顿过久，{path} 已由另一个加载接管。原有数据未变，请重新加载。",
    ),
    "store.moved": (
        "A load changed {path} while it was being read. Run the command again.",
        "读取过程中 {path} 已被另一次加载更新。请重新运行命令。",
    ),
    "store.no_dataset": (
        "There is no dataset {name} in the store. Loaded: {known}",
        "数据库中没有数据 {name}。已加载：{known}",
    ),
    "store.no_version": (
        "{name} has no version for {day}. It has those for: {known}",
        "{name} 没有 {day} 的版本。现有：{known}",
    ),
    "store.nothing_to_undo": (
        "There is nothing to undo: only the last command that wrote can be taken back, and only once.",
        "没有可撤销的操作：只能撤销最近一次写入的命令，且只能撤销一次。",
    ),
    "store.undo_others": (
        "The last step at {url} was taken by somebody else, or from another computer: only they can undo it. Nothing was changed.",
        "{url} 的最近一步操作由他人或在另一台电脑上完成，只能在那里撤销。未作任何改动。",
    ),
    "store.server": ("The server at {url} reports: {why}", "{url} 返回错误：{why}"),
}
