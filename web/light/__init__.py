"""The lane for weak lines: a partner's whole way, and a coordinator's, as plain HTML pages of a few kilobytes without script.

Enter requests below `/light`; the same use cases answer as behind the screens. Nothing here decides what somebody may do.
"""
