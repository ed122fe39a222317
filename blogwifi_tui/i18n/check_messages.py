"""What was found in a post, as a sentence; see :mod:`blogwifi_tui.core.checks`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from blogwifi_tui.content.front_matter.problems import Problem
from blogwifi_tui.core.checks import Finding, FindingKind
from blogwifi_tui.i18n.dates import date_long
from blogwifi_tui.i18n.explain import problem_sentence
from blogwifi_tui.i18n.translation import N_, _
from blogwifi_tui.sanitize import visible

_WORDS: Mapping[FindingKind, str] = {
    FindingKind.CONFLICT: N_("Two versions stand in the text, between <<<<<<< and >>>>>>>."),
    FindingKind.NO_TITLE: N_("There is no title."),
    FindingKind.NO_DATE: N_("There is no date."),
    FindingKind.REPEATED_KEY: N_(
        "“{detail}” stands twice in the front matter: the site takes one of the two."
    ),
    FindingKind.REFUSED_KEY: N_("“{detail}” stands twice in the front matter: the site cannot be built so."),
    FindingKind.SCHEDULED: N_("The date lies ahead, {detail}: most sites show the post only then."),
    FindingKind.IDLE_MARK: N_(
        "“{detail}” means nothing to {generator}: it does not keep the post off the site."
    ),
    FindingKind.SHOWN_DRAFT: N_(
        "“{detail}” does not keep the post off the site: its settings say {generator}, and show drafts."
    ),
    FindingKind.COPY: N_(
        "By its name, a copy of {detail} that Syncthing, Dropbox or the like left: keep one of the two."
    ),
    FindingKind.TWIN: N_("{detail} has the same public address: the site can show only one of the two."),
    FindingKind.LINK: N_("The link “{detail}” leads to nothing in this blog."),
    FindingKind.NO_PAGE: N_(
        "The link “{detail}” leads to a file, and to no page of the site: Ctrl+O writes one that works."
    ),
    FindingKind.KEPT_BACK: N_("A link leads to {detail}, which readers do not see."),
    FindingKind.ENDS_BUILD: N_(
        "“{detail}” leads to no post that readers see: the generator makes no site then, the old one stays."
    ),
    FindingKind.BESIDE: N_(
        "“{detail}” lies beside the post, where its page does not find it: Ctrl+R puts it where it does."
    ),
    FindingKind.OUT_OF_SITE: N_(
        "“{detail}” leads out of the site, which lies in a folder of its host: write that folder before it."
    ),
    FindingKind.IMAGE: N_("The image “{detail}” is not in this blog."),
    FindingKind.NO_ALT: N_("The image “{detail}” has no text for those who cannot see it."),
    FindingKind.PLACE: N_("The picture “{detail}” says where it was taken."),
    FindingKind.CAMERA: N_("The picture “{detail}” says with which camera it was taken."),
    FindingKind.THUMBNAIL: N_("The picture “{detail}” holds a small one of what it was before."),
    FindingKind.FOOTNOTE: N_("The footnote “{detail}” is defined nowhere in the post."),
    FindingKind.REPEATED_NOTE: N_("The footnote “{detail}” is defined once more: pages show the first."),
    FindingKind.NO_BREAK: N_("A no-break space after “{detail}” makes it plain text: type another space."),
    FindingKind.REFERENCE: N_("The reference “{detail}” is defined nowhere in the post."),
}
_MENDING: Mapping[FindingKind, str] = {
    FindingKind.UNREADABLE: N_("Mend the front matter: Enter opens it as text."),
    FindingKind.TWIN: N_("Give one of the two another slug or address, or another file name."),
    FindingKind.REFUSED_KEY: N_("Take one of the two away: Enter, then the front matter as text."),
    FindingKind.ENDS_BUILD: N_("Take the link away, or let readers see the post it leads to."),
    FindingKind.CONFLICT: N_("Keep what is right, and delete the lines with the marks."),
}


def finding_sentence(finding: Finding) -> str:
    """What was found, as one sentence that leaves place and post to the caller."""
    if finding.problem is not None:
        return problem_sentence(Problem(finding.problem.kind, None, finding.problem.detail))
    detail = visible(finding.detail)
    if finding.kind is FindingKind.SCHEDULED:
        detail = date_long(datetime.fromisoformat(detail))
        if finding.by:
            words = _("The date lies ahead, {detail}: {generator} shows the post only then.")
            return words.format(detail=detail, generator=visible(finding.by))
    return _(_WORDS[finding.kind]).format(detail=detail, generator=visible(finding.by))


def mending(finding: Finding) -> str:
    """How to mend what blocks a publication; empty for a warning."""
    return _(_MENDING[finding.kind]) if finding.blocks else ""


def finding_line(finding: Finding) -> str:
    """``path:line: sentence``, as editors and scripts read it."""
    return f"{visible(finding.path)}:{finding.line}: {finding_sentence(finding)}"


def finding_data(finding: Finding) -> dict[str, object]:
    """The finding for other programs."""
    return {
        "path": finding.path,
        "line": finding.line,
        "kind": finding.kind.value,
        "blocks": finding.blocks,
        "detail": finding.detail,
        "sentence": finding_sentence(finding),
    }
