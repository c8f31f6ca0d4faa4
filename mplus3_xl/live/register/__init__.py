"""The register, the month and the figures on the desk."""
