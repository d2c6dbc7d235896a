# One image for web, worker, beat and migrate; deploy/entrypoint.sh picks by the command.
FROM python:3.11-slim-bookworm AS libraries
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/portal
COPY requirements/portal.txt /tmp/portal.txt
RUN /opt/portal/bin/pip install --require-hashes --no-deps -r /tmp/portal.txt

FROM python:3.11-slim-bookworm
# What WeasyPrint needs to set letters and certificates; nothing else is added to the system.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin portal
COPY --from=libraries /opt/portal /opt/portal
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_CACHE_HOME=/tmp \
    PORTAL_BEAT_FILE=/tmp/celerybeat \
    DJANGO_SETTINGS_MODULE=cilexportal.settings
WORKDIR /app
COPY manage.py bootstrap.py pyproject.toml authz.toml ./
COPY cilexportal cilexportal
COPY members members
COPY cpd cpd
COPY shop shop
COPY standing standing
COPY people people
COPY applications applications
COPY portfolio portfolio
COPY admission admission
COPY templates templates
COPY static static
COPY deploy deploy
# Names of static files carry hashes of their content. Test mode brings a key that signs nothing here.
RUN PORTAL_MODE=test python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q cilexportal members cpd
# The code belongs to root: the process that runs it cannot change it.
USER portal
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["python", "deploy/healthcheck.py"]
ENTRYPOINT ["deploy/entrypoint.sh"]
CMD ["web"]
