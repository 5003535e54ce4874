"""The office: its profile, its people and rights, its catalogue, its calendar."""
