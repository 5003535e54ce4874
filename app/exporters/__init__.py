"""What leaves the program as files of its own: Word letters and packages."""
