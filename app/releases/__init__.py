"""Where releases are kept and how they are read: one file for each store, snapshots, files for download."""
