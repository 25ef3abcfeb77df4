"""The words of Chinese bulletins: splits a sentence into clauses, and each clause into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Form, Kind
from loaders.bulletin import chinese_order as order
from loaders.bulletin import figures, times
from loaders.bulletin.figures import Figure
from loaders.bulletin.names import BRANCH, Names, ends_as_name
from loaders.bulletin.text import Span
from loaders.bulletin.times import Calendar
from loaders.bulletin.tokens import Act, Clause, Guard, Thing, Token
from loaders.names import registry
from loaders.roster.cells import kind_of_name

# --- words by class; the order is that in which they are tried

_ABOUT = (
    r"结对|对口|帮扶|支援|协作|合作|友好|共建|援助|帮带|托管|姊妹|姐妹|手拉手|牵手|协同|支教|联盟|医共体|医联体|组团式|"
    r"[“\"]?一对一[”\"]?|[“\"]?组团式[”\"]?"
)
_BETWEEN = (
    r"东西部|村企|校企|校际|校校|院际|镇村|县域|区县|社企|部门|街道|乡镇|教育|医疗|卫生|健康|消费|劳务|产业|人才|文旅|文化|框架|战略|全面|长期|稳定|紧密|"
    r"镇街|街镇|姐妹村|姊妹村|友好村|校地|政企|深度|关系|发展|城市|学校|医院|帮促|工作|互助|乡村振兴|扶贫|脱贫攻坚|振兴|共同体|的|了|起|与|和"
)
_AGREED = (
    rf"(?:(?:签订|签署|签定|签约|签下|签|订立|续签|缔结|建立|确立|结成|形成|达成|结为|组成|构建)(?:了|起)?)(?:{_BETWEEN}|{_ABOUT})*?"
    rf"(?:{_ABOUT})(?:{_BETWEEN}|{_ABOUT})*(?:关系|对子|协议书|协议|合同|责任书|备忘录|意向书|机制)"
    rf"|(?:签订|签署|签定|签约|签下|续签|签|订立)(?:了)?《[^》]{{0,60}}(?:{_ABOUT})[^》]{{0,60}}》"
    rf"|(?:{_ABOUT})(?:{_BETWEEN}|{_ABOUT})*(?:关系|协议书|协议)"
    r"|(?:结(?:成|为)|缔结)(?:了|为)?(?:帮扶|结对|友好|姊妹|“?一对一”?)*(?:对子|学校|医院|城市|镇街|街镇|乡镇|(?<=友好)[镇乡村])|结(?:了|下|上)?对子"
)
_HELP = (
    r"(?:开展|进行|实施|实行|承担|负责|结成|实现|签约)?(?:了)?(?:[“\"]?一对一[”\"]?|[“\"]?组团式[”\"]?|教育|医疗|卫生)*"
    r"(?:结对帮扶|对口帮扶|对口支援|对口协作|定点帮扶|挂钩帮扶|结对共建|结对援助|结对联系|结对帮带|包联|结对)(?:工作|任务|活动)?"
    r"|牵头(?:结对|对口)?(?:支援|帮扶|援助)"
    r"|(?:开展|进行)(?:了)?(?:[“\"]?一对一[”\"]?|[“\"]?组团式[”\"]?|教育|医疗|卫生)*(?:帮扶|支援|援助)(?:工作|任务|活动)?"
    r"|(?<![结对口])帮扶(?!资金|协议|办|中心|局|干部|单位|力度|项目|措施|机制|协作|工作|责任|成效|对象|政策|款|物资|产品|车间|模式|力量|合作|任务|经费|教师|医生|专家|村|户)"
)
_ACTS: tuple[tuple[Act, str], ...] = (
    (
        Act.GIVE,
        r"投入|捐赠|捐助|捐资|捐款捐物|捐款|捐献|援助(?!资金|项目)|拨付|划拨|援建|注入|下拨|拨款|给予|资助(?=.{0,8}资金)",
    ),
    (Act.ALLOT, r"落实|安排"),
    (Act.RAISE, r"筹集|募集|筹措|争取|引进|引入|招引|协调|到位|撬动|整合|获得|接受|收到|接收"),
    (Act.BUY, r"采购总?金?额(?:为|达|共)?(?=\d)|采购|购买|认购|购置|订购"),
    (Act.SELL, r"帮助销售|协助销售|助销|帮销|销售|实现消费帮扶|消费帮扶(?=金额|总?额|[\d近超约逾])"),
    (
        Act.OPEN,
        r"提供(?=[\u3400-\u9fff]{0,4}公益|(?:\d+|[一二两三四五六七八九十]+)个[\u3400-\u9fff]{0,4}公益)|开发(?!区|投资|有限|公司|建设|集团|银行|总)|设置|设立|新增",
    ),
    (Act.FUND, r"资助|救助|奖补"),
    (Act.VISIT, r"(?:走访)?慰问|看望"),
    (Act.SEND, r"选派|选送|派出|派遣|派驻|派来|派往|派去|选调|委派|轮派|派(?=\d|[一二三四五六七八九十两]|出)"),
    (
        Act.TRAIN,
        r"培训(?![近约超]?\d+[期班场]|中心|学校|学院|基地|班|会(?=[议，。、；上中期后\d]|$)|费|经费|资金|工作|项目)|轮训|集训",
    ),
    (Act.HOLD, r"举办|开办|举行|组织开展|开展|组织(?!部|委|生活|力量|建设|化)|承办"),
    (
        Act.OTHER,
        r"互派|惠及|受益|覆盖(?!面|率)|带动|帮助|吸纳|转移|输送|诊治|接诊|义诊|诊疗|建设|建成|新建|修建|实施|完成|发放|(?:种植|养殖)(?!户|大户|技术|技能|业|场|基地|专业|等)|"
        r"服务|就业|发展|提供|支持|实现|解决|推进|打造|开设|开通|成立|达|为(?=\d)",
    ),
)
_WORDS: tuple[tuple[str, str], ...] = (
    ("there", r"该[区县市州旗盟]|(?<=[，。；])(?:县|区|市)里"),
    (
        "that",
        r"该(?:村|社区|镇|乡|街道|学校|校|医院|院|公司|企业|协会|商会)(?![\u3400-\u9fff]{0,4}(?:公司|医院|学校|小学|中学|村|镇|乡))",
    ),
    (
        "units",
        r"的?(?:东西部)?(?:扶贫)?(?:协作|对口|挂钩|定点)?(?:结对)?(?:帮扶|联系|包联|支援|结对)(?:单位|城市|地区|部门|企业|学校|医院|方)(?=[由为是])",
    ),
    ("agreed", _AGREED),
    ("cover", r"全覆盖"),
    ("help", _HELP),
    ("title", r"《[^》]{0,80}》"),
    ("until", r"(?:协议|合作|帮扶|结对|服务)?(?:期限?|有效期)(?:至|到|为|自|从)*(?=\d{4}年)"),
    ("term", r"(?:协议|合作|帮扶|结对|服务)?(?:期限?|有效期|为期)(?:为|是|均为)?[一二两三四五六七八九十\d]{1,3}年"),
    (
        "form",
        r"[“\"]?一对一[”\"]?|[“\"]?组团式?[”\"]?(?=帮扶|支援|支教|协作|医疗|教育|团队)|医共体|[“\"]组团式[”\"]|框架协议",
    ),
    ("ended", r"(?:已|均已)?(?:经)?(?:正式)?(?:结束|终止|解除|期满|到期|撤销|中止|取消)(?!时)(?:了)?"),
    ("moved", r"(?:移交|转交|交)(?:给|由)|移交至|接管"),
    ("changed", r"(?:已)?(?:调整|变更|更换|转|改|换)(?:为|由|成)+|改(?=[与同跟][\u3400-\u9fff])|转而"),
    ("former", r"(?:原先|原来|此前|之前|过去|原|曾)(?:一直)?(?=由)"),
    ("condition", r"如果|若(?!干)|假如|一旦"),
    (
        "plan",
        r"计划(?!生育)|规划(?!局|和|编制|处)|力争|争取|即将|将(?!军|近|乐)|拟(?![定制真])|预计|打算|准备|有望|力求|确保|目标(?:是|任务)?|下一步|明年|后年|愿意?|希望|筹备|建议|"
        r"有意|意向|待(?=签)|正在(?:洽谈|协商|筹)|洽谈|承诺|约定",
    ),
    (
        "negation",
        r"尚未|从未|未(?![来央成])|没有|并非|不再|暂无|尚无|无(?=结对|帮扶|协议|任何|法)|不(?=与|和|同|是|属|包括|含)|而非|缺乏|否认|误传",
    ),
    (
        "comparison",
        r"同比|环比|比上年|比去年|较上年|较去年|比\d{4}年|较\d{4}年|增长|增加|提高|提升(?=\d|至|到)|下降|减少|增幅|翻了|上升|占比?(?=[\d全总])",
    ),
    ("visit", r"考察|座谈|走访(?!慰问)|调研|会见|会谈|拜访|参观|对接会|联席会议?|召开|出席|推进会|洽谈会|交流会|一行"),
    ("rate", r"每(?:家|个|名|人|村|校|年|月|户|所|企业|位|期|批|次|天)|人均|户均|平均|月均|日均"),
    ("goods", r"价值|折价|折合|总值|市值|折款"),
    (
        "social",
        r"(?:动员|发动|组织|号召|协调|引导|凝聚)(?:社会(?:各界|力量|组织)?|各界|爱心(?:人士|企业)|企业家?)+(?:积极|共同|参与|力量)*",
    ),
    ("among", r"其中"),
    ("total", r"共计|总计|合计|总额(?:达|为)?|总金额(?:达|为)?|总数(?:达|为)?|总共|一共|金额(?:达|为)"),
    ("cumulative", r"累计"),
    ("respectively", r"分别|依次"),
    ("each", r"各自|各(?![级类界项地族种方乡村镇县区市单部学校])|均(?![等衡可])|每"),
    (
        "pronoun",
        r"双方|两地|该[镇乡街村校院局公企]\S{0,2}?|我[市区县省院校局]|本[市区县院校]|前者|后者|上述|以上|此举|他们|它们|对方|其(?=[^中他余次间实])",
    ),
    ("whole", r"全[区县市省州](?!域)"),
    ("is", r"(?<=单位)[为是]"),
    ("by", r"由(?![于来])|被(?!动)"),
    ("accept", r"接受(?=.{2,30}(?:帮扶|支援))"),
    (
        "with",
        r"(?<!参)(?<!给)与(?!时俱)(?!会(?:人|代|者|领|嘉|双|各|同))|(?<=[省市县区州镇乡村局院校会司委部厅学心道站处队团])[同跟](?![时步意心志期类等比仁])",
    ),
    ("and", r"(?<![共谐总饱])和(?![谐睦平美])"),
    ("list", r"、|以及|及(?![时其格])|暨|并(?=与|和|向|为|对|给|赴|到)"),
    (
        "to",
        r"(?<![方志朝意])向(?![往好心])|给(?![予与])|(?<![作成认因行变])为(?![期主了民进深切扎推加贯落抓契载重帮巩助此全])|"
        r"(?<![结针面应绝反配])对(?![接象于外标口比子])|(?<![达得受看直做收用遇])(?:前往|赴|到)(?![位期户达])|(?:抵达|进驻|奔赴|赶赴|来到)了?|(?<![现存实正旨])在(?![建岗校线]|(?:[今去前当同]|\d{2,4})年|\d{1,2}月)|面向",
    ),
    ("etc", r"等(?![级候额待专])(?:单位|部门|地|多家|多个|一批)?"),
    ("of", r"的"),
)
_PATTERN = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in _WORDS[:9])
    + f"|(?P<time>{re.sub(r'[?]P<[a-z]+>', '?:', times.CHINESE.pattern)})"
    + f"|(?P<figure>{re.sub(r'[?]P<[a-z0-9]+>', '?:', figures.CHINESE.pattern)})"
    + "".join(f"|(?P<{name}>{words})" for name, words in _WORDS[9:])
    + "".join(f"|(?P<act_{act.value}>{words})" for act, words in _ACTS)
)
_ALSO = re.compile(
    r"(?:(?:专家|医疗|帮扶|教育|管理|支教)+(?:团队|组|队)|以来|一直|另|现|以[\u3400-\u9fff]{2}方式|分(?=$)|实际|签[订署下定]?了?|子公司|分公司|旗下|仍然|仍|保持不变|不变|保持|继续有效|积极|先后|已经|已|还|也|又|全部|全面|正式|成功|切实|深入|大力|持续|不断|进一步|继续|着力|扎实|有序|精准|重点|主动|充分|并且|并|且|同时|此外|另外|再|直接|"
    r"首批|第[一二三四五六七八九十\d]+批|支援|驰援|增援|相互|互相|互|之间|共同|联合|总共|了|共|用于|用以|旨在|长期|陆续|顺利|圆满|如期|签约|仪式|活动|上|中|会议|期间|当天|期|"
    r"始于|起始于|起于|则?要?追溯到|在(?=$)|该协议|同时|开始|财政(?=$)|无偿|一次性|首次|本级|方面|方式|工作|支教支医|支医|支农|支教|挂职|任教|驻点|锻炼|跟岗|交流|服务|讲学|坐诊|“?传帮带”?|开展|进行|实施|落实|有|是|达|项目|于|所属|下属|辖区|均|共有|"
    r"名单|如下|具体为|即|分别是|包括|至此|据悉|据介绍|据统计|在此基础上|到期后|到期|其|该|各|个|一起|通过|为期|名|地区|范围内|内|均已|全年)+"
)
"""Words that change nothing of what a clause says, where they stand alone between others."""
_AGENCY = re.compile(
    r"(?:教育|文化|旅游|住房|人力资源|社会保障|发展|自然资源|工业|信息化|民族|宗教|科学技术|卫生|健康|体育|商务|农业|农村|经济|规划|交通|水务|应急|"
    r"城乡建设|市场|环境|广播|医疗|退役军人)(?:和|与)[\u3400-\u9fff]{2,9}?(?:局|委员会|厅|部|办公室|委)"
)
"""Departments with an “and” in their names: 住房和城乡建设局."""
_GUARDS = {name: Guard(name) for name in ("plan", "negation", "comparison", "visit", "rate", "goods", "condition")}
_PLAIN = {
    "by": "BY",
    "with": "WITH",
    "list": "LIST",
    "to": "TO",
    "ended": "ENDED",
    "changed": "CHANGED",
    "former": "FORMER",
    "cover": "COVER",
    "accept": "BY",
    "units": "UNITS",
    "is": "IS",
    "moved": "MOVED",
}
_FLAGS = frozenset(
    {"among", "total", "cumulative", "respectively", "each", "social", "pronoun", "whole", "term", "until"}
)

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.DEPARTMENT, r"(?:市直|区直|县直|省直|直属|机关|党政|行政|级)*(?:部门|单位|机关|委办局)"),
    (
        Kind.VILLAGE,
        r"(?:深度|易地|重点|原|省级|市级)*(?:贫困|脱贫|行政|薄弱|重点|示范|帮扶|易地搬迁|自然)*(?:村居|村社区|村|社区)(?!卫生|小学|医)",
    ),
    (
        Kind.SCHOOL,
        r"(?:乡镇|农村|薄弱|中心|受援|优质|中小|城区)*(?:中小学校|中小学|职业学校|学校|小学|中学|幼儿园|职校|院校|高中|校)(?!长|园)",
    ),
    (
        Kind.HOSPITAL,
        r"(?:县级|乡镇|三甲|三级|二级|公立|中心|市级|区级|受援|基层)*(?:医疗卫生机构|医疗机构|卫生健康机构|医院|卫生院)",
    ),
    (
        Kind.TOWNSHIP,
        r"(?:经济)?(?:强|弱|重点)?(?:乡镇街道|乡镇|镇街|街镇|街道|镇|乡(?!镇))(?!卫生|中心|医院|学校|村|小学|中学|中小学)",
    ),
    (
        Kind.ENTERPRISE,
        r"(?:民营|爱心|龙头|国有|东部|农业|劳动密集型|规模以上|本地|省属|市属|重点|骨干|规上|协作)*(?:企业|公司|合作社)",
    ),
    (Kind.SOCIAL_GROUP, r"(?:爱心|公益|民间)*(?:社会组织|社会团体|商会|协会|社会公益组织|公益组织|慈善组织|基金会)"),
    (Kind.COUNTY, r"(?:脱贫|贫困|重点帮扶|受援|国家乡村振兴重点帮扶)*(?:县市区|县区|区县|县市|县|区|市区)"),
)
_KIND = re.compile("|".join(f"(?P<{kind.value}>{words})" for kind, words in _KINDS))
_SEVERAL = re.compile("(?:所有|全部|各)?(?:乡镇街道|乡镇|镇街|街镇|村居|村社区|行政村|贫困村|脱贫村)")
"""Words for all of a kind that a unit has, where no number stands beside them."""
_HEADS: tuple[tuple[str, str], ...] = (
    (
        "spent",
        r"(?:共|还|又|再)?(?:花费?|耗资|出资|动用资金)了?",
    ),
    (
        "goods",
        r"物资|物品|图书|书籍|电脑|设备|器材|衣物|校服|口罩|棉衣|棉被|文具|课桌椅|桌椅|器械|救护车|车辆|药品|化肥|种苗|书包|路灯|帐篷|疫苗",
    ),
    ("money", r"资金|款项|善款|捐款|帮扶款|经费|款物|财政援助|助学金|奖学金|现金|人民币|(?<![贷借存])款"),
    (
        "produce",
        r"大米|食用油|茶叶|苹果|花椒|木瓜|辣椒|刺梨|水果|蔬菜|牛羊肉|羊肉|牛肉|蜂蜜|食用菌|核桃|土豆|马铃薯|特色农产品|农特产|农特产品|农副产品|农产品|特色产品|特产|土特产|产品",
    ),
    ("posts", r"公益性?岗位?|公益性专岗|公益专岗|专岗|公益性岗"),
    ("jobs", r"岗位|劳动力|务工人员|就业人员|农民工|脱贫人口|就业"),
    ("teachers", r"教师|老师|支教人员|骨干教师|教研员"),
    (
        "doctors",
        r"村医|医生|医师|护士|医务人员|医护人员|医疗专家|医疗人才|医疗骨干|医技人员|卫生人才|医疗队员|医疗卫生人才|医学专家|医卫人员",
    ),
    ("officials", r"校长|园长|干部|专业技术人才|专技人才|专技人员|技术人员|专家|科技人员|人才|工作人员|队员"),
    ("students", r"学生|学子|大学生|儿童|孩子"),
    ("sessions", r"培训班|培训|班|教学培训|讲座|研修班|轮训班"),
    (
        "people",
        r"带头人|人才|人员|干部|农民|村民|群众|人口|残疾人|老人|户|家庭|教师|医生|劳动力|学员|妇女|职工|党员|书记|骨干|师资|人次",
    ),
    ("projects", r"项目|基地|车间|园区|工程|产业|大棚|卫生室|道路"),
)
_OF_THINGS = r"(?:专岗(?=公益)|乡村振兴|东西部|[村镇乡](?=干部|医|民)|农村|乡村|基层|贫困|困难|建档立卡|一般|优秀|骨干|专业|致富|创业|实用|技术|管理|党政|脱贫|低收入|家庭|学科|中小学|乡镇|各类|当地|本地|一线|年轻|留守|特色|公益(?!性?岗))*"
_HEAD = re.compile(_OF_THINGS + "(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _HEADS) + ")$")
_AROUND = re.compile(
    r"(?:我|本|该)[市区县州省校院镇乡村][（(](?=[\u3400-\u9fff]{2,12}[省市区县旗州镇乡村院学][)）])"
    r"|(?:一[支批])?由(?=(?:\d+|[一二两三四五六七八九十]+)[名位人][\u3400-\u9fff]{1,8}组成)"
    r"|组成的?[\u3400-\u9fff]{0,8}?(?:小组|团队|团|队|组)"
)
"""Words around others that say the same: 我县（丹寨县）, 由14名医生组成的医疗队."""


def _are_persons(text: str) -> bool:
    """Whether a text is nothing but a word for persons of a sort (校长, 骨干教师)."""
    head = _HEAD.fullmatch(text)
    return head is not None and head.lastgroup in order.PERSONS


_MARKS = re.compile(r"[“”\"‘’'《》（）()\[\]【】：:…—\-·\s*#~\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]+")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})|，|；|;|(?<!帮扶)(?<!结对)：|。|！|？|!|\?")
_DATELINE = re.compile(r"[^，。]{0,16}?(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日[电讯]\s*")
_ENDS_THEN = re.compile(r"(?:期限|有效期|协议期|服务期)[为自从至到]{0,2}$")
_REACHED = re.compile(r"已?达到?(?=\d)")
"""Between what is counted and its number (资金已达1500万元)."""
_STRIPPED = re.compile(r"[（(][^（()）]{0,80}[)）]")


_BEFORE_UNITS = {"与": "WITH", "和": "AND", **dict.fromkeys("向为给对到赴在", "TO"), "由": "BY"}


_SPOT = re.compile(
    re.sub(
        r"[?]P<[a-z_]+[a-z0-9_]*>",
        "?:",
        "|".join(f"(?:{one.pattern})" for one in (_AROUND, _PATTERN, _MARKS, _STRIPPED, _REACHED, _AGENCY, BRANCH)),
    )
    + f"|[{''.join(_BEFORE_UNITS)}]"
)
"""Where anything but the inside of a name begins."""


class Chinese:
    """Splits the sentences of one bulletin."""

    def __init__(self, names: Names, calendar: Calendar) -> None:
        self.names = names
        self.calendar = calendar
        held = [
            name
            for name in (*names.known, *names.aliases)
            if len(name) > 2 and re.search(r"[\u3400-\u9fff]", name) and _PATTERN.search(name)
        ]
        held += [name for name in names.spoken() if len(name) > 2 and _PATTERN.search(name)]
        self._held: dict[str, list[str]] = {}
        """Names of the store that hold a word of the lexicon, the longest first, by how they begin: looked for first."""
        for name in sorted(set(held), key=lambda name: (-len(name), name)):
            self._held.setdefault(name[:2], []).append(name)
        self._looked: tuple[int, int, re.Match[str] | None] = (-1, -1, None)
        self._last: dict[Kind, str] = {}
        """The last name of each kind in the sentence."""

    def clauses(self, plain: str, sentence: Span) -> Iterator[Clause]:
        """The clauses of a sentence with their tokens."""
        self._last = {}
        line = _DATELINE.match(plain, sentence.begin, sentence.end)  # when it was written, not when anything was
        begin = line.end() if line is not None else sentence.begin
        for found in _COMMA.finditer(plain, begin, sentence.end):
            yield from self._clause(plain, Span(begin, found.start()))
            begin = found.end()
        yield from self._clause(plain, Span(begin, sentence.end))

    def _clause(self, plain: str, span: Span) -> Iterator[Clause]:
        """A clause, or several where verbs follow one another behind a list mark."""
        tokens = order.merged(plain, list(self._resolved(plain, list(self._scan(plain, span)))))
        self._last |= {kind_of_name(str(one.value)): str(one.value) for one in tokens if one.kind == "NAME"}
        begin, own = span.begin, list[Token]()
        for at, token in enumerate(tokens):
            after = tokens[at + 1].kind if at + 1 < len(tokens) else ""
            done = bool(own) and own[-1].kind == "AGREED"
            if order.spends(own, tokens[at:]):
                yield self._made(plain, Span(begin, token.span.begin), own)
                begin, own = token.span.begin, []
            if token.kind == "LIST" and (done or (after == "VERB" and any(one.kind == "VERB" for one in own))):
                yield self._made(plain, Span(begin, token.span.begin), own)
                # 为毕节市培训干部1860人次、开发岗位4200个: what stands before the first verb is said of both
                shared = order.leads(own)
                begin, own = token.span.end, [Token("FLAG", Span(token.span.end, token.span.end), "shared")] * shared
                continue
            own.append(token)
        if begin < span.end:
            yield self._made(plain, Span(begin, span.end), own)

    def _scan(self, plain: str, span: Span) -> Iterator[Token]:
        """The words of the lexicon, and what stands between them as `CHUNK`."""
        begin = at = span.begin
        counted = False
        spot = -1
        while at < span.end:
            if not counted and spot < at:
                spot = self._spot(plain, at, span.end)
            if not counted and at < spot:
                at = spot  # nothing begins before it
                continue
            goes_on = self._within_a_name(plain, at, begin, span.end)
            if goes_on is not None:
                at, counted = goes_on, False
                continue
            token, after = self._word_at(plain, at, begin, span.end, counted)
            counted = token is not None and token.kind == "QTY"
            if after == at:
                at += 1
                continue
            if begin < at:
                yield Token("CHUNK", Span(begin, at))
            if token is not None:
                if token.kind == "NAME":  # 该县, 该村 are filled in, and asked about
                    yield Token("FLAG", Span(at, at), "pronoun")
                yield token
            elif (time := times.CHINESE.fullmatch(plain[at:after].strip("（）()"))) is not None:
                yield Token("TIME", Span(at + 1, after - 1), self.calendar.chinese(time))
            else:
                yield from _noted(plain, Span(at, after))
            begin = at = after
        if begin < span.end:
            yield Token("CHUNK", Span(begin, span.end))

    def _spot(self, plain: str, at: int, end: int) -> int:
        """The next place at which a word, a mark or a name of the store may begin."""
        found = _SPOT.search(plain, at, end)
        spot = end if found is None else found.start()
        return next((place for place in range(at, spot) if plain[place : place + 2] in self._held), spot)

    def _held_at(self, plain: str, at: int, end: int) -> int | None:
        """The end of the name of the store that begins at a place; None if none does."""
        names = self._held.get(plain[at : at + 2], ())
        return next((at + len(name) for name in names if plain.startswith(name, at, end)), None)

    def _within_a_name(self, plain: str, at: int, begin: int, end: int) -> int | None:
        """Where a name goes on behind what would be a word of the lexicon elsewhere; None if it is that word here.

        计划乡 is a place, 住房和城乡建设局 one department, 远舟(澜屿)有限公司 and 山与城设计有限公司 and 文化发展基金会 one organization each.
        """
        held = self._held_at(plain, at, end)
        if held is not None:
            return held
        if self._before_a_unit(plain, at, begin) is not None:
            return None
        agency = _AGENCY.match(plain, at, end) or (BRANCH.match(plain, at, end) if begin < at else None)
        if agency is not None:
            return agency.end()
        word = self._lexicon(plain, at, end)
        if word is None or word.end() == at:
            return None
        if word.lastgroup in ("with", "and"):
            counts = _NUMBER.match(plain, word.end(), end) is not None
            return None if counts or begin == at or self._ends_a_side(plain[begin:at]) else word.end()
        inside = (begin < at and _in_a_name(word, plain, begin, end)) or _before_money(word, plain, end)
        return word.end() if inside else None

    def _word_at(self, plain: str, at: int, begin: int, end: int, counted: bool) -> tuple[Token | None, int]:
        """The word that begins at a place and its end; no word behind marks or a remark in brackets, which end there."""
        kind = _KIND.match(plain, at, end) if counted else None
        if kind is not None:
            return Token("KIND", Span(at, kind.end()), Kind(str(kind.lastgroup))), kind.end()
        around = _AROUND.match(plain, at, end)
        if around is not None:
            return None, around.end()
        function = self._before_a_unit(plain, at, begin)
        if function is not None:
            return function, at + 1
        word = self._lexicon(plain, at, end)
        reached = _REACHED.match(plain, at, end)
        if reached is not None and begin < at:
            return None, reached.end()
        if word is not None and word.end() > at:
            return self._word(word), word.end()
        mark = _STRIPPED.match(plain, at, end) or _MARKS.match(plain, at, end)
        return None, mark.end() if mark is not None else at

    def _lexicon(self, plain: str, at: int, end: int) -> re.Match[str] | None:
        """The word of the lexicon at a place of the bulletin, looked up once."""
        if self._looked[:2] != (at, end):
            self._looked = at, end, _PATTERN.match(plain, at, end)
        return self._looked[2]

    def _before_a_unit(self, plain: str, at: int, begin: int) -> Token | None:
        """The token of 与, 向, 为… before the name of a unit, whatever word it may begin elsewhere (与会泽县, 为重庆市)."""
        kind = _BEFORE_UNITS.get(plain[at])
        if kind is None:
            return None
        behind = plain[at + 1 : at + 9]
        unit, rest = registry.split_path(behind)
        named = unit is not None and (
            behind[: len(behind) - len(rest)].endswith(unit.name) or len(behind) - len(rest) > 2
        )
        if not named and not self.names.own(behind) is not None:
            return None
        if kind in ("WITH", "AND") and begin < at and not self._ends_a_side(plain[begin:at]):
            return None
        return Token(kind, Span(at, at + 1), plain[at])

    def _ends_a_side(self, text: str) -> bool:
        """Whether a text between two words may be the end of one side of a pairing."""
        before, name, behind = self.names.split(text)
        whole = bool(name) and all(not rest or _ALSO.fullmatch(rest) for rest in (before, behind))
        return whole or ends_as_name(text) or _KIND.fullmatch(text) is not None or _ALSO.fullmatch(text) is not None

    def _word(self, found: re.Match[str]) -> Token:
        """The token of a match of the lexicon."""
        name, span = found.lastgroup or "", Span(*found.span())
        if name == "time":
            whole, named = times.CHINESE.fullmatch(found[0]), self.calendar.named
            token = Token("TIME", span, self.calendar.chinese(whole) if whole else times.NO_TIME)
            if _ENDS_THEN.search(found.string, max(0, span.begin - 8), span.begin):
                self.calendar.named = named  # “the same day” is not the one until which it is to last
            return token
        if name == "figure":
            whole = figures.CHINESE.fullmatch(found[0])
            figure = figures.chinese(whole) if whole else None
            return Token("MONEY" if figure is not None and figure.money else "QTY", span, figure)
        if name.startswith("act_"):
            return Token("VERB", span, Act(name.removeprefix("act_")))
        if name == "there":
            scope = self.names.scope()
            fits = scope is not None and scope.full.endswith(found[0][-1])
            return Token("NAME", span, scope.full) if fits and scope is not None else Token("FLAG", span, "pronoun")
        if name == "that":
            meant = self._last.get(kind_of_name(found[0].removeprefix("该")))
            return Token("NAME", span, meant) if meant is not None else Token("FLAG", span, "pronoun")
        if name in _GUARDS:
            return Token("GUARD", span, _GUARDS[name])
        return Token(
            _PLAIN.get(name, name.upper() if name not in _FLAGS else "FLAG"), span, name if name in _FLAGS else found[0]
        )

    # --- what stands between the words

    def _resolved(self, plain: str, tokens: list[Token]) -> Iterator[Token]:
        """The tokens with each `CHUNK` as the name, the kind or the thing that it is; what it is not is `STRANGE`."""
        for at, token in enumerate(tokens):
            if token.kind != "CHUNK":
                yield token
                continue
            before = tokens[at - 1].kind if at else ""
            after = next((one for one in tokens[at + 1 :] if one.kind != "FLAG"), None)
            yield from self._chunk(plain, token, before in ("QTY", "MONEY"), after)

    def _chunk(self, plain: str, token: Token, counted: bool, after: Token | None) -> Iterator[Token]:
        text, begin = plain[token.span.begin : token.span.end], token.span.begin
        also = _ALSO.match(text)
        if also is not None and also.end() == len(text):
            return
        numbered = after is not None and after.kind in ("QTY", "MONEY")
        listed = after is not None and after.kind == "LIST"
        kind = _KIND.fullmatch(text) if numbered and after is not None and after.kind == "QTY" else None
        if kind is not None:
            yield Token("KIND", token.span, Kind(str(kind.lastgroup)))
        elif counted or (numbered and _HEAD.search(text)) or (listed and _are_persons(text)):
            yield from self._thing(text, begin)
        else:
            yield from self._named(text, begin, numbered)

    def _thing(self, text: str, begin: int) -> Iterator[Token]:
        """What is counted, behind the unit that it begins with if there is one: 盘州市农村实用人才."""
        head = _HEAD.search(text)
        front = text[: head.start()] if head else text
        before, name, _ = self.names.split(front) if len(front) > 1 else (front, "", "")
        if name and not before and not _KIND.fullmatch(name):
            yield Token("NAME", Span(begin, begin + len(name)), name)
            begin, text = begin + len(name), text[len(name) :]
        yield Token("THING", Span(begin, begin + len(text)), Thing(text, head.lastgroup if head else None))

    def _named(self, text: str, begin: int, numbered: bool) -> Iterator[Token]:
        """The name in a text, and what stands around it."""
        before, name, behind = self.names.split(text)
        if not name:
            if numbered:
                yield from self._thing(text, begin)
            else:
                yield Token("STRANGE", Span(begin, begin + len(text)), text)
            return
        if before and not _ALSO.fullmatch(before):
            yield Token("STRANGE", Span(begin, begin + len(before)), before)
        begin += len(before)
        unit, kind = self._of_kind(name)
        yield Token("NAME", Span(begin, begin + len(unit)), unit)
        if kind is not None:
            yield Token("OFKIND", Span(begin + len(unit), begin + len(name)), kind)
        begin += len(name)
        if not behind or _ALSO.fullmatch(behind):
            return
        if numbered:
            yield from self._thing(behind, begin)
        else:
            yield Token("STRANGE", Span(begin, begin + len(behind)), behind)

    @staticmethod
    def _of_kind(name: str) -> tuple[str, Kind | None]:
        """A unit and a kind that it has several of (纳雍县乡镇), which together are no name; else the name."""
        unit, rest = registry.split_path(name)
        kind = _KIND.fullmatch(rest) if unit is not None and _SEVERAL.fullmatch(rest) else None
        return (name, None) if kind is None else (name.removesuffix(rest), Kind(str(kind.lastgroup)))

    # --- a clause

    def _made(self, plain: str, span: Span, tokens: list[Token]) -> Clause:
        """A clause of tokens: those set aside are taken out, and each “and” is that of a list or of a pair."""
        clause = Clause(span)
        for token in order.without_subjects(
            order.without_foods(
                order.without_light_verbs(
                    order.for_growth(
                        plain, order.put_in_charge(order.without_purpose(order.trained(order.priced(tokens))))
                    )
                )
            )
        ):
            if token.kind == "TIME":
                clause.times.append(token)
            elif token.kind == "FLAG":
                clause.flags.setdefault(str(token.value), token)
            elif token.kind == "GUARD":
                clause.guards.append(token)
            elif token.kind == "STRANGE":
                clause.strange.append(token)
            elif token.kind in ("FORM", "TITLE"):
                clause.forms.append(token)
            elif token.kind == "NOTED":
                clause.strange.append(token)
            elif token.kind == "OFKIND":
                clause.flags["kind"] = token
            elif token.kind == "OF":
                continue
            elif isinstance(token.value, Figure) and token.value.unit in order.ASIDE:
                clause.aside.append(token)
            else:
                clause.words.append(token)
                if token.kind in ("AGREED", "HELP"):
                    clause.forms.append(token)
        clause.words = order.joined(clause.words)
        return clause


_GOES_ON = re.compile(
    r"[^\W\d_与向给对为在由的了被和]{0,10}?(?:有限公司|股份公司|集团|公司|基金会|协会|商会|促进会|联合会|总会|中心|研究院|研究所|委员会|服务队|学院|合作社|银行)"
)
_FUNCTIONS = frozenset({"with", "and", "list", "by", "to", "etc", "of", "figure", "time", "agreed", "is"})


_NUMBER = re.compile(r"[近约超逾]?\d")
_MONEY_NOUN = re.compile(r"[\u3400-\u9fff]{0,4}?(?:资金|款项?|经费)")


def _before_money(found: re.Match[str], plain: str, end: int) -> bool:
    """Whether a word that is a verb elsewhere says what money is for: 产业发展资金."""
    return found.lastgroup in ("act_other", "act_buy") and _MONEY_NOUN.match(plain, found.end(), end) is not None


def _in_a_name(found: re.Match[str], plain: str, begin: int, end: int) -> bool:
    """Whether a word behind others belongs to the name of an organization that ends behind it.

    Help between two names does not: 甲镇卫生院帮扶乙镇中心卫生院.
    """
    more = None if found.lastgroup in _FUNCTIONS else _GOES_ON.match(plain, found.end(), end)
    if more is None or found.lastgroup != "help":
        return more is not None
    return not (ends_as_name(plain[begin : found.start()]) and re.search("[省市县区旗镇乡村]", more[0]))


def _noted(plain: str, span: Span) -> Iterator[Token]:
    """The figures of a remark in brackets, besides its dates."""
    begin = span.begin
    for time in [*times.CHINESE.finditer(plain, span.begin, span.end), None]:
        end = time.start() if time is not None else span.end
        for found in figures.CHINESE.finditer(plain, begin, end):
            yield Token("NOTED", Span(*found.span()), figures.chinese(found))
        begin = time.end() if time is not None else end


_FORMS = (
    ("框架|framework", Form.UMBRELLA),
    ("组团|group-type", Form.GROUP),
    ("医共体|medical community|community of medicine", Form.COMMUNITY),
    ("一对一|one-to-one|one-on-one", Form.ONE_TO_ONE),
)


def form_of(words: str) -> Form | None:
    """The form that a word for a pairing names, Chinese or English; None where none is printed.

    >>> form_of("签订教育帮扶框架协议"), form_of("“组团式”帮扶"), form_of("paired with")
    (<Form.UMBRELLA: 'umbrella'>, <Form.GROUP: 'group'>, None)
    """
    return next((form for word, form in _FORMS if re.search(word, words, re.IGNORECASE)), None)
