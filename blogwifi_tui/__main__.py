"""``python -m blogwifi_tui`` is the command ``blogwifi``."""

import sys

from blogwifi_tui.cli.main import main

sys.exit(main())
