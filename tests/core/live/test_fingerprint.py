"""What tells a version of a post on its page: never by the old text, whatever themes and typographers do."""

from __future__ import annotations

import html
import re
import string

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from blogwifi_tui.content.post import Post
from blogwifi_tui.core.live.fingerprint import Fingerprint, fingerprint
from blogwifi_tui.core.live.page_text import read_page
from blogwifi_tui.core.live.record import Doubt, Page, PageChange, Seen
from blogwifi_tui.core.live.verdict import judge
from blogwifi_tui.markdown.parser import parser

HEAD = "---\ntitle: {title}\ndate: {date}\n---\n\n"
FIRST = "La première borne couvre le hall et le bar, sans que personne ait à chercher le réseau."
SECOND = "Le canal trente-six est libre dans tout le bâtiment, comme le montre la mesure de mai."
THIRD = "Une batterie de secours tient les commutateurs du local technique pendant deux heures."
FOURTH = "Quatre prises de plus attendent les conférenciers dans la salle des séminaires."
MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre")
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"


def post(body: str = BODY, title: str = "Le WiFi de l’hôtel", date: str = "2026-05-12") -> Post:
    return Post("posts/a.md", (HEAD.format(title=title, date=date) + body).encode())


def page_of(post: Post, *, around: str = "", more: str = "") -> str:
    """The page that a theme makes of a post."""
    title = html.escape(post.title)
    date = f"{post.date:%Y-%m-%d}" if post.date else ""
    shown = f"{post.date.day} {MONTHS[post.date.month - 1]} {post.date.year}" if post.date else ""
    return (
        f"<html><head><title>{title} | BlogWiFi</title>{more}</head><body><h1>{title}</h1><p>{shown}</p>"
        f"<!-- {date} --><article>{parser().render(post.body)}</article><aside>{around}</aside></body></html>"
    )


def known(found: Fingerprint, new: Post, old: Post | None, *, was_old: bool = False) -> Page:
    return Page(
        new.path,
        new.title,
        "https://a.test/a/",
        PageChange.CHANGED if old else PageChange.NEW,
        Seen.WAITING,
        runs=found.runs,
        weak=found.weak,
        kept=found.kept,
        dropped=found.dropped,
        heading=found.heading,
        former=found.former,
        date=found.date,
        was_old=was_old,
    )


def proves(new: Post, old: Post | None, text: str, *, was_old: bool = False) -> bool:
    found = fingerprint(new, [old] if old else [])
    page = known(found, new, old, was_old=was_old)
    return not found.doubt and judge(page, read_page(text)).proven


CHANGES = {
    "a word": BODY.replace("libre", "occupé"),
    "a letter": BODY.replace("batterie", "batteries"),
    "a new paragraph": f"{BODY}\nEt quatre prises de plus dans la salle des séminaires.\n",
    "a paragraph in the middle": BODY.replace(SECOND, f"{SECOND}\n\nNous avons aussi tiré la fibre."),
    "words taken out of a sentence": BODY.replace(" dans tout le bâtiment,", ","),
    "a paragraph taken out": f"{FIRST}\n\n{THIRD}\n",
    "all of it": "Nous avons démonté toutes les bornes, et câblé chaque chambre de l’aile ouest.\n",
    "a number": BODY.replace("deux heures", "trois heures"),
    "words with marks": BODY.replace("le réseau", "*le* réseau **caché** de l’hôtel"),
    "an item": f"{BODY}\n- une borne de rechange sous le comptoir\n- un câble\n",
    "a row of a table": f"{BODY}\n| où | quoi |\n|---|---|\n| hall | deux bornes de la marque d’avant |\n",
    "code": f"{BODY}\n```sh\niw dev wlan0 survey dump | grep -A5 frequency\n```\n",
    "html": f"{BODY}\n<div><p>Le plan de chaque étage est affiché près de l’escalier.</p></div>\n",
    "a note": f"{BODY}\nAvec une réserve[^1].\n\n[^1]: La mesure date du mois de mai et sera refaite.\n",
}


