"""Figures on speed: ours beside the raw engine, in one run. ``python3 run.py bench [NAME ...] [--json F]``."""
