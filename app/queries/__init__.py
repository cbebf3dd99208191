"""What is asked: functions of a snapshot and a query, which return what is sent out. No web in here."""
