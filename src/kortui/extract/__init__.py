"""Documents to records: read, split, tag dates, amounts and entities, find events, resolve, merge."""
