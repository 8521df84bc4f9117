"""What screens share: the frame, who is looking, filters, tables, cards. Everything shown comes from `nap.monitor`."""
