"""What the forms of a call and of a bilan hold and leave."""
