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
sys.exit(status)
