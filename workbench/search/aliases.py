"""Names that are written in more ways than one, and mean the same in any text."""

from __future__ import annotations

GROUPS = (
    ("US", "U.S.", "USA", "United States", "America", "American"),
    ("UK", "U.K.", "United Kingdom", "Britain", "British"),
    ("UN", "U.N.", "United Nations"),
    ("EU", "E.U.", "European Union"),
    ("WHO", "World Health Organization", "World Health Organisation"),
    ("WTO", "World Trade Organization", "World Trade Organisation"),
    ("NATO", "North Atlantic Treaty Organization"),
    ("IMF", "International Monetary Fund"),
    ("GDP", "gross domestic product"),
    ("CDC", "Centers for Disease Control"),
    ("FDA", "Food and Drug Administration"),
    ("DEA", "Drug Enforcement Administration"),
    ("FBI", "Federal Bureau of Investigation"),
    ("CIA", "Central Intelligence Agency"),
    ("EPA", "Environmental Protection Agency"),
    ("NGO", "non-governmental organization"),
    ("CO2", "carbon dioxide"),
    ("AI", "artificial intelligence"),
    ("IPCC", "Intergovernmental Panel on Climate Change"),
    ("percent", "per cent"),
)
