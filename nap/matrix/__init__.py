"""The plan as a workbook for ministries and translators: a `Plan` goes out, a plan file comes back. Pure."""
