"""What speaks for and against two mentions being one thing, and how much: every number of the station.

A score starts from the likeness of the names and moves by the grounds that apply; it is kept within
0 and 1. From ``SAME`` on two mentions are one, up to ``DIFFERENT`` they are two, and what lies between
is to be asked. The numbers are set so that two full names need nothing more, that a family name
alone needs one strong ground or, where it is frequent, the very post, and that one strong contradiction
outweighs any name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgriyadh.resolution import Verdict

SAME = 0.75
DIFFERENT = 0.35


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: what it adds to the score, and what it says in French and English."""

    points: float
    said: str

    def about(self, what: str) -> Ground:
        """Return the ground with what it is about."""
        return Ground(self.points, f"{self.said} : {what}")

    def __str__(self) -> str:
        return f"{self.said} ({self.points:+.2f})"


# Names. One full name is enough as long as nothing speaks against it; one of two frequent names, which
# many bear at once, needs a post, a body, or more than one other ground.
FULL_NAME = Ground(0.82, "même nom complet / same full name")
FREQUENT_CHAIN = Ground(0.77, "mêmes noms fréquents, à plusieurs / same frequent names, several of them")
FREQUENT_NAME = Ground(0.62, "même nom complet, fait de noms fréquents / same full name, of frequent parts")
VARIANT_NAME = Ground(0.80, "graphies d'un même nom / spellings of one name")
FREQUENT_VARIANT = Ground(0.60, "graphies d'un nom fréquent / spellings of a frequent name")
SHORT_NAME = Ground(0.66, "nom abrégé, rare / shortened name, a rare one")
FREQUENT_SHORT_NAME = Ground(0.30, "nom abrégé, fréquent / shortened name, a frequent one")
DISTANT_NAME = Ground(0.19, "graphies éloignées ou autre ordre / far spellings or another order")

# For. Some posts have one holder at a time, which even far spellings may name; others are shared by many.
SAME_POST = Ground(0.60, "même fonction, d'un seul titulaire / same post, of one holder")
SHARED_POST = Ground(0.30, "même fonction / same post")
SAME_ROLE = Ground(0.10, "même genre de fonction / same kind of post")
SAME_BODY = Ground(0.15, "même organisme ou État / same body or state")
SAME_STATE = Ground(0.08, "même État, nom fréquent / same state, a frequent name")
HIGH_OFFICES = Ground(0.15, "hautes charges d'un même État / high offices of one state")
SAME_RANK = Ground(0.12, "même grade / same rank")
RANK_AT_ONE_TIME = Ground(0.15, "même grade à la même époque / same rank at one time")
HIGH_RANK = Ground(0.15, "même grade, que peu portent / same rank, which few hold")
RANK_RISES = Ground(0.04, "grade qui monte / rank that rises")
HIGH_RANK_RISES = Ground(0.13, "grade élevé qui monte / high rank that rises")
NAME_ALONE = Ground(0.13, "un nom complet seul, à la même époque / a full name alone, at one time")
SAME_COMPANY = Ground(0.15, "rencontre les mêmes personnes / meets the same persons")
SAME_ENCOUNTER = Ground(0.50, "même jour, même lieu, mêmes personnes / same day, place and company")
SAME_EVENT = Ground(0.25, "même jour au même lieu / the same day at the same place")

# Against. Each of these alone parts two full names or leaves them to be asked.
TWO_STATES = Ground(-0.50, "fonctions dans deux États / posts in two states")
RANK_FALLS = Ground(-0.47, "grade qui baisse / rank that falls")
TWO_RANKS = Ground(-0.30, "deux grades le même jour / two ranks on one day")
RANK_LEAPS = Ground(-0.30, "grade qui monte trop vite / rank that rises too fast")
TWO_CITIES = Ground(-0.47, "le même jour dans deux villes / the same day in two cities")
TWO_POSTS = Ground(
    -0.30, "deux fonctions à la fois que nul ne cumule / two posts at once that no one combines"
)
SOLDIER_AND_CIVILIAN = Ground(-0.42, "un militaire et un civil à la fois / a soldier and a civilian at once")
SOLDIER_TURNED_CIVILIAN = Ground(-0.12, "un militaire et un civil / a soldier and a civilian")
FREQUENT_SOLDIER_CIVILIAN = Ground(
    -0.30, "un militaire et un civil, nom fréquent / a soldier and a civilian, a frequent name"
)
NOTHING_IN_COMMON = Ground(-0.20, "rien de commun, nom fréquent / nothing in common, a frequent name")
OTHER_WALK = Ground(-0.10, "états différents / different walks of life")

