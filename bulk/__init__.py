"""Many articles: folders, zip, JSON Lines, CSV, Parquet and WARC to a data set of figures.

The inputs are cut into *units* (a file and a range in it, never the text). An executor, of this
machine or of a Dask cluster, carries the units to workers. Each worker keeps a child process
that reads the unit, extracts its figures and writes them, and it watches that child: a document
that crashes it, never ends or wants too much memory costs only itself.
"""
