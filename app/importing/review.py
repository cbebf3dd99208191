"""Proposals in a terminal, each with what its page prints, so that a person can read one against the other."""

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from app.importing.proposals import Proposal, ProposalState, proposals_in_words

_COLOURS = {ProposalState.PROPOSED: "yellow", ProposalState.ACCEPTED: "green", ProposalState.REFUSED: "red"}
# What the panel shows elsewhere, or what is of no use to a reader.
_NOT_SHOWN = frozenset(
    ("code", "state", "why", "kind", "printed", "file", "line", "locator", "address", "sha256", "note")
)


def show(proposals: Iterable[Proposal], console: Console) -> None:
    """Shows those that nobody has decided yet, and how many there are of each kind and state."""
    proposals = list(proposals)
    for proposal in proposals:
        if proposal.state is ProposalState.PROPOSED:
            console.print(_panel(proposal))
    console.print(Text(proposals_in_words(proposals) or "no proposals"))


def _panel(proposal: Proposal) -> Panel:
    cells = Table.grid(padding=(0, 2))
    for name, value in proposal.model_dump(mode="json").items():
        if name not in _NOT_SHOWN and value is not None:
            cells.add_row(Text(name, style="bold"), Text(f"{value:g}" if isinstance(value, float) else str(value)))
    place = f"{proposal.file}, line {proposal.line} ({proposal.locator})"
    parts: list[RenderableType] = [
        cells,
        Text(f"\n{proposal.printed}", style="italic"),
        Text(f"\n{place}", style="dim"),
    ]
    if proposal.address:
        parts.append(Text(proposal.address, style="dim"))
    if proposal.note:
        parts.append(Text(proposal.note, style="magenta"))
    title = Text(f"{proposal.kind}: {proposal.code}")
    return Panel(Group(*parts), title=title, title_align="left", border_style=_COLOURS[proposal.state])
