"""Who takes cards for the shop, behind one protocol: nothing else of the shop knows a gateway's words or network."""
