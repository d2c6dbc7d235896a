// timeout
