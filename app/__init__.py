"""The registry's work: requests, documents, marks, assessments, sign-off and release, without a window.

It keeps every promise: rules, rights, transactions and the log. Nothing of Qt is known here.
"""