@pytest.mark.parametrize("body", CHANGES.values(), ids=CHANGES)
def test_a_page_of_the_new_text_is_told_from_one_of_the_old(body: str) -> None:
    old, new = post(), post(body)
    assert proves(new, old, page_of(new))
    assert not proves(new, old, page_of(old))
    assert not proves(new, old, page_of(old), was_old=True)


SMALL = {
    "an item": ("- borne du hall\n- bornne du bar\n", "- borne du hall\n- borne du bar\n"),
    "a heading": ("## Les chanaux\n", "## Les canaux\n"),
    "the last paragraph taken out": (f"{BODY}\nVoilà tout ce que je voulais vous en dire.\n", BODY),
    "the first paragraph taken out": (BODY, f"{SECOND}\n\n{THIRD}\n"),
}


@pytest.mark.parametrize(("before", "after"), SMALL.values(), ids=SMALL)
def test_a_small_change_is_seen_where_the_page_showed_the_old_text_before(before: str, after: str) -> None:
    old = post(before if BODY in before else f"{BODY}\n{before}")
    new = post(after if SECOND in after else f"{BODY}\n{after}")
    assert proves(new, old, page_of(new), was_old=True)
    assert not proves(new, old, page_of(old), was_old=True)
    assert not proves(new, old, page_of(old))


def test_a_text_that_only_lost_words_at_its_end_is_not_guessed_to_be_online() -> None:
    old, new = post(f"{BODY}\nVoilà tout ce que je voulais vous en dire.\n"), post()
    assert not proves(new, old, page_of(new))


def test_a_page_with_the_beginning_alone_does_not_prove_that_the_end_was_taken_out() -> None:
    old, new = post(f"{BODY}\nVoilà tout ce que je voulais vous en dire.\n"), post()
    cut = post(f"{FIRST}\n\n{SECOND}\n\nLa suite est réservée aux abonnés.\n")
    assert proves(new, old, page_of(new), was_old=True)
    assert not proves(new, old, page_of(cut), was_old=True)


def test_a_page_of_another_text_under_the_new_title_may_only_list_the_post() -> None:
    old, new = post(), post(title="Le WiFi du restaurant")
    page = known(fingerprint(new, [old]), new, old, was_old=True)
    assert judge(page, read_page(page_of(post("Bientôt ici.\n", new.title)))).reason is Doubt.ONLY_LISTS


NOT_TOLD = {
    "nothing": BODY,
    "quotes": BODY.replace("trente-six", "trente–six"),
    "emphasis": BODY.replace("libre", "**libre**"),
    "spaces": BODY.replace(" et ", "  et\n"),
    "an address": f"{BODY}\n[le](https://a.test/2)\n",
}


@pytest.mark.parametrize("body", NOT_TOLD.values(), ids=NOT_TOLD)
def test_what_no_reader_sees_cannot_be_told(body: str) -> None:
    old = post(f"{BODY}\n[le](https://a.test/1)\n") if "a.test" in body else post()
    assert fingerprint(post(body), [old]).doubt is Doubt.CANNOT_COMPARE


def test_a_new_title_is_told_by_the_name_of_the_page_and_not_by_a_list_of_titles() -> None:
    old, new = post(), post(title="Le WiFi du restaurant")
    assert proves(new, old, page_of(new))
    around = "<h2>Derniers articles</h2><ul><li><a href=/>Le WiFi du restaurant</a></li></ul>"
    assert not proves(new, old, page_of(old, around=around))
    assert not proves(new, old, f"<title>Le WiFi du restaurant</title><p>{FIRST[:20]}</p>")


def test_a_title_that_the_old_page_had_beside_its_own_proves_nothing() -> None:
    """The name of a site or of a section stands in the title of every page."""
    old, new = post(), post(title="BlogWiFi")
    assert not proves(new, old, page_of(old))
    assert not proves(new, old, page_of(old), was_old=True)
    assert proves(new, old, page_of(new))


