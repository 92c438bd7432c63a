"""Widgets of the app; each holds one and knows nothing of the screens."""
