"""Pictures of a file: where they are shown, what nobody sees of them, and their bytes without anything else."""
