"""Tells which columns and cells hold persons, their telephone numbers, identity numbers, addresses and accounts.

A header says it, or the cells do. What is personal is never kept; a column of organizations or places is never taken
for one of persons. Surnames, titles and the words for persons are facts of the language, not anyone's list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from graph.lookup import has_hanzi
from graph.model import clean
from loaders.patterns import pattern_of

_CJK = "\u3400-\u9fff"
_LONGEST_LABEL = 40
_MOST = 0.6
"""The share of a column's cells that must be persons where the header may mean persons."""
_NEARLY_ALL = 0.75
"""The share where the header does not say it, or may as well mean organizations."""


def _listed(words: str, mark: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(mark))


# --- one cell

_COMMON = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_RARE = frozenset(
    "柏水窦章云葛奚郎鲁昌苗凤花俞柳酆鲍费廉岑滕殷毕邬安常乐时傅皮卞齐康伍元卜平黄穆萧湛祁禹狄米贝明臧计伏"
    "成谈宋茅庞纪舒屈项"
    "祝阮蓝闵席季麻强路娄危童颜梅盛刁骆樊凌霍虞支柯管房裘缪干解应宗宣贲郁单杭洪包诸左吉钮程嵇邢裴荣翁荀羊於惠甄曲家封芮"
    "储靳汲邴糜松井富巫乌焦巴弓牧隗山谷车宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖符景詹束幸司韶郜蓟薄印宿怀蒲"
    "邰从鄂索咸籍赖卓"
    "蔺屠蒙池乔阴胥能苍双闻莘党翟贡劳逄姬申扶堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕"
    "连茹习宦艾鱼容古易"
    "慎戈庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空沙乜养鞠须丰"
    "巢关蒯相查后荆红"
    "游竺权逯盖益桓公仝岳帅佘佟原撒买勒令冼揭覃邸亓苟商敬粟吾闭农磨把杞倪华卫却喻尤戚施毋褚"
)
_COMPOUND = _listed(
    "欧阳 诸葛 司马 上官 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 宇文 端木 南宫 闻人 独孤 轩辕 呼延 澹台 "
    "公冶 太史 申屠 "
    "赫连 钟离 鲜于 西门 百里 东郭 拓跋 完颜 纳兰 第五 段干 濮阳 淳于 单于"
)
_TITLE = (
    "同志|先生|女士|小姐|主任医师|副?主任|副?局长|副?科长|副?处长|副?部长|副?厅长|第一书"
    "记|副?书记|支书|副?镇长|副?乡长|副?村长|副?县长|"
    "副?区长|副?市长|副?经理|董事长|副?总经理|副?校长|副?院长|副?园长|老师|教授|医生|大"
    "夫|护士|师傅|副?主席|副?会长|秘书长|科员|干部|"
    "副?队长|副?组长|副?站长|副?所长|副?行长|副?厂长|理事长|负责人|联系人|联络员|主管|总"
)
_TITLED = pattern_of(rf"(?:{_TITLE})$")
_PLACE_ENDS = frozenset(
    "洼埭墩祠夼畈碥坨圈浜棚渠濠峁荡汊冈屿沱砭窑窝壕村寨坪坝坡坎沟湾河江湖海山岭岩洞桥塘井田地头口冲屯堡庄"
    "店铺营关厂场路街巷园林树藤花草州城镇乡县区市省"
    "旗里桐箐龙岗岗坳垭垴塬原池泉溪港"
    "埠渡滩洲岛峡谷峪塔寺庙观宫殿门楼亭台院家社站所局厅部处办委组队会所行店馆厂矿井库仓圩墟集坊厝"
)
_ALSO_GIVEN = frozenset("林龙海泉")
"""Endings of places that end a given name of two characters as often."""
_BEFORE_PLACES = frozenset("家大小上下东西南北中前后老新石土黄白红青高")
_UNIT_ENDS = pattern_of(
    r"(?:公司|集团|企业|单位|银行|支行|分行|农行|工厂|合作社|大学|学院|学校|小学|中学|幼儿园|医院|协会|商会|"
    r"学会|基金会|联合会|促进会|工会|"
    r"团委|妇联|残联|工商联|科协|政协|人大|中心|办公室|街道|社区|委员会|党委|支部|超市|酒店|宾馆|商店|商场|广场|"
    r"百货|大厦|工程|项目|"
    r"工作室|工作站|工作队|服务队|电厂|石化|国网|移动|联通|电信|地产|科技|食品|农业|物流|建设|建筑|能源|药业|"
    r"酒业|茶业|旅游|传媒|文化|教育)$"
)
_NOT_GIVEN = _listed("的了和与及等各无共约为是")
_MASKED = "某xX×＊*"
_DOT = "·•‧・．∙⋅"
_MINORITY = pattern_of(rf"[{_CJK}]{{1,7}}(?:[{_DOT}][{_CJK}]{{1,7}}){{1,3}}")
_PHONE = pattern_of(
    r"(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<!\d)\(?0\d{2,3}\)?[- ]\d{7,8}(?!\d)"
)
_ABROAD = pattern_of(
    r"(?:\+|00)[1-9]\d{0,2}(?:[ ./()-]{0,2}\d{2,4}){2,5}|"
    r"\(?0\d{1,4}\)?[ -]\d{3,4}[ -]\d{3,4}|\(?\d{3}\)?[ -]\d{3}-\d{4}"
)
_IDENTITY = pattern_of(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_EMAIL = pattern_of(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_CARD = pattern_of(r"(?<!\d)62\d{2}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")
_REACHED = (_PHONE, _IDENTITY, _EMAIL, _CARD)
_HONORIFIC = pattern_of(
    r"(?:mr|mrs|ms|miss|mx|dr|prof|sir|madam|mme|mlle|monsieur|madame|mademoiselle|herr|frau|sra?|srta|señora?|"
    r"don|doña|eng|rev|hon)"
    r"\.?\s+|m\.\s+",
    re.IGNORECASE,
)
_LATIN_NAME = pattern_of(r"[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,4}")
_UNIT_WORD = pattern_of(
    r"\b(?:group|ltd|limited|inc|llc|plc|gmbh|foundation|fund|laborator(?:y|ies)|schools?|club|trust|hospitals?|"
    r"university|college|compan(?:y|ies)|"
    r"co|corp|corporation|bank|church|mission|society|associations?|institute|centre|center|committee|council|"
    r"county|city|town|village|"
    r"district|office|department|ministry|agency|network|union|relief|aid|partners?|services?|international|"
    r"brothers|sons|stores?|press|"
    r"academy|clinic|farm|cooperative|fondation|association|societe|ecole|hopital|empresa|fundacion|escuela|"
    r"verein|stiftung)\b|['’]s\b|&",
    re.IGNORECASE,
)
_GIVEN = _listed(
    "ann anna anne alice andrew anthony antonio ahmed ali amina bob barbara brian carlos carol charles "
    "christine claire daniel david "
    "deborah diana donald dorothy edward elena elizabeth emily emma eric fatima francisco frank fred gary "
    "george hans helen henry "
    "ibrahim isabel jack jacques james jane janet jean jennifer jessica jim joan john jonathan jose joseph juan "
    "julia juan karen "
    "kate katherine kevin klaus laura linda lisa louis lucy luis manuel margaret maria marie mark martin mary "
    "matthew michael michel "
    "miguel mohamed mohammed muhammad nancy nicolas olga omar pablo patricia patrick paul pedro peter philippe "
    "pierre rachel ram "
    "richard robert roberto rose ruth sandra sarah scott sita sofia stephen steven sunita susan thomas tom "
    "ursula victor william "
    "wolfgang yusuf hari krishna bishnu gita anita bimala laxmi suresh ramesh rajesh sanjay"
)


def without_contacts(text: str) -> str:
    """A text with a space in place of each telephone number, identity number, e-mail address and bank card.

    >>> without_contacts("示例局13900000000")
    '示例局 '
    """
    for pattern in _REACHED:
        text = pattern.sub(" ", text)
    return text


def without_title(text: str) -> str:
    """A text without the title that it ends with: 张局长 → 张, 局长 → nothing."""
    return _TITLED.sub("", text)


def begins_with_surname(text: str, *, titled: bool = False) -> bool:
    """Whether a word may be a person's name where nothing else is expected: it is short and begins with a surname.

    >>> [begins_with_surname(text) for text in ("张", "张海", "欧阳小明", "示例", "高山流水")]
    [True, True, True, False, False]
    """
    if not re.fullmatch(f"[{_CJK}]{{1,4}}", text):
        return False
    compound = text[:2] in _COMPOUND
    return (compound or text[0] in _COMMON | _RARE or text[0] == "某") and (len(text) <= 3 or titled or compound)


def is_person(text: str) -> bool:
    """Whether a cell names nothing but persons, with or without a title, or is nothing but a way to reach one.

    A name in Latin letters is a person's if a title says so; a name that may be a place or a firm is not a person's.

    >>> [is_person(text) for text in ("李四同志", "欧阳小明", "Mr Bob Sample", "13900000000", "下坝", "大连示例公司")]
    [True, True, True, True, False, False]
    """
    return len(text) <= 200 and _is_person(text)


@lru_cache(maxsize=1 << 14)
def _is_person(text: str) -> bool:
    bare = without_contacts(clean(text))
    reached = bare != clean(text)
    parts = [
        part for part in re.split(r"[、，,;；/()（）\[\]\n\r:：]+|\s(?=[\u3400-\u9fff])", bare) if part.strip(" .-")
    ]
    if not parts:
        return reached
    return all(_is_named(part.strip()) for part in parts)


def _is_named(part: str) -> bool:
    """Whether one part of a cell is a person's name, or a title."""
    if has_hanzi(part):
        return _is_chinese_name(re.sub(r"\s+", "", part), sure=True)
    return _is_titled_latin(part)


def _is_titled_latin(part: str) -> bool:
    title = _HONORIFIC.match(part)
    if title is None or part[: title.end()].islower() or _UNIT_WORD.search(part):
        return False
    return _LATIN_NAME.fullmatch(part[title.end() :].strip()) is not None


def _is_chinese_name(text: str, *, sure: bool) -> bool:
    """Whether a text is a Chinese person's name; with `sure`, rare surnames do not count without a title."""
    if _MINORITY.fullmatch(text):
        return not _UNIT_ENDS.search(text)
    bare = without_title(text)
    titled = bare != text
    if titled and not bare:
        return text != "总"
    if titled and len(bare) > 3:
        # 爱心人士王先生: who it is stands behind what he is
        behind = re.sub(r"^.{0,8}(?:人士|村民|群众|职工|员工|教师|医生|企业家|志愿者|干部|党员)(?=.{1,3}$)", "", bare)
        bare = behind or bare
    bare = re.sub(r"\d$", "", bare)
    if not re.fullmatch(f"[{_CJK}]{{1,4}}[{re.escape(_MASKED)}]{{0,2}}", bare) or not bare:
        return False
    if titled and len(bare) == 1:
        return bare in _COMMON or bare in _RARE
    if any(letter in _MASKED for letter in bare[1:]) and bare[0] in _COMMON | _RARE:
        return True
    if _UNIT_ENDS.search(bare) or any(letter in _NOT_GIVEN for letter in bare[1:]):
        return False
    compound = bare[:2] in _COMPOUND
    if compound and len(bare) in (3, 4):
        return bare[-1] not in _PLACE_ENDS or titled
    if not 2 <= len(bare) <= 3 or not (bare[0] in _COMMON or (bare[0] in _RARE and (titled or not sure))):
        return False
    if titled:
        return True
    if bare[-1] in _PLACE_ENDS and not (len(bare) == 3 and bare[-1] in _ALSO_GIVEN and bare[1] not in _BEFORE_PLACES):
        return False
    return not (sure and len(bare) == 2 and bare[0] in _ALSO_WORDS)


_ALSO_WORDS = frozenset("黄马高林金石方白江万龙武向田雷云孔汤任何许于段严顾钱余")
"""Surnames that begin so many other words of two characters that one of these alone is not taken for a person."""

# --- a column

_STRONG_CHINESE = pattern_of(
    r".*(?:"
    # who: 联系人, 责任人, 经办人…
    r"联系人|负责人|责任人|经办人|经手人|填报人|填表人|制表人|审核人|审批人|对接人|签约人|签字人|代表人|监护人|"
    r"受助人|申请人|承办人|"
    r"帮扶人|包保人|联络人|主管人|当事人|带头人|户主|法人|法人代表|法定代表|法人姓名|收件人|收款人|持卡人|"
    r"介绍人|证明人|"
    # what they are
    r"书记|支书|村主任|主任|局长|校长|院长|园长|村长|镇长|乡长|县长|区长|市长|省长|州长|处长|科长|部长|厅长|"
    r"会长|主席|秘书长|董事长|总经理|"
    r"经理|厂长|站长|所长|行长|理事长|队长|组长|班长|领导|领导人|主官|两委|联络员|信息员|指导员|特派员|辅导员|"
    r"专员|专管员|联系员|协管员|网格员|管理员|驾驶员|"
    r"队员|同志|干部|第一书记|总负责|"
    # how they are reached and told apart
    r"电话|电话号码|电话号|手机|手机号|手机号码|座机|联系方式|联系电话|传真|微信|微信号|qq|qq号|qq号码|钉钉号?|"
    r"抖音号?|邮箱|邮箱地址|电邮|"
    r"电子邮件|身份证|身份证号|身份证号码|身份证件号码?|证件号|证件号码|证件编号|身份号码|护照号?码?|社保号|"
    r"社保卡号|学籍号|银行卡|"
    r"银行卡号|卡号|账号|帐号|账户|帐户|银行账户|开户行|开户银行|户名|住址|家庭住址|家庭地址|通讯地址|通信地址|"
    r"联系地址|居住地址|现住址|户籍地址|户籍地|"
    r"收件地址|收货地址|门牌号|"
    r"姓名|名字|签字|签名|签章人|通讯录|出生年月|出生日期|生日|性别|年龄|学历|文化程度|政治面貌|民族|籍贯|"
    r"婚姻状况|职称|职务"
    r")(?:姓名|名单|名字|签字|签名|信息|情况|资料|一|二|三|[1-9])*"
)
_ATTRIBUTE = pattern_of(
    r"电话|手机|座机|联系方式|传真|微信|qq|钉钉|抖音|邮箱|邮件|证件|身份|护照|卡号|[账帐][号户]|户名|地址|住址|"
    r"生日|出生|年龄|职务|职称|开户|"
    r"\b(?:phone|tel|telephone|mobile|fax|address|street|adresse|age|account|iban|card|id|passport|calle|rue|"
    r"strasse|house)\b"
)
_WEAK_CHINESE = pattern_of(
    r".*(?:人|人员|成员|教师|老师|医生|护士|医师|学生|儿童|家长|专家|志愿者|党员|人士|人才|户|农户|贫困户|"
    r"工作队|队|班子|骨干|代表|职工|员工|"
    r"能人|乡贤|新农人|对象|家庭|[格河林街路田片组站点]长|村医|村官|选调生|记员|[导训讲]师|村民|主干|捐赠人|"
    r"资助人)(?:姓名|名单|名字|一|二|三|[1-9])*"
)
_NEVER_CHINESE = pattern_of(
    r".*(?:数|数量|人次|人口|个数|总数|总量|率|比例|占比|规模|时间|日期|年度|年限|期限|天数|费|费用|经费|资金|"
    r"金额|补贴|补助|工资|"
    r"项目|培训|会议|活动|措施|内容|任务|职责|成效|制度|机制|类型|类别|性质|级别|编制|学校|医院|单位|部门|企业|"
    r"公司|机构|组织|协会|小组|"
    r"乡|镇|村|街道|社区|县|区|市|省|州|组|来源|渠道|方式|形式|用途|进度|状态|结果|是否.*|有无.*|证书编号|"
    r"许可证号|信用代码|机构代码|单位代码)"
)
_PLACES_OR_UNITS = pattern_of(
    r"村|寨|屯|社区|镇|乡|街道|县|区|市|省|州|旗|组|地区|地点|位置|所在|单位|部门|企业|公司|机构|组织|学校|医院|"
    r"协会|项目|产业|行业|领域|品种|"
    r"产品|作物|方式|形式|类型|类别|状态|进度|内容|措施|名称|受援|被帮扶|受帮扶|西部|东部|帮扶对象|颜色|用途|点$|"
    r"village|town|city|district|province|county|region|area|state|country|municipality|ward|commune|location|"
    r"site|place|"
    r"organi[sz]ation|agency|partner|school|hospital|project|activity|sector|cluster|type|status|product|crop|"
    r"recipient|helper"
)
_OF_PLACES = pattern_of(r"[驻包挂联][村乡镇]|村级|村(?=[医官民])|recipients?|helpers?|partners?|beneficiaires?")
_HELPS = pattern_of(
    r"(?:帮扶|援助|支援|捐赠|捐款|结对|挂钩|包保|资助|爱心|助学)(?:方|者|人|责任方|主体|力量)?|donor|donors|"
    r"sponsor|sponsors|helper|mentor|"
    r"bailleur|donateur|donante"
)
_CODES = pattern_of(
    r"代码|编码|编号|序号|信用|金额|资金|产值|面积|数量|合计|小计|总|元|率|code|amount|number of|budget|cost|"
    r"value|total|\bid\b"
)
_CREDIT = pattern_of(r"信用代码|组织机构代码|税号")

_LAST = """
focal person, focal persons, focal point, focal points, contact, contacts, contact person, contact persons, point of
contact, poc, pocs,
mentor, mentors, tutor, supervisor, manager, coordinator, co ordinator, officer, officer in charge, person in charge,
responsible person, person responsible, head teacher, headteacher, headmaster, headmistress, principal, village
chief, village head,
head of household, household head, hh head, head of family, enumerator, interviewer, respondent, informant, chairman,
chairperson,
chairwoman, secretary, treasurer, representative, signatory, signature, guardian, caregiver, next of kin, mother,
father, spouse, husband,
wife, patient, author, assessor, surveyor, reporter, team leader, team lead, community leader, group leader, ceo,
mayor, president,
director, chef, directeur, directrice, interlocuteur, signataire, point focal, kontakt, kontaktperson, encargado,
encargada,
persona de contacto, contacto, contato, contatto, coordinador, coordinadora, representante, jefe, jefa,
first name, last name, middle name, given name, family name, surname, forename, full name, maiden name, nickname,
person name,
prenom, prenoms, apellido, apellidos, nombre completo, vorname, nachname, familienname,
phone, phones, telephone, tel, telefono, telefone, mobile, mobile phone, cell phone, cellphone, cellular, landline,
whatsapp, whats app, we chat, linked in, direct line, ph, project lead, programme lead, program lead, contact lead,
qq, viber,
wechat, weixin, skype, fax, telecopie, gsm, movil, celular, email, emails, email address, e mail address, e mail, e
mails, mail, courriel, correo, correo electronico,
linkedin, home address, street, street address, residence, residential address, postal address, mailing address,
domicile, domicilio,
anschrift, wohnort, passport, passport no, id card, identity card, national id card, citizenship no, bank account,
account holder,
iban, date of birth, dob, birth date, birthdate, date de naissance, fecha de nacimiento, geburtsdatum, gender, sex,
marital status,
telephone number, phone number, mobile number
"""
"""What a header ends with that names a person, or what belongs to one, whatever stands before (Ward chairperson)."""
_WHOLE = """
focal, chief, head, leader, rep, chair, person, persons, in charge, responsible, cell, cellular, house, house no,
handy, portable, telegram,
signal, line id, mel, mail address, twitter, facebook, instagram, social media, address, addresses, adresse, rue,
direccion, calle, strasse,
endereco, indirizzo, national id, identity, identity no, nid, cnic, ssn, social security, citizenship, carte d
identite, cni, dni, cedula,
account, account name, account no, bank details, bic, swift, card, card no, credit card, compte bancaire, cuenta
bancaria, kontonummer,
birthday, age, sexe, sexo, genero, ethnicity, maire, alcalde, burgermeister, gestionnaire, referent, referente,
responsavel, verantwortlich,
verantwortlicher, verantwortliche, bearbeiter, bearbeiterin, nom et prenom, nom et prenoms, nom de famille, nom complet,
nombre y apellido, nombre y apellidos, nombres y apellidos, vor und nachname, personne ressource, staff name, mel
"""
"""What a header may consist of that names a person, or what belongs to one."""
_FIRST = pattern_of(
    r"(?:nom|noms|nombre|nombres|name|names|numero|no|n|nr)?\s?(?:du|de|de la|de l|des|del|der|of|of the|do|da)?\s?"
    r"(?:telefon\w*|telefono|telephone|telefone|handynummer|handy nummer|rufnummer|courriel|correo|contacto|"
    r"contact|responsable|responsables|"
    r"personnes? (?:de )?contact|chef (?:de|du|d)|jefe (?:de|del)|directeur|directrice|director (?:de|del)|"
    r"adresse (?:e ?mail|mail|electronique|postale|"
    r"personnelle)|e ?mail adresse|mailadresse|emailadresse|ansprechp\w*|leiter(?:in)?|encargad[oa]|"
    r"representant(?:e)?|maire|alcalde(?:sa)?|"
    r"coordinat(?:eur|rice)|coordinador[a]?|prepare par|approuve par|rempli par|saisi par|elaborado por|"
    r"aprobado por|preparado por|"
    r"head of (?:school|office|village|delegation|mission|programme|department|sub office)|enqueteur|enqueteuse|"
    r"mail (?:du|de|des)|"
    r"e ?mail address of|phone number of|telephone of|phone of|address of)\b(?P<rest>.*)"
)
"""What a header begins with where the word that matters comes first (Chef de projet, Correo del contacto)."""
_DONE_BY = pattern_of(
    r".*\b(?:prepared|approved|entered|submitted|reported|checked|verified|recorded|filled|filled in|compiled|"
    r"reviewed|collected|created|"
    r"updated|authori[sz]ed|signed|edited|modified|uploaded|registered|completed|data entry|certified|"
    r"endorsed|interviewed|surveyed|witnessed) by|assigned to"
)
_FILLER = pattern_of(r"\s(?:names?|no|nr|num|numbers?|details?|info|information|title|position|s|\d)$")
_COUNTS_LATIN = pattern_of(
    r"(?:number|no|nr|nombre|total|count|sum|share|percent|percentage|average|mean|date|type) (?:of|de|des|d|"
    r"du) .*|total .*|average .*|"
    r".*\b(?:count|type|date|hours|sent|verified|status|coverage)"
)
_NOT_ONE = pattern_of(
    r"(?:website|web|ip|project|office|school|site|head office|company|organi[sz]ation|agency|"
    r"mailing list) (?:address|street)|"
    r"adresse du (?:projet|site|bureau|siege)|(?:direct|human|first|eye|cross|mobile) (?:contact|contacts|head)|"
    r"(?:mobile|cell) (?:clinic|clinics|team|teams|school)"
)
_REST_IS_NONE = pattern_of(
    r"\b(?:organi[sz]ation\w*|structure|ong|hours|sent|date|type|status|agency|rate|coverage|communaute|groupe|"
    r"reach\w*)\b"
)
_WEAK_LATIN = pattern_of(
    r"(?:name|names|nom|noms|nombre|donors?|sponsors?|helpers?|beneficiar(?:y|ies)|recipients?|partners?|"
    r"teachers?|doctors?|nurses?|students?|"
    r"pupils?|volunteers?|members?|trainees?|participants?|owners?|farmers?|households?|lead|staff|child|"
    r"children|visitors?|attendees?|people|"
    r"beneficiaires?|donateurs?|bailleurs?|participants?|beneficiarios?|enseignants?|eleves?)(?:\s(?:name|names|\d))*"
)


def is_personal(labels: Sequence[str], cells: Sequence[str]) -> bool:
    """Whether a column holds persons, or how they are reached or told apart, by its headers and a sample of its cells.

    `labels` are the headers over it, outermost first. A header that counts persons, or names the unit, the project or
    the time of one, is not personal; a header of places or organizations is not, whatever the names in it look like.

    >>> is_personal(["联系人"], []), is_personal(["驻村干部人数"], ["3"]), is_personal(["法人单位"], ["示例公司"])
    (True, False, False)
    >>> is_personal(["Donor"], ["Mr Bob Sample"]), is_personal(["村名"], ["张坝", "王家"])
    (True, False)
    """
    texts = [text for text in (cell.strip() for cell in cells) if text and text not in ("-", "/", "无", "—", "0")]
    leaf = _leaf(labels)
    if _reached(leaf, texts):
        return True
    says = _says(labels, leaf)
    if says is not None:
        return says and not (_are_others(texts) and not _is_reached(leaf))
    return _are_persons(leaf, labels, texts)


def _leaf(labels: Sequence[str]) -> str:
    return next((found for label in reversed(labels) if (found := _plain(label))), "")


@lru_cache(maxsize=1 << 12)
def _plain(label: str) -> str:
    """A header in small letters without brackets, accents and marks; without spaces if it is Chinese."""
    text = clean(label).casefold()
    outside = re.sub(r"[(\[【][^()\[\]【】]*[)\]】]", " ", text)
    text = outside if outside.strip(" *:：.") else text
    if has_hanzi(text):
        # in both languages (联系人 Contact), the Chinese part tells
        return re.sub(r"[^\w/、]|(?<![a-z])[a-z]{3,}|_", "", re.sub(r"\s", "", text))
    bare = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w&]|_", " ", bare.replace("’", " ")).split())


def _says(labels: Sequence[str], leaf: str) -> bool | None:
    """What the header says: that it is personal, that it is not, or nothing."""
    if not leaf or len(leaf) > _LONGEST_LABEL:
        return None
    own = _label_says(leaf)
    if own is not None:
        return own
    above = [_plain(label) for label in labels[:-1]]
    if any(_label_says(label) for label in above if label and label != leaf) and not _PLACES_OR_UNITS.search(leaf):
        return True
    return None


def _latin_says(label: str) -> bool:
    """Whether a header in Latin letters names a person, or what belongs to one."""
    whole, last = _latin_words()
    if (
        _COUNTS_LATIN.fullmatch(label)
        and label not in last | whole
        and not label.startswith(("no of tel", "date of birth"))
    ):
        return False
    if _NOT_ONE.fullmatch(label):
        return False
    first = _FIRST.fullmatch(label)
    if _DONE_BY.fullmatch(label) or (first and not _REST_IS_NONE.search(first["rest"])):
        return True
    words = label.split()
    while words:
        if " ".join(words) in whole or any(" ".join(words[-length:]) in last for length in range(1, 5)):
            return True
        if not _FILLER.search(" ".join(words)):
            return False
        words.pop()
    return False


@cache
def _latin_words() -> tuple[frozenset[str], frozenset[str]]:
    last = _listed(_LAST, ",")
    return _listed(_WHOLE, ",") | last, last


@lru_cache(maxsize=1 << 12)
def _is_reached(leaf: str) -> bool:
    """Whether a header names what belongs to a person and may be a small number or hold the name of a unit."""
    return _ATTRIBUTE.search(leaf) is not None


@lru_cache(maxsize=1 << 12)
def _label_says(label: str) -> bool | None:
    if not has_hanzi(label):
        return True if any(map(_latin_says, {label, *re.split(r" (?:and|or|et|y|und) | ?& ?", label)})) else None
    parts = [part for part in re.split(r"[/、]|(?<=[\u3400-\u9fff])[及和与或](?=[\u3400-\u9fffq])", label) if part]
    if any(_STRONG_CHINESE.fullmatch(part) and not _NEVER_CHINESE.fullmatch(part) for part in parts):
        return True
    if _NEVER_CHINESE.fullmatch(label) and not _WEAK_CHINESE.fullmatch(label):
        return False
    return None


def _reached(leaf: str, texts: Sequence[str]) -> bool:
    """Whether the cells are telephone numbers, identity numbers, e-mail addresses or bank cards."""
    if not texts:
        return False

    def most(matches: Callable[[str], object]) -> bool:
        return sum(1 for text in texts if matches(text)) >= _MOST * len(texts)

    if not _CREDIT.search(leaf) and most(lambda text: _IDENTITY.search(text)):
        return True
    if most(lambda text: _EMAIL.search(text)):
        return True
    if _CODES.search(leaf) and not re.search("人", leaf):
        return False
    return most(lambda text: _PHONE.fullmatch(clean(text)) or _CARD.fullmatch(clean(text)) or _ABROAD.fullmatch(text))


def _are_others(texts: Sequence[str]) -> bool:
    """Whether the cells under a header of persons are something else: counts, or organizations."""
    if not texts:
        return False
    counts = sum(1 for text in texts if re.fullmatch(r"\d{1,4}(?:\.\d+)?\s*[人名位个户次%]?", text))
    units = sum(1 for text in texts if _names_unit(text))
    return (
        counts + units >= _MOST * len(texts) and units + counts > 0 and (counts == 0 or units > 0 or _are_counts(texts))
    )


def _are_counts(texts: Sequence[str]) -> bool:
    return all(re.fullmatch(r"\d{1,4}(?:\.\d+)?\s*[人名位个户次%]?", text) for text in texts)


def _names_unit(text: str) -> bool:
    bare = clean(text)
    if has_hanzi(bare):
        ends = re.search(
            r"(?:局|委|厅|办|处|部|院|所|站|中心|厂|社|村|镇|乡|街道|县|区|市|省|会|校|园|馆|行|队|组)$", bare
        )
        return bool(_UNIT_ENDS.search(bare) or (ends and len(bare) > 3)) and not _is_chinese_name(bare, sure=True)
    return bool(_UNIT_WORD.search(bare)) and not _is_titled_latin(bare)


def _are_persons(leaf: str, labels: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the cells under a header that does not say it are persons' names."""
    if not texts:
        return False
    if any(_HELPS.fullmatch(_plain(label)) for label in labels[-1:]):
        named = sum(1 for text in texts if is_person(text) or _is_loosely_named(text) or _is_given_latin(text))
        return named >= (_MOST if leaf.endswith(("人", "者")) else _NEARLY_ALL) * len(texts)
    weak = bool(_WEAK_CHINESE.fullmatch(leaf) or _WEAK_LATIN.fullmatch(leaf))
    if not weak and any(_PLACES_OR_UNITS.search(_plain(label)) for label in labels):
        return False
    if weak and not _PLACES_OR_UNITS.search(_OF_PLACES.sub("", leaf)):
        named = sum(1 for text in texts if is_person(text) or _is_loosely_named(text) or _is_given_latin(text))
        return named >= _MOST * len(texts)
    latin = sum(1 for text in texts if _is_titled_latin(clean(text)) or _is_given_latin(text))
    return _are_chinese_names(texts) or latin >= _MOST * len(texts)


def _is_loosely_named(text: str) -> bool:
    parts = [part for part in re.split(r"[、，,;；/\s]+", clean(text)) if part]
    return bool(parts) and all(_is_chinese_name(part, sure=False) for part in parts)


def _is_given_latin(text: str) -> bool:
    bare = clean(text)
    words = bare.split()
    return (
        2 <= len(words) <= 4
        and words[0].lower().strip(".,") in _GIVEN
        and not _UNIT_WORD.search(bare)
        and all(word[0].isupper() for word in words)
    )


def _are_chinese_names(texts: Sequence[str]) -> bool:
    """Whether texts of any header are Chinese personal names: several, different, most of them of three characters."""
    names = [text for text in texts if _is_loosely_named(text)]
    if len(set(names)) < 3 or len(names) < _NEARLY_ALL * len(texts) or len(set(names)) < 0.5 * len(names):
        return False
    long = [name for name in names if len(clean(name)) >= 3]
    common = [
        name for name in names if clean(name)[0] in _COMMON or clean(name)[:2] in _COMPOUND or _MINORITY.search(name)
    ]
    return len(long) >= 0.5 * len(names) and len(common) >= 0.6 * len(names)
