"""The past of the demo blog: who wrote what, when, and how a post read before it was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

AUTHOR = "Marc Lantier"
EMAIL = "marc@blogwifi.example"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: the files that came or changed with it, and the file that another one was before."""

    when: str
    """ISO 8601 with offset."""
    message: str
    paths: tuple[str, ...]
    earlier: tuple[tuple[str, str], ...] = ()
    """(text of today, what stood in its place then)."""
    renamed_from: str = ""


_HOTEL = "posts/2026-05-12-le-wifi-7-a-l-hotel.md"
_OUTAGE = "posts/2018-01-09-la-panne-du-samedi-soir.md"
_ROAMING = "posts/2022-09-15-l-itinerance-sans-coupure.md"
_ROAMING_BEFORE = "posts/2022-09-15-roaming.md"

STEPS = (
    Step(
        "2016-10-03T21:15:00+02:00",
        "Reprend les articles de l’ancien blog",
        (
            "blogwifi.toml",
            "posts/2006-03-14-mon-premier-hotspot-public.md",
            "posts/2009-11-02-l-eglise-et-ses-murs.md",
            "posts/2013-07-18-le-camping-les-pieds-dans-l-eau.md",
        ),
    ),
    Step(
        "2016-10-07T09:41:00+02:00",
        "Ajoute : Un plan de canaux qui tient debout",
        ("posts/2016-10-07-un-plan-de-canaux-qui-tient-debout.md", "posts/images/plan-de-canaux.svg"),
    ),
    Step(
        "2018-01-09T22:52:00+01:00",
        "Ajoute : La panne du samedi soir",
        (_OUTAGE,),
        (
            ("- Toujours demander par où passe la musique.\n", ""),
            ("Le marié me reconnaît (j’ai fait le WiFi de son garage)", "Le marié me reconnait"),
        ),
    ),
    Step(
        "2018-01-10T08:05:00+01:00",
        "Modifie : La panne du samedi soir",
        (_OUTAGE,),
        (("- Toujours demander par où passe la musique.\n", ""),),
    ),
    Step("2018-01-14T18:30:00+01:00", "Ajoute la leçon de la musique", (_OUTAGE,)),
    Step(
        "2020-04-02T07:06:00+02:00",
        "Ajoute : Petit mot à ceux qui travaillent dans la cuisine",
        ("posts/2020-04-02-petit-mot-a-ceux-qui-travaillent-dans-la-cuisine.md",),
    ),
    Step(
        "2022-09-15T14:33:00+02:00",
        "Ajoute : Le roaming sans coupure",
        (_ROAMING_BEFORE,),
        (
            ("title: L’itinérance sans coupure, réglage par réglage", "title: Le roaming sans coupure"),
            ("slug: itinerance-sans-coupure\n", ""),
            ("lastmod: 2023-02-01\n", ""),
            ("tags: [itinérance, ", "tags: [roaming, "),
        ),
    ),
    Step(
        "2023-02-01T11:20:00+01:00",
        "Renomme : L’itinérance sans coupure, réglage par réglage",
        (_ROAMING,),
        renamed_from=_ROAMING_BEFORE,
    ),
    Step(
        "2024-02-20T18:04:00+01:00",
        "Ajoute : Devis, factures et relances",
        ("posts/2024-02-20-devis-factures-et-relances.md",),
    ),
    Step(
        "2025-06-30T11:58:00+02:00",
        "Ajoute : Trente ans d’ondes (1995 – 2025)",
        ("posts/2025-06-30-trente-ans-d-ondes.md",),
    ),
    Step(
        "2025-07-01T09:10:00+02:00",
        "Programme : À l’installateur de 2095",
        ("posts/2095-06-30-a-l-installateur-de-2095.md",),
    ),
    Step(
        "2026-05-12T09:47:00+02:00",
        "Ajoute : Le WiFi 7 à l’hôtel",
        (_HOTEL,),
        (
            ("- [x] Mesurer **portes fermées**", "- [ ] Mesurer **portes fermées**"),
            ("que l’acoustique y est excellente", "que l’acoustique y est bonne"),
        ),
    ),
    Step(
        "2026-10-05T17:51:00+02:00",
        "Ajoute : Ce que les clients demandent, ce qu’ils veulent",
        ("posts/2026-10-05-ce-que-les-clients-demandent.md",),
    ),
    Step("2026-10-06T08:12:00+02:00", "Modifie : Le WiFi 7 à l’hôtel", (_HOTEL,)),
)
"""Oldest first. All but the last have been published; the last makes every file what it is today."""


def stream(branch: str, today: Mapping[str, bytes]) -> bytes:
    """The history as ``git fast-import`` reads it, on ``branch``; ``today`` holds the files by path."""
    return b"".join(_commit(branch, step, today) for step in STEPS)


def _commit(branch: str, step: Step, today: Mapping[str, bytes]) -> bytes:
    when = datetime.fromisoformat(step.when)
    stamp = f"{AUTHOR} <{EMAIL}> {int(when.timestamp())} {when:%z}"
    lines = [f"commit refs/heads/{branch}", f"author {stamp}", f"committer {stamp}"]
    head = "\n".join(lines).encode() + b"\n" + _data(f"{step.message}\n".encode())
    return head + b"".join(_files(step, today))


def _files(step: Step, today: Mapping[str, bytes]) -> Iterator[bytes]:
    if step.renamed_from:
        yield f"D {step.renamed_from}\n".encode()
    for path in step.paths:
        content = today[_ROAMING if path == _ROAMING_BEFORE else path]
        for now, then in step.earlier:
            content = content.replace(now.encode(), then.encode())
        yield f"M 100644 inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return f"data {len(content)}\n".encode() + content + b"\n"