# Meetings: two parties and a day tell one. Who receives several guests on one day holds several meetings.
SAME_PARTIES = Ground(0.55, "mêmes parties / same parties")
PARTIES_WITHIN = Ground(
    0.45, "les parties de l'une sont de l'autre / the parties of one are among the other's"
)
SHARED_PARTIES = Ground(0.40, "plusieurs parties communes / several parties in common")
ONE_PARTY = Ground(0.35, "une même partie seule / one same party alone")
ONE_SUMMIT = Ground(0.45, "conférence d'un même organisme / conference of one body")
ONE_PERSON = Ground(0.20, "une même personne seule / one same person alone")
SAME_UNNAMED = Ground(0.15, "même partie sans nom / same party without a name")
SHARED_PARTY = Ground(0.15, "une partie commune / one party in common")
SAME_DAY = Ground(0.30, "même jour / same day")
TOLD_SOON = Ground(0.20, "jour non dit, publications proches / day not told, published near")
SAME_PLACE = Ground(0.15, "même lieu / same place")
TWO_KINDS = Ground(-0.20, "une conférence et un entretien / a conference and talks")
OTHER_GUESTS = Ground(-0.45, "d'autres invités / other guests")
OTHER_HOSTS = Ground(-0.55, "d'autres hôtes / other hosts")
OTHER_COUNTERPART = Ground(-0.30, "un autre interlocuteur / another counterpart")
NEXT_DAY = Ground(-0.20, "un jour d'écart / one day apart")
OTHER_DAY = Ground(-0.70, "à d'autres jours / on other days")
TOLD_OTHERWISE = Ground(-0.30, "jour non dit, publications éloignées / day not told, published far apart")
LONG_AFTER = Ground(
    -0.45, "jour non dit, publications très éloignées / day not told, published seasons apart"
)
OTHER_PLACE = Ground(-0.40, "en d'autres lieux / in other places")
CALL_AND_VISIT = Ground(-0.60, "un appel et une rencontre / a call and a visit")
CALL_OR_VISIT = Ground(-0.15, "un appel, peut-être une rencontre / a call, maybe a visit")

# Bodies that no list knows.
SAME_TITLE = Ground(0.85, "même nom d'organisme / same name of a body")
LIKE_TITLE = Ground(0.70, "noms d'organisme proches / names of bodies nearly alike")
ACRONYM = Ground(0.80, "sigle et nom développé / acronym and full form")
INITIALS = Ground(0.55, "sigle et initiales d'un nom / acronym and initials of a name")
SAME_CLASS = Ground(0.05, "même sorte d'organisme / same kind of body")
TWO_CLASSES = Ground(-0.20, "deux sortes d'organisme / two kinds of body")
COMMON_TITLE = Ground(-0.30, "nom que bien des États ont / a name that many states have")
SAME_STATES = Ground(0.25, "même État / same state")
OF_TWO_STATES = Ground(-0.60, "de deux États / of two states")
TOLD_IN_TWO_STATES = Ground(-0.20, "nom vague, textes sur deux États / vague name, texts on two states")
STATE_OF_ONE = Ground(-0.15, "sigle, État dit d'un seul / acronym, state told of one only")
SAME_HOLDER = Ground(0.25, "même titulaire d'une fonction / same holder of a post")
TWO_HOLDERS = Ground(-0.15, "deux titulaires à la fois / two holders at once")


def verdict_of(grounds: Sequence[Ground]) -> tuple[Verdict, float]:
    """Return what grounds come to, and the score from 0 to 1."""
    score = round(min(1.0, max(0.0, sum(ground.points for ground in grounds))), 4)
    if score >= SAME:
        return "same", score
    return ("different" if score <= DIFFERENT else "ask"), score
