"""Many reports: on all cores of a machine, from storage that holds millions, on a cluster. The reader is the same."""
