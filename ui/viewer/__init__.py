"""The page view: pages as pixels from the page-drawer, marks painted over them, and the hand's tools."""
