"""What is asked: functions from a snapshot and a query to a page or a record. No web in here."""
