"""The `heard` command. Each subcommand is a module here; none imports Django or a model before it is needed."""
