"""The page of the company's decision and its appeal."""
