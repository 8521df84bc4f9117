"""What partners send: template, reading, numbers as people write them, checks. Pure: store and clock are arguments."""
