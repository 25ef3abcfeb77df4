"""Columns and cells that hold persons, and those that only look like it: listed before anything was tried."""

from __future__ import annotations

import pytest

from loaders.roster.cells import read_names
from loaders.roster.persons import is_person, is_personal

PERSONAL = """
村支书 | 王小明
支部书记 | 王小明
村主任 | 李红
包村干部 | 王小明
驻村干部 | 王小明、李红
经办人 | 王小明
填报人 | 王小明
对接人 | 王小明
联络员 | 王小明
联系领导 | 王小明
挂村领导
分管领导
户主 | 王小明
户主姓名
法人 | 王小明
法定代表人
负责同志
签约人
手机
电话
QQ
QQ号 | 123456789
微信
微信号
帮扶责任人
第一书记
联系人及电话
书记
主任
村负责人
联系人 > 姓名 | 王小明
联系人 > 职务 | 主任
联系人 > 电话 | 13885801234
身份证号
身份证号码
证件号码
公民身份号码
银行卡号
银行账号
开户行及账号
户名
家庭住址
家庭地址
通讯地址
住址
联系地址
邮箱
电子邮箱
E-mail
Email address
出生年月
性别 | 男 ~ 女
年龄
民族 | 汉族
学历
政治面貌
姓名
学生姓名
教师姓名
派驻教师 | 王小明
支教教师 | 王小明 ~ 李红
队员 | 王小明
队长
工作队长
驻村工作队 | 王小明、李红、张三
帮扶人 | 王小明
捐赠人 | 王小明
资助人 | 王小明
受助人
帮扶户 | 王小明
贫困户 | 王小明
监测户 | 王小明
审核人
制表人
主要领导
县级领导
包联领导
县级包联领导 | 王小明
局长
校长
院长
董事长
总经理
村长
镇长
监护人
签字
本人签名
驻村第一书记姓名及电话
固定电话
传真
办公电话
Focal person | Ann Sample
Focal point | Ann Sample
Mentor name
Tel. | 555-0100
Home address
Donor | Mr Bob Sample
Street | 1 Sample Street
Contact
Contact person
Contact name
Contact details
Responsable | Jean Exemple
Nom du responsable
Téléphone
Courriel
Supervisor
PoC
Point of contact
Prepared by
Approved by
Entered by
Ansprechpartner
Correo
Correo electrónico
Nombre del contacto
Telefono
Dirección
Adresse
Phone number
Cell | 555-0100
Mobile no.
WhatsApp
Fax
Head teacher | Ann Sample
Principal | Ann Sample
Manager
First name
Last name
Surname
Full name
Passport number
National ID
IBAN
Date of birth
Gender | F ~ M
Age | 34
Sex
Beneficiary name | Ann Sample ~ Bob Sample
Head of household
Enumerator
Respondent
Chief
Signature
Skype
Twitter
Address | 1 Sample Street
Prénom
Nom et prénom
帮扶方 | 王小明 ~ 李红红
援助方 | 张三丰
备注 | 王小明 ~ 李红 ~ 张三丰 ~ 赵六
列8 | 王小明 ~ 李红 ~ 张三丰 ~ 赵小六
列9 | 13885801234 ~ 13985801235
其他 | ann@example.org ~ bob@example.org
编号 | 520202199001011234
账号 | 6222021234567890123
列1 | 阿依古丽·买买提 ~ 买买提·艾力 ~ 王伟
人员 | 王伟
通讯录
派驻干部姓名及职务
驻村第一书记 | 张三
帮扶企业联系人
甲方代表 | 王伟 ~ 李娜娜
结对干部 | 王小明
结对学生 | 王小明 ~ 李红红
挂点领导
包保责任人及电话
网格长 | 王小明
河长 | 王小明
村医 | 王小明 ~ 张红红
致富带头人 | 王小明
脱贫户姓名
户主身份证
受益人 | 王小明
捐赠者 | 王小明 ~ 张红
物资负责人
责任领导
牵头领导
主管领导
学校校长
受援学校校长姓名
医院院长
选派医生 | 王小明 ~ 李红红
挂职干部 | 王小明（副县长）
人员 > 姓名
驻村工作队 > 队长
帮扶单位 > 联系人
受援方 > 联系电话
收款账号
开户银行 | 工商银行示例支行
村干部 | 王小明
大学生村官 | 王小明
选调生 | 王小明 ~ 李红
书记员 | 张三
Name of focal point
Contact 1
Phone (mobile)
Tel/Fax
E-mail address of focal person
Org. contact email
Organization focal point name
Implementing agency contact | Ann Sample
Name | Ann Sample ~ Bob Sample ~ John Sample
Village head
Headmaster's name
Ward chairperson | Ram Sample
District officer | Ram Sample
Community leader | Ann Sample
Leader | Ann Sample
Trainer | Ann Sample ~ Bob Sample
Sponsor | Ann Sample ~ John Sample
Last updated by
Record created by
Mayor | Ann Sample
Nom du contact
Chef de projet
Numéro de téléphone
N° de téléphone
Adresse e-mail
Adresse mail
Maire | Jean Exemple
Contacto principal
Teléfono móvil
Nombre del responsable
Telefonnummer
E-Mail-Adresse
Straße
Name des Ansprechpartners
挂包责任人
帮扶工作负责人及联系电话
县处级领导 | 王小明
联系县领导 | 王小明
驻村工作队长
驻村队员姓名
定点帮扶单位主要负责人
村党组织书记
村（社区）书记
农户姓名
户主姓名 > 身份证号
银行卡开户行
供应商联系人
法定代表人（签字）
单位负责人签字
派出单位及职务 | 示例局科长
支教老师姓名
学籍号
班主任 | 王小明
联系邮箱
微信/QQ
座机
村主干 | 王小明 ~ 李红红 ~ 张伟
组长
理事长
领导小组组长
监督电话
Contact Name
Contact Email
Contact Phone
Focal Point Email
Org Focal Point
HDX contact
Donor Contact
Beneficiary contact number
Site manager | Ann Sample
Street address
Head of school | Ann Sample
School head's phone
Name of mentor teacher | Ann Sample
Mentee | Ann Sample ~ Bob Sample
Case worker | Ann Sample
Interviewed by
Chairperson name
Nom de l'enquêteur
Chef de village | Jean Exemple
Tél.
Mail du responsable
Sexe | M ~ F
Número de contacto
Cédula
Tel.-Nr.
Bürgermeister
Ansprechpartner/in
"""
OTHERS = """
帮扶干部 > 单位 | 示例市农业农村局
邮编
支教教师 | 12
驻村工作队 | 示例市税务局
捐赠人 | 示例公司
贫困户数 | 12
Donor | Example Foundation ~ Sample Fund
Contact organisation | Example Relief
Beneficiary name | Example Village
Website | www.example.org
Nom | Exemple Village
驻村干部人数 | 3
联系人数 | 3
法人单位 | 示例公司
书记项目 | 党建示范
帮扶干部数 | 3
负责人数 | 3
户数
户主数
人口
党员人数
联系村 | 下坝村
联系单位 | 示例市财政局
联系点 | 下坝村
对接单位 | 示例公司
责任单位 | 示例市财政局
主任单位
领导小组
牵头单位
负责单位
帮扶单位 | 示例公司
村名 | 下坝 ~ 砂厂 ~ 博地
村 | 王家 ~ 李子 ~ 张坝
村名 | 马家 ~ 高山 ~ 白云 ~ 石桥
组名 | 杨家湾
乡镇 | 双凤 ~ 石桥 ~ 柏果
受帮扶村 | 王家村
受援方 | 下坝 ~ 砂厂
县 | 安宁 ~ 富宁
街道 | 万柳 ~ 常青
学校 | 安康 ~ 常青
备注 | 已签约 ~ 待定
统一社会信用代码 | 91210200MA0TEST07A
协议编号 | JD20190001
村代码 | 520281104201
金额 | 13800000000
开始时间 | 20190101
序号 | 1
行业 | 农业 ~ 金融 ~ 高新
项目名称 | 茶园 ~ 桥梁
帮扶方式 | 产业 ~ 消费
品种 | 黄牛 ~ 白茶 ~ 花椒
产业 | 黄桃 ~ 白茶 ~ 花椒 ~ 石榴
状态 | 完成 ~ 在建
单位 | 万元 ~ 公里
颜色 | 黄 ~ 白 ~ 红
项目负责单位 | 示例公司
法人证书编号 | A001
负责部门 | 财政局
第一书记派出单位 | 示例市财政局
第一书记人数 | 1
帮扶责任人单位 | 示例市财政局
结对户数 | 12
教师人数 | 12
学生数 | 300
医生数 | 3
干部培训人次 | 30
党支部书记培训 | 2期
主任医师数 | 2
地址 | 盘州市双凤镇
单位地址 | 盘州市双凤镇
注册地址
所在地 | 盘州市
电话费 | 30
Organisation | Example Relief
Helper | Example Club
Village | Upper Sample
Partner | Example Club
Implementing partner | Example Club
Contact hours | 12
People reached | 500
Number of teachers | 5
Staff count | 5
Manager organisation
Headquarters | Geneva
Telecommunication | yes
Cell phone coverage | 80%
Street lights | 12
Email sent | yes
Address verified | yes
Donor type | UN
Sector lead | UNICEF
Project name | Clean Water
School name | Sample School
Municipality | Sample Town
Activity | Training
Status | ongoing ~ completed
District | Kavre ~ Dolakha
VDC | Sample Danda
Ward | 3
Cluster | Health
Sister city | San Jose ~ St. Louis
Lead agency | Example Relief
Mentor school | Sample School
Adresse du projet | Village exemple
Structure responsable | Exemple ONG
Bénéficiaires | Village exemple
Nombre de contacts | 3
乙方 | 示例村
结对教师人数 | 2
支部名称 | 示例党支部
党支部 | 示例公司党支部
挂点单位 | 示例局
家庭人口数 | 4
监测类型 | 边缘易致贫户
受益户数 | 20
受益对象 | 全村村民 ~ 脱贫户
覆盖人群 | 老人
捐赠物资 | 电脑
责任科室 | 财务科
帮扶措施 | 产业
主管部门 | 教育局
选派医生 | 2
挂职干部 | 2人
人员 > 数量 | 2
驻村工作队 > 派出单位 | 示例局
帮扶单位 > 名称 | 示例公司
村干部数 | 5
公众号 | 示例发布
邮政编码 | 553500
经度 | 104.5
乡镇驻地 | 双凤
村情概况 | ...
Reporting organization | Example Relief
Title | Dr ~ Mr
Name | Example Village
Lead organisation | Example Relief
Sponsor | Example Bank
Children sponsored | 30
Teachers trained | 30
Date prepared | 2019-05-01
Data source | OCHA
Comments | good
Mayor's office | x
GPS | 27.1,85.3
P-code | NP1
Commune | Exemple
Nom de la commune | Exemple
Nom de l'organisation | Exemple
Nombre de la comunidad | Ejemplo
Ort | Musterdorf
Partnerstadt | Musterstadt
致贫原因 | 因病
户编号 | 123
与户主关系 | 之子
健康状况 | 健康
劳动能力 | 普通劳动力
是否党员 | 是
发票号 | 123
合同编号 | A1
采购人 | 示例公司
供应商 | 示例公司
填报单位 | 示例局
填报日期 | 2019
受益村干部群众 | 300
干部职工人数 | 30
第一书记所在单位 | 示例局
支教教师派出学校 | 示例小学
学科 | 数学
年级 | 三
办公地址 | 某路1号
企业地址 | 某路1号
项目地点 | 下坝村
会长单位 | 示例公司
书记领航项目 | x
主任科员人数 | 2
领导批示 | 同意
经办部门 | 财务科
电话沟通次数 | 3
手机补贴金额 | 300
邮件数 | 3
民族村 | 是
民族乡 | 示例乡
少数民族人口 | 300
男女比例 | 1:1
Donor Organisation | Example Fund
Funding agency | Example Fund
HH ID | 12
HH size | 5
Number of households | 12
# of people | 12
Men | 12
Women | 12
Girls <18 | 12
Age group | 18-59
Sex disaggregation | x
Site management agency | Example Relief
Camp | Sample Camp
City | Sampletown
Zip | 12345
Country | Nepal
School type | public
Name of school | Sample School
Mentor organisation | Example Club
Implemented by | Example Relief
Funded by | Example Fund
Person days | 12
Persons reached | 12
Staff trained | 12
Members | 12
Facebook page
Nom du village | Exemple
Partenaire | Exemple ONG
Bailleur | Exemple Fonds
Chef-lieu | Exemple
Nombre de ménages | 12
Nombre | Aldea Ejemplo
Socio implementador | ONG Ejemplo
Fecha de contacto | 2019
Träger | Musterverein
"""
PERSONS = """
张三
李四同志
王伟
欧阳小明
诸葛亮
阿依古丽·买买提
Mr Bob Sample
Mrs. Ann Sample
Dr Ann Sample
王小明（13885801234）
王先生
李女士
张主任
陈书记
王伟局长
刘老师
Ms Ann Sample
M. Jean Exemple
Mme Exemple
王小明 13885801234
司马光
王某某
爱心人士王先生
张三、李四
Prof. Sample
Herr Muster
Sr. Juan Ejemplo
"""
NO_PERSONS = """
大连示例重工有限公司
下坝村
下坝
双凤镇
石桥
市财政局
示例小学
华为
万科
金山
石油集团
常青藤
中石化
国网
工商银行
农行
妇联
团委
人大
政协
Example Club
Bob Sample Foundation
Save the Children
Sample School
Mr Price Group
Dr. Reddy's Laboratories Ltd
高新区
安宁市
马龙
白云区
东西湖
国资委
文旅局
方正集团
海尔
盘州市
农业农村局
张家口
张家界市
王府井百货
李宁公司
St. Louis
无
12
老干妈
中粮
金融办
水务局
司法局
全聚德
"""


