"""Comparison of candidates: do they agree, also nearby, and in what do their models differ?"""
