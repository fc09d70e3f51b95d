"""Figures for accounting."""
