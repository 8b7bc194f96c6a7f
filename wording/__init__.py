"""Texts in both languages: catalogues, numbers and dates, names of ids, sentences made from figures."""
