"""The map: a network as one HTML page that opens anywhere, without a server and without the internet."""

from enum import StrEnum


class Layout(StrEnum):
    """How the drawing of a map is laid out."""

    COLUMNS = "columns"
    FREE = "free"
