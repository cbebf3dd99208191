"""Where a dataset is kept: release files, snapshots, artifacts for download; one file per store."""
