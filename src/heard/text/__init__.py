"""The text engine: sources and spans, reading files, finding quotations, and making sense of many answers.

Pure Python with its models beside it: no Django, no database, no network. Usable alone as a library and through
`heard notes` and `heard analyse`. Everything is a `Source` (immutable text with locators) and `Span`s into it, in
Unicode code points, half-open. Nothing here alters stored text; only what is shown is tidied.
"""
