"""ReportLab as it is for everybody, to be imported before it.

By itself it looks for settings and for code of the user's own, in a home folder, which may be none, or where Python
looks for modules: a page would then be another one on each machine.
"""

from __future__ import annotations

import sys
from types import ModuleType

for name in ("reportlab_mods", "reportlab_settings"):
    sys.modules[name] = ModuleType(name)
