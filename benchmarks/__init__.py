"""Invented exports, and the measures made on them."""
