"""What is wrong with an installation: its surroundings enter, findings leave. Each room looks at one thing, changing nothing."""
