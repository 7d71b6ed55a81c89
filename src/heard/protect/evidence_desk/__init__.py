"""The queue of evidence, and the pages on which a submission is read. What is decided there is kept by others."""
