"""Synthetic posts of French, the same each time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

RARE, COMMON = "xylographe", "réseau"

_TEXT = """
le la les un une des de du en à au aux pour dans sur avec sans chez par que qui où mais ou donc plus
moins très bien encore toujours jamais souvent aujourd’hui demain hiver été lumière rivière forêt
fenêtre œuvre cœur borne réseau débit canal antenne portée hôtel camping wi-fi fibre câble routeur
client installation mesure signal mur béton étage couloir chambre gris bleu vert panne dépannage
mot-clé peut-être c’est-à-dire
"""
_WORDS = _TEXT.split()
_TAGS = ("wifi", "hôtel", "camping", "fibre", "dépannage", "vie quotidienne", "matériel")


def make_posts(folder: Path, count: int) -> None:
    """Write ``count`` posts of 2 to 8 kB; one in a hundred holds RARE, nearly all hold COMMON."""
    folder.mkdir(parents=True)
    dice = random.Random(42)  # noqa: S311 - text, not secrets
    start = datetime(2006, 1, 1, 8, tzinfo=UTC)
    for number in range(count):
        date = start + timedelta(hours=number * 20 * 365 * 24 // count)
        title = " ".join(dice.choices(_WORDS, k=6)).capitalize()
        tags = ", ".join(dice.sample(_TAGS, dice.randrange(4)))
        draft = "true" if number % 9 == 0 else "false"
        head = f'---\ntitle: "{title}"\ndate: {date.isoformat()}\ntags: [{tags}]\ndraft: {draft}\n---\n\n'
        paragraphs = [
            " ".join(dice.choices(_WORDS, k=60)).capitalize() + "." for _ in range(dice.randrange(5, 20))
        ]
        if number % 100 == 7:
            paragraphs.insert(2, f"Le mot rare est {RARE}, voilà.")
        text = (
            head
            + f"\n\n## {title}\n\n".join(("\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[3:])))
            + "\n"
        )
        (folder / f"{date:%Y-%m-%d}-{number}.md").write_text(text, encoding="utf-8")


def best(action: Callable[[], object], rounds: int = 5) -> float:
    """The least time ``action`` took, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3
