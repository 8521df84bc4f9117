"""What the command line does, a module per subject: calls `nap.monitor`, prints sentences, numbers or JSON."""
