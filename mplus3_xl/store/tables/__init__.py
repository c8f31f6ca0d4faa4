"""The tables, as SQLAlchemy knows them; `migrations/` makes them.

Amounts are whole cents; moments are Paris local time. Ids of clients, contracts and dossiers are
given by the program (`Lookups.next_id`), under the write lock, so that one import can link what it
makes before anything is written. Each module is loaded by whoever reads it: defining all the tables
takes a click 7 ms (`every` has them all).
"""
