"""What was promised: `indicators.yaml` becomes a `Plan`; regions, calendar, who owes which return when. Pure."""
