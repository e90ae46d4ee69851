"""Widgets that draw what they are given. They know neither the workspace nor each other."""
