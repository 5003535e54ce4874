"""The packed window. What is started for a child of ours goes to its task before anything of Qt is read."""

import multiprocessing

multiprocessing.freeze_support()

import sys  # noqa: E402

from ui.__main__ import main  # noqa: E402

sys.exit(main())
