"""Keys: the data keys of a store, the office key that opens them and where it lies, the recovery key on paper."""
