"""The M+3 process of an insurance agency, from a Lagon export to the queue in Excel."""

__version__ = "0.1.0"
