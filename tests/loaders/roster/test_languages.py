"""Headers in French, Spanish, Nepali and phrases of English; two that are only paired are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.problems import ChoiceError, InputError
from loaders.roster.headers import meaning
from tests.loaders.roster.small import loaded, pairs, problems, roster


@pytest.mark.parametrize(
    "header",
    [
        "Commune marraine,Commune filleule",
        "Tête de file,Homologue du Sud",
        "Structure aidante,Structure aidée",
        "Entidad que apoya,Municipio afectado",
        "Nombre de la entidad que ayuda,Municipio al que ayuda",
        "¿Quién arropa? (ayuntamiento; empresa; peña; asociación),¿A qué pueblo?",
        "Padrino,Escuela ahijada",
        "सहयोगी संस्था,सहयोग पाउने विद्यालय",
        "Supporting partner(s),Name of school",
        "Lead agency,Villages supported",
        "B1. Name of facility lending a hand,C1. Name of facility being mentored",
        "Congregation / group,Towns adopted (homes)",
    ],
)
def test_who_helps_and_who_is_helped(tmp_path: Path, header: str) -> None:
    table = f"{header}\nVille de Vannes,Ouessan\nFundación Ejemplo,Letur"
    assert pairs(loaded(tmp_path, table)) == ["Fundación Ejemplo > Letur", "Ville de Vannes > Ouessan"]


@pytest.mark.parametrize(
    "header",
    [
        "Collectivité française,Collectivité partenaire",
        "Ciudad A,Ciudad hermanada",
        "Tipo de apoyo,Nombre de bénéficiaires",
        "Personne de contact de la marraine,Ville de la filleule",
    ],
)
def test_what_does_not_say_who_helps_is_asked_about_or_refused(tmp_path: Path, header: str) -> None:
    with pytest.raises((ChoiceError, InputError)):
        loaded(tmp_path, f"{header}\nVille de Vannes,Ouessan\nFundación Ejemplo,Letur")


def test_groups_of_headers_and_marks_for_the_same_again(tmp_path: Path) -> None:
    table = (
        "Marraine,,Filleule,,Date de signature\nNom,Ville,Nom,Ville,\n"
        "Clinique du Port,Vannes,Hôpital de Kati,Kati,2021-03\nidem,idem,Centre de Bla,Bla,2021-04"
    )
    assert pairs(loaded(tmp_path, table)) == [
        "Clinique du Port > Centre de Bla 2021-04",
        "Clinique du Port > Hôpital de Kati 2021-03",
    ]


def test_how_a_pairing_stands_and_who_has_nobody(tmp_path: Path) -> None:
    table = (
        "Entidad que apoya,Municipio afectado,Fecha de convenio,Estado\nFundación Ejemplo,Letur,2024-11-18,Convenio firmado\n"
        "Ayuntamiento de Olmedo,Sot,2025-01-30,Pendiente de pleno\npor definir,Pedralba,,\nAyuntamiento de Coca,Cheste,,Finalizado"
    )
    found = loaded(tmp_path, table)
    states = found.dataset.agreements["status"].to_list()
    assert sorted(states) == ["agreed", "planned"]
    assert roster(found) == ["Cheste", "Letur", "Pedralba", "Sot"]
    assert ("ended-pairing", 5, "Estado") in problems(found)


def test_labels_with_accents_keep_their_spaces() -> None:
    assert meaning(("École filleule",)).field == "recipient"
    assert meaning(("Téléphone de la marraine",)).field != "helper"
