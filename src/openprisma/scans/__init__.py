"""Thema- en gebiedsscans: rules that are files run over tables, and point at what a person must
look at. A flag never says that somebody did wrong.

Source: wgs:2.18.1.c, wgs:1.9; decision 0028.
"""
