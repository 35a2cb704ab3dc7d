"""What every test needs: a cache folder of its own, so that no run sees what another left."""

from __future__ import annotations

import os
from tempfile import mkdtemp

os.environ["XDG_CACHE_HOME"] = mkdtemp(prefix="worksheetgen-tests-")
