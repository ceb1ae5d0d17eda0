"""Words with which news reports put a sentence on a sensitive subject, in eight languages.

They stand beside `sensitive_terms`, with the same subjects and the same form: a report says
"surgery" or "lawsuit" of somebody, where a post says it in play. Compiled by hand for this project
from the subjects' everyday vocabulary; plain cases, no allusions.
"""

from __future__ import annotations

from itertools import product

from uproar.text.lexicons.sensitive_terms import Terms, terms

_BODY = ("ankle", "leg", "arm", "wrist", "foot", "hand", "knee", "rib", "shoulder", "collarbone")
_WHOSE = ("", "an ", "a ", "his ", "her ", "their ")
_BROKEN = ", ".join(
    f"{verb} {whose}{part}"
    for verb, whose, part in product(("breaks", "broke", "broken", "tore"), _WHOSE, _BODY)
)

NEWS_TERMS: dict[str, Terms] = {
    "crime": terms(
        """
        arrest*, lawsuit*, sued, convict*, assault*, drunk driving, fraud*, indict*, police custody,
        pleaded guilty, sentenced to, charges against, embezzl*, detenid*, demanda judicial,
        condenad*, imputad*, preso por, presa por, processo judicial, processad*, condenada por,
        ditangkap, ditahan, gugatan, tersangka, est arrete, ete arrete, arretee,
        condamne*, proces, plainte, garde a vue
        """,
        "체포, 기소, 음주운전, 고소, 검찰 송치, 逮捕, 起訴, 書類送検, 告訴, ถูกจับ, ฟ้องร้อง, ดำเนินคดี",
    ),
    "health": terms(
        f"""
        hospital*, ambulance, paramedic*, hypothermia, frostbite, injur*, wounded, illness*,
        surger*, cancer, sprain*, fractur*, concuss*, torn ligament*, dislocat*, infection,
        overdos*, collapsed on stage, rushed to, medical treatment, treated for, recovering from,
        {_BROKEN},
        lesion*, enfermedad*, enferm*, cirugia*, fractura*, esguince*, ambulancia, operad* de,
        internad*, doenca*, fratur*, rumah sakit, cedera, operasi, sakit parah, patah tulang,
        ambulans, hopital, hospitalis*, blesse*, maladie, ete opere*, entorse
        """,
        """
        입원, 부상, 수술, 건강, 골절, 구급차, 응급실, 저체온, 入院, 怪我, けが, ケガ, 手術, 病気,
        骨折, 捻挫, 救急車, 体調不良, โรงพยาบาล, บาดเจ็บ, ผ่าตัด, ป่วย, กระดูกหัก, รถพยาบาล
        """,
    ),
    "minors": terms(
        """
        his son, her son, their son, his daughter, her daughter, their daughter, his children,
        her children, their children, menor* de edad, menor* de idade, di bawah umur, mineur*
        """,
        "미성년, 未成年, ผู้เยาว์",
    ),
    "relationship": terms(
        """
        dating, girlfriend, boyfriend, divorc*, engaged to, wedding, romance, marriage, new couple,
        novio, novia, boda, namorad*, casamento, pacaran, menikah, bercerai, pernikahan,
        petit ami, petite amie, mariage, divorce*
        """,
        "열애, 결혼, 이혼, 연인, 熱愛, 結婚, 離婚, 恋人, แต่งงาน, หย่า, คบหา",
    ),
    "self-harm": terms(
        "suicid*, self-harm*, bunuh diri, automutila*", "자살, 극단적 선택, 自殺, ฆ่าตัวตาย"
    ),
    "sexual": terms(
        """
        came out as, gay, lesbian*, bisexual*, homosexual*, homossexual*, homoseksual*, homosexuel*
        """,
        "성소수자, 同性愛, รักร่วมเพศ",
    ),
}
