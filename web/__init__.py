"""What people see: one blueprint for each audience, made by ``blueprint(service)``."""
