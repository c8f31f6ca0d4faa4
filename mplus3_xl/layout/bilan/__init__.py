"""The review of a client’s insurances, and the page that he is given."""
