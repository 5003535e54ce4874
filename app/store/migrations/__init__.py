"""The schema's steps, oldest first; Alembic walks them, and the program knows their names without it."""

LAST = 40
"""The newest revision's number."""

REVISIONS = tuple(f"{number:04d}" for number in range(1, LAST + 1))
"""All revisions this program knows, in their order; the last one is the schema it works with."""

HEAD = REVISIONS[-1]
