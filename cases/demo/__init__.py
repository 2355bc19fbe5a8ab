"""The demonstration: fictional people who play fictional cases through the services, over the past year."""
