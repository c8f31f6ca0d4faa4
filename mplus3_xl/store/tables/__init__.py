"""The tables, as SQLAlchemy knows them; `migrations/` makes them.

Amounts are whole cents; moments are Paris local time. Ids of clients, contracts and dossiers are
given by the program (`Lookups.next_id`), under the write lock, so that one import can link what it
makes before anything is written. What asks for rows names the tables in its SQL; whoever goes
through all of them (a migration, an erasure, an extract) loads `every`.
"""
