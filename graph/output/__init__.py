"""How an answer looks: in a terminal, as JSON, CSV or a workbook, as a map, a report or an export."""
