"""The register in the window: the office's diary, and the file of one request with its closing list."""