def test_the_name_of_the_site_is_no_title_by_which_a_page_is_known() -> None:
    new = post("![Le hall](hall.jpg)\n", title="BlogWiFi")
    found = fingerprint(new, [], ["BlogWiFi"])
    home = read_page("<title>BlogWiFi</title><h1>BlogWiFi</h1>")
    assert not judge(known(found, new, None, was_old=True), home).proven
    assert not fingerprint(post(title="BlogWiFi"), [post()], ["BlogWiFi"]).heading
    assert not fingerprint(post(), [post(title="BlogWiFi")], ["BlogWiFi"]).former


@pytest.mark.parametrize("words", ["Voir aussi la notice.", "BlogWiFi, mai."])
def test_a_short_last_paragraph_is_not_seen_in_what_a_theme_puts_after_the_text(words: str) -> None:
    old, new = post(), post(f"{BODY}\n{words}\n")
    assert not proves(new, old, page_of(old, around=f"<p>{words.split()[0]} d’autres articles</p>"))
    assert not proves(new, old, page_of(old, around=f"<p>{words}</p>"))
    assert proves(new, old, page_of(new), was_old=True)


def test_a_short_paragraph_in_the_middle_is_seen_by_what_stands_before_it() -> None:
    old, new = post(), post(BODY.replace(SECOND, f"Voir aussi.\n\n{SECOND}"))
    assert proves(new, old, page_of(new))
    assert not proves(new, old, page_of(old, around="<p>Voir aussi</p>"))


def test_a_list_that_shows_most_of_a_new_post_is_not_its_page() -> None:
    text = "Le long récit d’un petit bateau sur la mer, des vents et des vagues, et d’un port qui dort."
    new = post(f"{text} Puis tout le monde rentre chez soi.\n")
    listed = f"<title>Accueil</title><h2><a href=/a/>{new.title}</a></h2><p>{text}…</p>"
    for shown in (listed, listed.replace("…", " Puis tout le monde rentre chez soi.")):
        verdict = judge(known(fingerprint(new, []), new, None), read_page(shown))
        assert (verdict.proven, verdict.reason) == (False, Doubt.ONLY_LISTS)


def test_a_page_of_a_text_that_was_replaced_whole_is_known_as_the_old_one() -> None:
    old, new = post(), post(CHANGES["all of it"])
    verdict = judge(known(fingerprint(new, [old]), new, old), read_page(page_of(old)))
    assert (verdict.proven, verdict.reason, verdict.shows_old) == (False, Doubt.OLD_PAGE, True)


def test_a_title_that_is_a_part_of_the_old_one_cannot_be_told() -> None:
    old, new = post(title='"Le WiFi : deuxième partie"'), post(title="Le WiFi")
    assert fingerprint(new, [old]).doubt is Doubt.CANNOT_COMPARE


@pytest.mark.parametrize(
    "meta",
    [
        "<meta property=article:published_time content=2026-06-01T09:00:00+02:00>",
        '<script type="application/ld+json">{"datePublished": "2026-06-01"}</script>',
        "<time itemprop=datePublished datetime=2026-06-01>hier</time>",
        "<time class='dt-published' datetime=2026-06-01>hier</time>",
    ],
)
def test_a_new_date_is_told_by_what_the_page_says_of_itself(meta: str) -> None:
    old, new = post(), post(date="2026-06-01")
    assert proves(new, old, page_of(old, more=meta))
    assert not proves(new, old, page_of(old, more=meta.replace("2026-06-01", "2026-05-12")))


