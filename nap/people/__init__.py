"""Who may do what: roles, permissions, demo people."""
