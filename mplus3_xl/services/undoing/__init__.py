"""Taking back one's last save."""
