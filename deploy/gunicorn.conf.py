"""How gunicorn serves the portal. It speaks plain HTTP to the reverse proxy in front of it, and to nobody else."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
# One process takes several slow clients at once; more processes use more processors.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 3)
threads = int(os.environ.get("WEB_THREADS") or 4)
preload_app = True
# A worker that has not answered its heartbeat for so long is replaced. Statements end earlier, by PostgreSQL.
timeout = 30
graceful_timeout = 25
# Longer than the proxy keeps its connections, so that it never writes into one that is being closed.
keepalive = 75
# Memory that libraries lose comes back; the spread keeps workers from restarting together.
max_requests = 2000
max_requests_jitter = 400
control_socket_disable = True
worker_tmp_dir = "/dev/shm"  # noqa: S108
# Requests are logged by the proxy; here only what goes wrong, as JSON lines.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "cilexportal.foundation.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
