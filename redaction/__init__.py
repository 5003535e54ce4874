"""The document engine: what a page says, what on it must go, and the proof that it went.

It knows documents and nothing of requests, databases, windows or clocks. Values here can be imported
anywhere; the machines (``importers``, ``text_layer``, ``burn``, ``render``, ``verify``, ``write``) open
documents and run in child processes only.
"""
