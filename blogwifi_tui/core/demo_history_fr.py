"""The past of the French demo blog."""

from __future__ import annotations

from blogwifi_tui.core.demo_history import History, Step

_HOTEL = "posts/2026-05-12-le-wifi-7-a-l-hotel.md"
_OUTAGE = "posts/2018-01-09-la-panne-du-samedi-soir.md"
_ROAMING = "posts/2022-09-15-l-itinerance-sans-coupure.md"
_ROAMING_BEFORE = "posts/2022-09-15-roaming.md"

HISTORY = History(
    "Le carnet de l’installateur",
    "Marc Lantier",
    "marc@blogwifi.example",
    (
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
            became=_ROAMING,
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
    ),
)
