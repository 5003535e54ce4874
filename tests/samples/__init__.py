"""The script that makes the demo case in ``resources/samples``: invented people and papers."""
