"""`python -m nap …`"""

import os
import sys

from nap.cli import main
from nap.logs import kind_asked, set_up
from nap.terminal import guarded

sys.stdout, sys.stderr = guarded(sys.stdout), guarded(sys.stderr)
set_up(kind_asked(os.environ))  # a timer's log names nobody either

try:
    status = main()
    sys.stdout.flush()
except BrokenPipeError:  # whoever read along, `| head` for one, has seen enough; nothing is wrong
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    status = 0
except ModuleNotFoundError as missing:  # the words of the program cannot be read either without what lacks
    if (missing.name or "nap").partition(".")[0] == "nap":
        raise
    sys.exit(
        f"This Python ({sys.executable}) lacks {missing.name}, which the monitor needs. In the folder of the program write "
        "`python3 start.py nap …`, which sets everything up, or `.venv/bin/python -m nap …`, instead of `python -m nap …`."
    )
sys.exit(status)
