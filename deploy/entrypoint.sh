#!/bin/sh
# web | worker | beat | migrate, or any command of its own (python manage.py ...).
set -eu
case "${1:-web}" in
  web)
    exec gunicorn cilexportal.wsgi:application --config deploy/gunicorn.conf.py
    ;;
  worker)
    exec celery -A cilexportal worker --loglevel INFO --concurrency "${WORKER_PROCESSES:-2}" \
      --without-gossip --without-mingle
    ;;
  beat)
    exec celery -A cilexportal beat --loglevel INFO --pidfile=
    ;;
  migrate)
    exec python manage.py migrate --noinput
    ;;
  *)
    exec "$@"
    ;;
esac
