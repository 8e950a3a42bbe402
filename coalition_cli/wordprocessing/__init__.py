"""Documents as a word processor has them: paragraphs in named styles, tables, pictures, pages.

``compose`` turns a document into these once; each format of a word processor writes them down in
its own markup.
"""
