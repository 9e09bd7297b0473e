"""What happens in the conversation. Sentences stand in bot/data, never here."""

import re

# The patterns in bot/data are far more than the 512 that `re` keeps compiled; beyond that it compiles every one of them
# anew for every message, which took more than half of the time of a turn. There is no public way to say so.
re._MAXCACHE = 8192  # type: ignore[attr-defined]