def columns(text: str) -> list[tuple[list[str], list[str]]]:
    """The columns in a list: labels from the outermost, then a bar and cells."""
    found = []
    for line in text.strip().splitlines():
        labels, _, cells = line.partition(" | ")
        found.append((labels.split(" > "), cells.split(" ~ ") if cells else []))
    return found


def test_there_are_enough_of_them() -> None:
    assert (len(columns(PERSONAL)), len(columns(OTHERS))) == (284, 220)


@pytest.mark.parametrize(("text", "personal"), [(PERSONAL, True), (OTHERS, False)], ids=["personal", "other"])
def test_whether_a_column_is_personal(text: str, personal: bool) -> None:
    assert [column for column in columns(text) if is_personal(*column) is not personal] == []


def test_the_cells_of_a_column_without_a_header() -> None:
    assert is_personal([""], ["欧阳小明", "诸葛亮", "王伟"])
    assert not is_personal([""], ["下坝", "砂厂", "博地"])
    assert not is_personal([], [])


def test_whether_a_cell_is_a_person() -> None:
    assert [text for text in PERSONS.strip().splitlines() if not is_person(text)] == []
    assert [text for text in NO_PERSONS.strip().splitlines() if is_person(text)] == []


@pytest.mark.parametrize(
    "text", ["王" * 10_000, "Mr " + "A " * 5000, "·" * 1000, "1" * 5000, "、" * 1000, "联系" * 1000]
)
def test_a_long_cell_is_no_person_and_takes_no_time(text: str) -> None:
    assert not is_person(text)
    assert not is_personal([text], [text])


def test_the_villages_of_a_registry_are_not_persons() -> None:
    villages = ["王家寨", "李子树", "马家厂", "石阶路", "张家坪", "杨柳湾", "黄泥坡", "白石岩", "高山堡", "罗汉田"]
    for header in ("村名", "受帮扶村", "受援方", "驻地", "x", ""):
        assert not is_personal([header], villages)


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("示例县财政局 欧阳小明", "示例县财政局"),
        ("示例县财政局（施小明 副主任）", "示例县财政局"),
        ("示例县财政局 张海", "示例县财政局"),
        ("示例县财政局 a.sample@example.com", "示例县财政局"),
        ("示例县财政局、李总", "示例县财政局"),
        ("示例公司 总部", "示例公司总部"),
    ],
)
def test_a_person_behind_the_name_of_a_helper_is_not_kept(cell: str, kept: str) -> None:
    assert read_names(cell, helper=True).names == (kept,)
