"""What a position looks like, in characters and in letters."""

import re

_ZH = (
    r"工程师|设计师|架构师|分析师|会计师|精算师|培训师|律师|讲师|经理|总监|主管|主任|组长|店长|店员|店助|"
    r"导购|专员|专家|助理|总助|顾问|秘书|文员|实习生|管培生|负责人|管理员|研究员|技术员|技工|操作员|操作工|"
    r"程序员|业务员|收银员|客服|会计|出纳|审计|财务|税务|法务|行政|前台(?!旁|边|接)|人事|招聘|培训|采购|"
    r"物流|仓储|质检|品控|品管|开发|研发|测试|运营|产品|后端|前端|全栈|算法|架构|嵌入式|安卓|运维|数据|"
    r"安全|"
    r"硬件|售前|售后|实施|交付|销售|市场|商务|公关|品牌|媒介|投放|渠道|策划|文案|编辑|记者|翻译|美工|剪辑|"
    r"摄影|主播|主持|教师|教练|医生|护士|司机|保安|保洁|厨师|服务员|教研|科学家|主编|代表|设计|分析|支持|"
    r"工程|研究|经纪人?|合伙人|总经理|(?<![A-Za-z])(?:hrbp|hrd|ios|android|java|golang|python|php|c\+\+|"
    r"dba|cto|"
    r"cfo|coo|pm|ui|ux|qa|sre)(?![A-Za-z])"
)
# What stands in front of a profession; no word that leads to it, and nobody.
_BEFORE = (
    r"(?:(?![的了个面是给请让约和跟与把在叫位应投去到试岗聘我们人他她选])[\u4e00-\u9fffA-Za-z+#/.]|测试|"
    r"[平界桌页]面|招聘|人[力事才]|[艺新]人|定位)"
)
WITHIN = re.compile(rf"(?:{_BEFORE}{{0,6}})(?:{_ZH})(?: ?(?:{_ZH}))*", re.IGNORECASE)
_MIXED = re.compile(
    r"[A-Za-z+#/.]{1,12} ?(?:[\u4e00-\u9fff]{2,4})??(?:全栈|前端|后端|测试|开发|算法|研发)?(?:工程师|"
    r"设计师|开发|架构师|经理|实习生|研发|程序员|专家|设计|分析|运营|产品)"
)
"""Java工程师, UI设计师."""
_WHOLE = re.compile(
    rf"(?:{_BEFORE}{{0,8}}|[A-Za-z+#/.]{{1,12}} )(?:{_ZH})(?: ?(?:{_ZH}))*", re.IGNORECASE
)
_HEAD = (
    r"engineer|manager|designer|developer|analyst|intern|lead|architect|accountant|assistant|director|"
    r"officer|consultant|specialist|coordinator|recruiter|administrator|researcher|scientist|writer|"
    r"copywriter|editor|nurse|teacher|technician|driver|cashier|representative|rep|associate|executive|"
    r"strategist|controller|lawyer|counsel|buyer|planner|operator|tester|programmer|producer|translator|"
    r"interpreter|receptionist|secretary|supervisor|auditor|trainer|partner|owner|admin|agent|clerk"
)
_FIELD = (
    r"front-?end|back-?end|full-?stack|qa|ios|android|data|devops|java|python|golang|php|marketing|sales|"
    r"product|mobile|web|cloud|security|hr|hrbp|finance|legal|operations|ops|logistics|support|design|"
    r"accounting|procurement|hardware|software|embedded|ui|ux|sre|dba|machine learning|ml|ai|research|"
    r"testing|recruiting|customer service|customer success|engineering"
)
_LEVEL = (
    r"senior|junior|staff|principal|chief|head of|vp of|deputy|assistant|associate|regional|key|"
    r"trainee"
)
_NO_JOB = (
    r"(?:for|the|an?|our|as|about|with|is|are|to|of|on|at|in|by|and|or|interviews?|round|book|"
    r"schedule|candidate|please|position|role|job|him|her|them|it|this|that|new|my|his|apply\w*|from|who|"
    r"will)\b"
)
# Words before a profession are small, or known: Tom Lee backend engineer.
_EN_JOB = (
    rf"(?:(?:{_LEVEL}) )*(?:(?:(?:{_FIELD}|{_LEVEL}|project|account|business|system|systems|content|"
    rf"office|social media|growth|user|ux|people|talent|supply chain|quality|sales|store|brand|"
    rf"(?-i:(?!{_NO_JOB})[a-z][a-z+#/-]*)) ){{0,3}}(?:{_HEAD})(?: (?:{_HEAD}))?|(?:{_FIELD})"
    rf"(?: (?:{_FIELD}))?)"
)
ENGLISH = re.compile(rf"(?<![\w'-]){_EN_JOB}(?![\w-])", re.IGNORECASE)
_PROFESSION = re.compile(
    r"(?:(?![的了是给让请我你他她们时间公])[\u4e00-\u9fff]){1,7}?(?:(?<!人)员|(?<!律)师|(?<!时)长|手|"
    r"技工|专家|模特|编导|导演|"
    r"老师|师傅|学徒|生)"
)
_BEHIND = re.compile(
    r"(?:\s*(?:的?岗位?|的?职位| ?opening| ?role| ?position| ?vacancy| ?job| ?post))+$",
    re.IGNORECASE,
)


def is_job(text: str) -> bool:
    """Whether it is a position by its own words: 前端工程师, backend."""
    return _WHOLE.fullmatch(text) is not None or ENGLISH.search(text) is not None


def is_profession(text: str) -> bool:
    """Whether it ends as professions do: 表演老师, 保安队长."""
    return _PROFESSION.fullmatch(text) is not None and text not in {
        "面试官",
        "同学",
        "学生",
        "大家",
    }


def mixed_in(text: str) -> re.Match[str] | None:
    """A position in both scripts: UI 设计师."""
    return _MIXED.search(text)


def job_in(text: str) -> re.Match[str] | None:
    """The position that stands in a text."""
    return WITHIN.search(text) or ENGLISH.search(text)


def bare(job: str) -> str:
    """A position without the word for it: 产品经理岗, the backend role."""
    return _BEHIND.sub("", job.strip(" .-")).strip()
