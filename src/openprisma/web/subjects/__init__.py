"""What naming the people and things of a file asks of people."""
