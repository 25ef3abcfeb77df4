"""The calendar of agreements that end (`jiedui expiring -o FILE.ics`)."""

TEXT = {
    "calendar.name": ("Pairing agreements that end", "结对协议到期"),
    "calendar.ends": (
        "Agreement ends: {helper} → {recipient}{illustrative:mark}",
        "结对协议到期：{helper} → {recipient}{illustrative:mark}",
    ),
    "calendar.renewed": (
        "Agreement ends, renewed: {helper} → {recipient}{illustrative:mark}",
        "结对协议到期（已续签）：{helper} → {recipient}{illustrative:mark}",
    ),
    "calendar.about": (
        "{helper} helps {recipient} ({area})\nAgreement: {agreement}\nStart: {start:open}\nEnd as recorded: {end}\nSource: {source}",
        "{helper} 帮扶 {recipient}（{area}）\n协议：{agreement}\n起始：{start:open}\n终止（按记录）：{end}\n来源：{source}",
    ),
    "calendar.written": (
        "Written: {file}, {count:agreement that ends|agreements that end}, each with a reminder 30 days before.",
        "已写入 {file}：{count} 份到期协议，各提前 30 天提醒。",
    ),
}
