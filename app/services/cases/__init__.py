"""A request from its letter to its end: registered, asked about, answered without documents, its documents taken in."""
