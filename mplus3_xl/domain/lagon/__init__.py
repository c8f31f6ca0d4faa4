"""What exports bring: clients, contracts and the dossiers that follow, planned."""
