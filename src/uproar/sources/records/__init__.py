"""Opens files within limits, cuts them into records, and turns records into columns.

`files.source_files` gives the files of a source; `file_format.FileFormat` is what a platform's
file builds its SOURCE from; `rows.batch` makes columns of a page.
"""
