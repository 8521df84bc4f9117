"""The use cases, one function per verb, the viewer first: checks permission, opens the transaction, calls the pure rooms."""
