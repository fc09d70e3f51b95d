"""The one page of the Voorbeeldwet."""
