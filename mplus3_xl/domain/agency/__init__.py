"""The agency: its sites and their hours, who is in service, who is away."""
