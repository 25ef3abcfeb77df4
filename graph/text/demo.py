"""`jiedui demo`: the bundled example."""

TEXT = {
    "demo.exists": (
        "{path} already exists. The demonstration writes a fresh store and a map beside it: name another file with --store.",
        "{path} 已存在。演示会写入全新的数据库和一张结对图：请用 --store 另指定文件。",
    ),
    "demo.what": (
        (
            "Panzhou (Guizhou) and Dalian (Liaoning), as a bulletin of 2019-12-30 reports them.\n"
            "Documented: the places, the named hospitals, schools and bureaus, and the bulletin's figures.\n"
            "Illustrative: who is paired with which township, village and school. The bulletin names none of them; they were\n"
            "drawn at random to fill its counts (示例…, “Example …”) and are never facts."
        ),
        (
            "盘州市（贵州）与大连市（辽宁），依据 2019-12-30 的一则通报。\n"
            "有据可查：行政区划、点名的医院、学校和部门，以及通报中的数字。\n"
            "示例：哪个单位与哪个乡镇、村、学校结对。通报没有列出名单，此处按其数量随机生成（示例…），不是事实。"
        ),
    ),
    "demo.coverage": ("Coverage by kind", "分类型覆盖率"),
    "demo.gaps": ("Villages without a registered partner of their own", "没有本级登记结对单位的村"),
    "demo.claims": ("Claims that named records do not bear out", "没有具名记录支持的通报数"),
    "demo.next": (
        (
            "The map was written to {file}: open it in a browser.\n"
            "Try next:\n"
            "  {command} gaps village --in 新民镇\n"
            "  {command} partners 盘州市人民医院\n"
            "  {command} explain 新民镇"
        ),
        (
            "结对图已写入 {file}，用浏览器打开即可。\n"
            "接下来可以试：\n"
            "  {command} gaps 村 --in 新民镇\n"
            "  {command} partners 盘州市人民医院\n"
            "  {command} explain 新民镇"
        ),
    ),
}
