"""The register of the actes and its months."""
