"""The bilan: all that a client holds, here and elsewhere, what he lacks, and what to do next.

Guide, "Objectif 3"; domain notes §2.2 to §2.4. Pure: the store and the sheets come after.
"""
