"""Files from elsewhere, read into people or notes: rows of cells, columns, a proposal.

A file becomes a ``Sheet`` (``table_file``, ``chat``), a sheet a ``Proposal``
(``attendance_sheet``, ``note_sheet``), and a proposal a page to be looked at (``preview``). Nothing
here touches a disk.
"""
