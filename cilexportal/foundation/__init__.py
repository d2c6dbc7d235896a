"""The ground: clock, rulebook, documents, correspondence, audit and looks. It knows no law and no member."""
