"""A number in, as many made-up articles out: 300 to 450 words each, in the manner of such dispatches.

The same number gives the same articles. Names are put together from parts and mean nobody.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from kgriyadh.fact import Document

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERSONS = 400
_GIVEN = ("Moussa", "Idriss", "Salem", "Fahd", "Karim", "Ousmane", "Abdallah", "Nasser", "Pierre", "Youssef")
_FAMILY = (
    ("Al-Ha", "Ben", "Dia", "Kou", "Ndo", "Ould", "Tra", "Sa", "Mazra", "Zer"),
    ("ro", "sal", "ba", "li", "mou", "ri", "ka", "wa"),
    ("uni", "mi", "té", "bata", "ngui", "mar", "val", "wi"),
)
_RANK = (
    "le général de division",
    "le général de brigade",
    "le colonel",
    "l’amiral",
    "le contre-amiral",
    "le général-major",
)
_POST = (
    "ministre de la Défense du Tchad",
    "chef d’état-major général des armées du Sénégal",
    "ambassadeur du Maroc",
    "secrétaire général de la Ligue des États arabes",
    "commandant de la Force multinationale mixte",
    "directeur général d’Interpol",
    "ministre des Affaires étrangères du Niger",
    "attaché de défense de la Jordanie",
)
_CITY = (
    "à Riyad",
    "à Nouakchott",
    "à Dakar",
    "à Amman",
    "à N’Djamena",
    "à Abou Dhabi",
    "à Rabat",
    "à Djibouti",
)
_THREAT = (
    "le terrorisme",
    "le financement du terrorisme",
    "la piraterie",
    "le trafic d’armes",
    "l’extrémisme violent",
    "la criminalité organisée",
)
_REGION = ("au Sahel", "dans le golfe de Guinée", "en Afrique de l’Ouest", "au Moyen-Orient", "en mer Rouge")
_MONTH = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")

_FACTS = (
    "Le {day}, {rank} {a}, {post_a}, a reçu {city} {rank_b} {b}, {post_b}.",
    "{rank} {a}, {post_a}, a rencontré {city} {b}, {post_b}, pour parler de la lutte contre {threat}.",
    "{b}, {post_b}, a été reçu le {day} {city} par {rank} {a}, {post_a}.",
    "Pour {rank} {a}, la visite {city} intervient après la réunion du {day} avec son homologue {b}.",
    "L’Union africaine et l’Organisation de la coopération islamique coopèrent contre {threat} {region}.",
    "Selon {a}, {post_a}, {threat} demeure la première menace {region}.",
    "Accompagné de {b}, {post_b}, {rank} {a} a visité le centre de formation {city}.",
)
_BACKGROUND = (
    "Les deux parties ont passé en revue les dossiers d’intérêt commun et salué leurs échanges.",
    "Cette rencontre s’inscrit dans un cadre plus large, dont les contours ont été arrêtés l’an dernier.",
    "Les participants ont insisté sur le partage du renseignement et sur la formation des cadres.",
    "La question des moyens reste entière, car les budgets alloués n’ont pas suivi le rythme des annonces.",
    "Plusieurs observateurs relèvent que la coordination entre services progresse moins vite que prévu.",
    "Un exercice conjoint pourrait être organisé avant la fin de l’année, sous réserve de financements.",
    "Il a rappelé que les populations civiles paient le plus lourd tribut et que les protéger doit primer.",
    "Les discussions ont aussi porté sur l’entretien des matériels et sur la logistique des contingents.",
    "Aucun calendrier n’a été rendu public, mais les équipes techniques doivent se revoir prochainement.",
    "Dans un communiqué, la délégation s’est félicitée de l’accueil qui lui a été réservé.",
    "La situation humanitaire, que les pluies ont aggravée, a occupé une bonne part des débats.",
    "Les experts plaident pour une approche qui ne soit pas seulement militaire, mais aussi économique.",
)


def articles(number: int) -> Iterator[Document]:
    """Yield ``number`` articles, one by one."""
    for index in range(number):
        random = Random(index)
        published = date(2026, 1, 1) + timedelta(days=random.randrange(300))
        yield Document(f"article-{index:05}", _text(random), f"article {index}", published)


def _text(random: Random) -> str:
    words = random.randint(300, 400)
    paragraphs = [_fact(random)]
    while len(" ".join(paragraphs).split()) < words:
        paragraphs.append(_paragraph(random))
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(random: Random) -> str:
    sentences = [_fact(random), *random.sample(_BACKGROUND, 2)]
    random.shuffle(sentences)
    return " ".join(sentences)


def _fact(random: Random) -> str:
    (a, rank, post_a), (b, rank_b, post_b) = (_person(index) for index in random.sample(range(_PERSONS), 2))
    sentence = random.choice(_FACTS).format(
        a=a,
        b=b,
        post_a=post_a,
        post_b=post_b,
        rank=rank,
        rank_b=rank_b,
        city=random.choice(_CITY),
        threat=random.choice(_THREAT),
        region=random.choice(_REGION),
        day=f"{random.randint(2, 28)} {random.choice(_MONTH)} 2026",
    )
    return sentence[0].upper() + sentence[1:]


def _person(index: int) -> tuple[str, str, str]:
    """Return the name, rank and post of one of the persons, the same in all articles."""
    random = Random(index)
    family = "".join(random.choice(syllables) for syllables in _FAMILY)
    return f"{random.choice(_GIVEN)} {family}", random.choice(_RANK), random.choice(_POST)
