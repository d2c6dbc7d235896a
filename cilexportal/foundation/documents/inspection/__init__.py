"""Opening a hostile file, in a process of its own with little memory and time that knows neither Django nor people.

Each kind of file has a module with `inspect(source, target) -> Finding`: it looks at the file `source`, writes the copy
that may be given out to `target`, and raises `Unwelcome` with the sentence for the person who sent it.
"""
