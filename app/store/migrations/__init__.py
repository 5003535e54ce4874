"""The schema's steps, oldest first; Alembic walks them, and the program knows their names without it."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013", "0014", "0015")
"""All revisions this program knows, in their order; the last one is the schema it works with."""

HEAD = REVISIONS[-1]
