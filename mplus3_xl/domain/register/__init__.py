"""The register: actes, the months that they make, and the manager's figures."""
