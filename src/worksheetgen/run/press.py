"""The press of a run: what its papers are built and set with, and what they have in common, made once."""

from __future__ import annotations

from collections.abc import Collection

from worksheetgen.run.papers import RunPapers
from worksheetgen.run.rendering import Renderer
from worksheetgen.run.request import RunRequest


class Press:
    """Builds (`papers`) and sets (`renderer`) the papers of one request, for however long it is kept."""

    def __init__(self, request: RunRequest, ids: Collection[str]) -> None:
        """`ids` are as of RunPapers."""
        self.request = request
        self.renderer = Renderer(request.unit, request.themes, request.blueprint.paper)
        self.papers = RunPapers(request, ids)
