"""A blueprint file to Blueprint, checked against the bank; a worksheet's blueprint from a few wishes.

`to_data` and `from_data` carry a blueprint into the manifest of a run and back; `demands_of` is what it asks of a draw.
"""

from __future__ import annotations

from worksheetgen.blueprint.data import demands_of, from_data, to_data
from worksheetgen.blueprint.loading import read_blueprint
from worksheetgen.blueprint.school import school_folders, with_school
from worksheetgen.blueprint.worksheet import with_activity_section, worksheet_blueprint

__all__ = [
    "demands_of",
    "from_data",
    "read_blueprint",
    "school_folders",
    "to_data",
    "with_activity_section",
    "with_school",
    "worksheet_blueprint",
]
