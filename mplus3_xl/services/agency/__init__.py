"""Who works here, and the settings in force."""
