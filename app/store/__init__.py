"""The registry's memory: tables, rows, transactions and the log; the only home of SQLAlchemy."""
