"""From a plan to a file in which what is marked is gone: searched, removed, painted, tagged."""
