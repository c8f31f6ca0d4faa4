"""What exports say otherwise than persons did, and what Lagon is to be told."""
