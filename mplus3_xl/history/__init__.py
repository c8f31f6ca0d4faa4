"""An invented past: what an agency did before a day, lived again through the services.

The same files, day and seed give the same past, down to the hour. Nobody in it exists.
"""
