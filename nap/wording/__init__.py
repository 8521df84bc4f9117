"""The texts of the program as a workbook for native readers, and back: catalogues enter and leave, Excel lies between.

`po` reads and writes the files, `entries` says what there is to translate and how it stands, `writing` makes the workbook,
`reading` takes it back, `checks` says what is wrong with a text, `keeping` writes what is right into a folder of catalogues.
"""
