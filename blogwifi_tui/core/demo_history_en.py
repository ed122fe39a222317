"""The past of the English demo blog."""

from __future__ import annotations

from blogwifi_tui.core.demo_history import History, Step

_HOTEL = "posts/2026-05-12-wifi-7-at-the-hotel.md"
_OUTAGE = "posts/2018-01-09-saturday-night.md"
_ROAMING = "posts/2022-09-15-roaming-without-a-gap.md"
_ROAMING_BEFORE = "posts/2022-09-15-fast-roaming.md"

HISTORY = History(
    "The installer’s notebook",
    "Tom Ashby",
    "tom@blogwifi.example",
    (
        Step(
            "2016-10-03T21:15:00+01:00",
            "Bring over the posts of the old blog",
            (
                "blogwifi.toml",
                "posts/2006-03-14-my-first-public-hotspot.md",
                "posts/2009-11-02-a-church-and-its-walls.md",
                "posts/2013-07-18-the-campsite-with-wet-feet.md",
            ),
        ),
        Step(
            "2016-10-07T09:41:00+01:00",
            "Add: A channel plan that stands up",
            ("posts/2016-10-07-a-channel-plan-that-stands-up.md", "posts/images/channel-plan.svg"),
        ),
        Step(
            "2018-01-09T22:52:00+00:00",
            "Add: Saturday night",
            (_OUTAGE,),
            (
                ("- Always ask which way the music goes.\n", ""),
                ("The groom recognises me (I did the WiFi in his garage)", "The groom recognises me"),
            ),
        ),
        Step(
            "2018-01-10T08:05:00+00:00",
            "Edit: Saturday night",
            (_OUTAGE,),
            (("- Always ask which way the music goes.\n", ""),),
        ),
        Step("2018-01-14T18:30:00+00:00", "Add what the music taught me", (_OUTAGE,)),
        Step(
            "2020-04-02T07:06:00+01:00",
            "Add: A word to those who work in the kitchen",
            ("posts/2020-04-02-a-word-to-those-who-work-in-the-kitchen.md",),
        ),
        Step(
            "2022-09-15T14:33:00+01:00",
            "Add: Fast roaming",
            (_ROAMING_BEFORE,),
            (
                ("title: Roaming without a gap, setting by setting", "title: Fast roaming"),
                ("slug: roaming-without-a-gap\n", ""),
                ("lastmod: 2023-02-01\n", ""),
                ("tags: [roaming, ", "tags: [handover, "),
            ),
            became=_ROAMING,
        ),
        Step(
            "2023-02-01T11:20:00+00:00",
            "Rename: Roaming without a gap, setting by setting",
            (_ROAMING,),
            renamed_from=_ROAMING_BEFORE,
        ),
        Step(
            "2024-02-20T18:04:00+00:00",
            "Add: Quotes, invoices and reminders",
            ("posts/2024-02-20-quotes-invoices-and-reminders.md",),
        ),
        Step(
            "2025-06-30T11:58:00+01:00",
            "Add: Thirty years on the air (1995 – 2025)",
            ("posts/2025-06-30-thirty-years-on-the-air.md",),
        ),
        Step(
            "2025-07-01T09:10:00+01:00",
            "Schedule: To the installer of 2095",
            ("posts/2095-06-30-to-the-installer-of-2095.md",),
        ),
        Step(
            "2026-05-12T09:47:00+01:00",
            "Add: WiFi 7 at the hotel",
            (_HOTEL,),
            (
                ("- [x] Measure with **doors shut**", "- [ ] Measure with **doors shut**"),
                ("that the acoustics there are excellent", "that the acoustics there are good"),
            ),
        ),
        Step(
            "2026-10-05T17:51:00+01:00",
            "Add: What customers ask for, what they want",
            ("posts/2026-10-05-what-customers-ask-for.md",),
        ),
        Step("2026-10-06T08:12:00+01:00", "Edit: WiFi 7 at the hotel", (_HOTEL,)),
    ),
)
