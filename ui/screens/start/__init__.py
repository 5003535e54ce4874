"""What is shown before anybody is signed in."""
