"""Tables in a layout of their own: other people's sheets are understood, mapped to an indicator and read as a return.

Bytes enter (xlsx, ods, xls, csv); what was understood leaves, cell by cell, with how sure it is and what has to be asked.
Nothing is stored here, nothing is guessed between two places of one name.

Nothing is imported here: the worker that opens strangers' files loads this room without any installed library.
"""
