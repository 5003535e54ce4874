"""The window: shows, asks, and never decides."""
