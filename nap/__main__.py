"""`python -m nap …`"""

import sys

from nap.cli import main

sys.exit(main())