def test_a_new_date_is_not_told_by_the_day_of_another_post_that_the_page_lists() -> None:
    old, new = post(), post(date="2026-06-01")
    listed = "".join(
        f'<script type="application/ld+json">{{"datePublished": "{day}"}}</script>'
        for day in ("2026-05-12", "2026-06-01")
    )
    assert not proves(new, old, page_of(old, more=listed))
    page = known(fingerprint(new, [old]), new, old)
    assert judge(page, read_page(page_of(old, more=listed))).reason is Doubt.CANNOT_COMPARE


@pytest.mark.parametrize(
    "written",
    [
        "1er juin 2026",
        "1 juin 2026",
        "01/06/2026",
        "2026-06-01",
        "June 1, 2026",
        "Jun 01, 2026",
        "1st June 2026",
    ],
)
def test_a_new_date_in_words_is_told_where_the_page_showed_the_old_one_before(written: str) -> None:
    old, new = post(), post(date="2026-06-01")
    text = page_of(old).replace("12 mai 2026", written)
    assert proves(new, old, text, was_old=True)
    assert not proves(new, old, text)  # a list of other posts may have it
    assert not proves(new, old, page_of(old), was_old=True)


def test_another_hour_of_the_same_day_cannot_be_told() -> None:
    old, new = post(date="2026-06-01T08:00:00+02:00"), post(date="2026-06-01T19:00:00+02:00")
    assert fingerprint(new, [old]).doubt is Doubt.CANNOT_COMPARE


def test_a_post_of_a_few_words_is_known_by_its_title_only_where_there_was_no_page_before() -> None:
    new = post("![Le hall](hall.jpg)\n")
    assert not proves(new, None, page_of(new))
    assert proves(new, None, page_of(new), was_old=True)
    assert not proves(new, None, f"<title>Accueil</title><h2>{new.title}</h2>", was_old=True)


def test_a_new_post_is_not_known_by_its_first_words_alone() -> None:
    new = post()
    assert proves(new, None, page_of(new))
    listed = f"<title>Accueil</title><h2><a href=/a/>{new.title}</a></h2><p>{FIRST}</p><a>Lire la suite</a>"
    assert not proves(new, None, listed)


def test_no_run_goes_over_a_mark_at_which_a_theme_may_put_something() -> None:
    body = (
        "Voir [la fiche du fabricant](https://a.test/) pour `iw dev wlan0` et la note[^1] du plan "
        '{{< kbd "Ctrl" >}} de chaque étage <b>du vieux</b> bâtiment :smile: de la rue.\n\n[^1]: Oui.\n'
    )
    runs = " | ".join(fingerprint(post(f"{BODY}\n{body}\n{FOURTH}\n"), [post()]).runs)
    assert "de chaque étage" not in runs  # too short
    crossed = ("voir la", "fabricant pour", "pour iw", "wlan0 et", "note du", "étage du", "vieux bâtiment")
    assert not [words for words in crossed if words in runs]


FRAMED = {
    "a note": "> [!NOTE]\n> Les mesures ont été faites à midi, salle pleine.\n",
    "a box": '!!! note "Attention"\n    Les mesures ont été faites à midi, salle pleine.\n',
    "a table": "| les mesures | ont été |\n|---|---|\n| faites à midi | salle pleine |\n",
    "a picture": "![Le hall](hall.jpg)\n\nLes mesures ont été faites à midi, salle pleine.\n",
    "a footnote": "[^1]: Les mesures ont été faites à midi, salle pleine.\n",
}


@pytest.mark.parametrize("after", FRAMED.values(), ids=FRAMED)
def test_where_something_may_come_between_two_blocks_their_words_are_not_joined(after: str) -> None:
    before = FIRST.replace("hall", "hall[^1]")
    old, new = post(f"{before}\n\n{SECOND}\n\n{after}"), post(f"{before}\n\n{after}")
    assert fingerprint(new, [old]).runs == ()


