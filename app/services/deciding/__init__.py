"""The company's decision, the appeal, what the courts said, and the counts of it all."""
