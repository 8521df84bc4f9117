"""What all screens share: the frame, who is looking, filters, cards."""
