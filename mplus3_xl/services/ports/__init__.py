"""What the services ask of the store; `mplus3_xl.store` answers."""
