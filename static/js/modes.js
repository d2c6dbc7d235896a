// modes
