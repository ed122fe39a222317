"""The generators, each in a module of its name that ends in one :class:`~.generator.Generator`."""
