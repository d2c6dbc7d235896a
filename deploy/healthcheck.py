"""Exit code 0 where the web process of this container answers. Asked by the container's health check."""

import os
import sys
import urllib.request

# A request for a host the portal does not know is refused, so the probe names one that it does.
HOST = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
ADDRESS = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz/live"

try:
    urllib.request.urlopen(urllib.request.Request(ADDRESS, headers={"Host": HOST}), timeout=4).close()
except OSError as error:
    sys.exit(f"{ADDRESS}: {error}")
