"""What is published: a frozen edition of the results as HTML, PDF, Excel, CSV and JSON. Pure: a `Release` enters, files leave."""