@pytest.mark.parametrize("mark", ["{{< wifi >}}", "<b></b>", "![borne](a.png)", ":wifi:", "$x$"])
def test_words_that_a_generator_may_have_shown_before_prove_nothing(mark: str) -> None:
    """The old page may have had the very words that now stand in the text."""
    old = post(f"{BODY}\nLe {mark} couloir du deuxième étage reste sombre.\n")
    new = post(f"{BODY}\nLe long couloir du deuxième étage reste sombre.\n")
    runs = fingerprint(new, [old]).runs
    assert not any("le long couloir" in run for run in runs)


def test_words_of_the_header_prove_nothing_in_the_text() -> None:
    """Themes show summaries."""
    summary = "Une troisième borne couvre désormais la salle du petit déjeuner."
    old = Post("a.md", f"---\ntitle: T\nsummary: {summary}\n---\n\n{BODY}".encode())
    new = Post("a.md", f"---\ntitle: T\nsummary: {summary}\n---\n\n{BODY}\n{summary}\n".encode())
    assert not any("troisième borne couvre désormais" in run for run in fingerprint(new, [old]).runs)


@pytest.mark.parametrize(
    "text", ["新しいアクセスポイントは二階の廊下の天井にあります。", "จุดเชื่อมต่อใหม่อยู่บนเพดานชั้นสอง"]
)
def test_scripts_without_spaces_have_runs_too(text: str) -> None:
    old, new = post(), post(f"{BODY}\n{text}\n")
    assert proves(new, old, page_of(new))
    assert not proves(new, old, page_of(old))


# A page made by a typographer from the new text is seen, one from the old text never.

WORD = st.text(alphabet=string.ascii_lowercase + "éèêàçôùœ", min_size=1, max_size=9)
MARKED = st.one_of(
    WORD, WORD, WORD, WORD, WORD,
    st.builds("**{}**".format, WORD),
    st.builds("[{}](https://a.test/x)".format, WORD),
    st.builds("`{}`".format, WORD),
    st.builds("l’{}".format, WORD),
    st.builds("« {} »".format, WORD),
    st.builds("{}...".format, WORD),
    st.builds("{} -- {}".format, WORD, WORD),
    st.builds("{{{{< {} >}}}}".format, WORD),
)  # fmt: skip
SENTENCE = st.lists(MARKED, min_size=6, max_size=25).map(lambda words: f"{' '.join(words)}.")
TEXTS = st.lists(SENTENCE, min_size=2, max_size=6)


def typographed(page: str) -> str:
    """A page after a typographer, a hyphenator and a theme have been at it."""
    page = page.replace("« ", "&laquo;&nbsp;").replace(" »", "\u202f&raquo;").replace("’", "&#8217;")
    page = page.replace("...", "…").replace(" -- ", "&thinsp;&mdash;&thinsp;").replace("œ", "oe")
    page = re.sub(r"(?<=[a-z]{5})(?=[a-z]{3})(?![^<]*>)(?![^&]*;)", "&shy;", page)
    page = page.replace("<p>", '<p class="x"><a class=anchor href="#p">#</a> ')
    page = page.replace("</a>", "<svg></svg></a>")
    return page.replace("{{&lt; ", "<kbd>").replace(" &gt;}}", "</kbd>")


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, SENTENCE, st.integers(0, 5), st.sampled_from(["add", "replace", "insert", "remove"]))
def test_a_typographers_page_of_the_new_text_is_seen_and_of_the_old_text_never(
    paragraphs: list[str], sentence: str, place: int, change: str
) -> None:
    place %= len(paragraphs)
    after = [*paragraphs]
    match change:
        case "add":
            after.append(sentence)
        case "replace":
            after[place] = sentence
        case "insert":
            after[place] = f"{after[place]} {sentence}"
        case _:
            del after[place]
    old, new = post("\n\n".join(paragraphs)), post("\n\n".join(after))
    assert not proves(new, old, typographed(page_of(old)))
    assert not proves(new, old, typographed(page_of(old)), was_old=True)
    found = fingerprint(new, [old])
    assume(found.runs and not found.weak)
    assert proves(new, old, typographed(page_of(new)))
