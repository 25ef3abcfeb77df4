"""Reads headers in French, Spanish and Nepali, and English phrases: who helps, who is helped, since when.

Only words that say it are known. What only names two that are paired (collectivité partenaire, hermanado) is not read.
"""

from __future__ import annotations

import re
import unicodedata

from graph.model import Kind
from loaders.patterns import pattern_of

_HELPED = (
    r"filleule?s?|ahijad[oa]s?|afilhad[oa]s?|apadrinhad[oa]s?|apoiad[oa]s?|atingid[oa]s?|appuyee?s?|parrainee?s?"
    r"|beneficiaires?|beneficiari[oa]s?|damnificad[oa]s?|homologues? du sud"
    r"|(?:a(?:l| la| los| las)?|a quien|a qui) (?:que |cual |quienes )?(?:se )?(?:apoy|ayud|arrop|acompan|adopt)\w+"
    r"|(?:que|qui) (?:recib\w+|recoit|recoivent)"
    r"|(?:aidee?|soutenue?|accompagnee?|apadrinad[oa]|apoyad[oa]|ayudad[oa]|afectad[oa]|sinistree?|receptor[a]?)s?"
    r"|a (?:que|cual|quien|quel(?:le)?) (?:pueblo|municipio|localidad|escuela|centro|comunidad|village|commune"
    r"|ecole)s?"
    r"|on the receiving end|being (?:helped|supported|walked with|assisted|mentored|adopted|sponsored)"
    r"|(?:towns?|villages?|schools?|communit(?:y|ies)|famil(?:y|ies)|parish(?:es)?|barangays?) "
    r"(?:adopted|supported|helped|assisted|sponsored)"
    r"|adopted (?:town|village|school|community|barangay|parish)s?"
    r"|सहयोग पाउने|लाभान्वित"
)
_HELPS = (
    r"marraines?|tete de file|kabalikat"
    r"|parrains?|padrin[oa]s?|madrinas?|padrinhos?|madrinhas?|apoiadora?(?:es|s)?|donateurs?|donatrices?"
    r"|bailleurs?|donantes?"
    r"|(?<!al )(?<!a la )(?<!a los )(?<!a las )"
    r"(?:que|quien|quienes|qui) (?:apoya|ayuda|arropa|acompana|adopta|dona|soutient|aide|parraine|finance)n?"
    r"|(?:entidad|organizacion|empresa|organismo|institucion|municipio|escuela) "
    r"(?:apadrina|colabora|cooperan|donan|acompana)\w+"
    r"|(?:structure|organisme|entreprise|ecole|commune|collectivite|ville) (?:aidante|donatrice|accompagnatrice)"
    r"|partenaire (?:de mise en oeuvre|d'execution|d'appui)|socio implementador"
    r"|(?:lead|support(?:ing)?) (?:agency|agencies|organi[sz]ations?|partners?|ngos?)|supporting partners?"
    r"|offering a hand|lending a hand|helping hand|standing with"
    r"|adopting (?:town|school|parish|church|congregation|company|business)\w*"
    r"|सहयोगी(?: संस्था)?|सहयोग गर्ने|दातृ"
)
_OF_SOMETHING = pattern_of(
    r"\b(?:types?|tipos?|formes?|formas?|fecha|dates?|telefonos?|telephone|correo|courriel|e-?mail|adresse"
    r"|direccion|contact[oe]?s?|"
    r"personas?|person|referente?|responsables?|charge|cargo|"
    r"nombre de (?:beneficiaires?|filleul\w*)|nb|numero|number|no|n|cantidad|total|montant|monto|"
    r"importe|aport\w*|pays|pais|country|county|ville|ciudad|provincias?|region|departement|distrito|district"
    r"|codigo|cod|code|id|"
    r"observations?|observaciones|remarques?|focal|phone|nurse|staff|role|kind)\b"
)
"""Words that make a header one about something of a side."""
_KINDS = (
    (r"\b(?:ecoles?|escuelas?|colegios?|schools?|colleges?|lycees?|विद्यालय|i\.?e)\b|विद्यालय", Kind.SCHOOL),
    (r"\b(?:hopital|hopitaux|hospital(?:es)?|hospitals?)\b", Kind.HOSPITAL),
    (r"\b(?:villages?|barangays?)\b", Kind.VILLAGE),
)
_FIELDS = (
    (
        r"(?:date de )?debut|inicio|(?:date de )?signature|date d'effet|depuis"
        r"|fecha de (?:inicio|convenio|firma|firma del convenio)|desde"
        r"|(?:agreement |mou )?signed(?: on)?|adopted on|since|agreement date|date signed",
        "start",
    ),
    (
        r"(?:date de )?fin|echeance|jusqu'au"
        r"|fecha de (?:fin|vencimiento|termino)|hasta|valid until|valid to|expires?(?: on)?",
        "end",
    ),
    (r"situation|situacao|etat|statut|estado(?: del convenio)?|situacion", "status"),
)


def plain(label: str) -> str:
    """A header in small letters, without accents, marks of questions and brackets.

    >>> plain("¿A qué pueblo?"), plain("École filleule (2024)")
    ('a que pueblo', 'ecole filleule')
    """
    text = re.sub(r"[(（\[][^)）\]]*[)）\]]", " ", label.lower())
    kept = (one for one in unicodedata.normalize("NFKD", text) if not "\u0300" <= one <= "\u036f")
    return " ".join(re.sub(r"[¿?¡!*:_/.]+", " ", "".join(kept)).replace("’", "'").split())


def field_of(label: str) -> str | None:
    """What a header in one of these languages says that its column holds: a side, a date, how a pairing stands.

    >>> [field_of(one) for one in ("École filleule", "Entidad que apoya", "Municipio al que apoya", "Début")]
    ['recipient', 'helper', 'recipient', 'start']
    >>> [field_of(one) for one in ("Forme du jumelage", "Collectivité partenaire", "Nombre de bénéficiaires", "Padre")]
    [None, None, None, None]
    """
    text = plain(label)
    for words, field in _FIELDS:
        if re.fullmatch(words, text):
            return field
    if _OF_SOMETHING.search(
        re.sub(r"^nombre (?:de|del) (?:la |el )?", "", text) if "beneficiaire" not in text else text
    ):
        return None
    helped = re.search(rf"(?<![a-z])(?:{_HELPED})(?![a-z])", text) is not None
    helps = re.search(rf"(?<![a-z])(?:{_HELPS})(?![a-z])", text) is not None
    if helped is helps:
        return None
    return "recipient" if helped else "helper"


def kind_of(label: str) -> Kind | None:
    """The kind of whom a header names; None if it names none."""
    text = plain(label)
    return next((kind for words, kind in _KINDS if re.search(words, text)), None)
