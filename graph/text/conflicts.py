"""`jiedui check conflicts`: where sources contradict each other."""

TEXT = {
    "conflicts.help": (
        "Where sources contradict each other.  jiedui check conflicts",
        "各来源之间的矛盾。  jiedui check conflicts",
    ),
    "conflicts.found": (
        "{passed:passed} {count:no contradictions|# contradiction|# contradictions} between sources.",
        "{passed:passed}各来源之间{count:未发现矛盾|有 # 处矛盾|有 # 处矛盾}。",
    ),
    "conflicts.expected": (
        "“expected” is the statement that is used: the one that a recorded contribution repeats, or else that of the newest dataset.",
        "“应为”一列是所采用的说法：与已记录投入一致者，否则为最新数据的说法。",
    ),
    "conflicts.ask.disagree": ("Which sources disagree (amounts, names, dates)?", "哪些数据互相矛盾？"),
}
