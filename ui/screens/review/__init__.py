"""The review page: a document's pages, its findings and marks."""
