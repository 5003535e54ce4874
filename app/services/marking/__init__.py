"""Marks and what tells that they are wanted: findings judged, persons, traces, searches, stops, the reviewer's desk."""
