"""What we keep about a person, and the human side: conversations, plans, handoffs, advisers and bookings."""
