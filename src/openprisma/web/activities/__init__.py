"""The pages of activities, indicators and the annual report."""
