"""Files to drafts and problems; nothing here writes to the store."""
