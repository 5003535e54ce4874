"""What is written: letters from the office's templates, and the papers of a delivery."""
