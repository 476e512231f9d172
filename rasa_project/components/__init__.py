"""The parts of the pipeline that are our own, named in config.yml."""
