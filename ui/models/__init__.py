"""What lists and tables show, made from frozen rows."""
