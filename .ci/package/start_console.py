"""The packed command line. What is started for a child of ours goes to its task before anything else is read."""

import multiprocessing

multiprocessing.freeze_support()

import sys  # noqa: E402

from app.cli import main  # noqa: E402

sys.exit(main())
