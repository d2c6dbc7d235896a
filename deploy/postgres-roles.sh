#!/bin/sh
# Makes the portal's database and its two roles; run once, by a superuser, before the first migration.
# portal_owner owns the tables and is used by `migrate` only. portal_app reads and writes rows: it can neither change
# a table, nor empty one, nor switch off the triggers that keep the history.
# Connection settings come from PGHOST, PGUSER and so on. The official postgres image runs this file by itself.
set -eu
: "${PORTAL_OWNER_PASSWORD:?say the password of portal_owner}" "${PORTAL_APP_PASSWORD:?say the password of portal_app}"
superuser=${POSTGRES_USER:-${PGUSER:-postgres}}
psql --username "$superuser" --dbname "${PGDATABASE:-postgres}" --set ON_ERROR_STOP=1 --no-psqlrc \
  --set owner_password="$PORTAL_OWNER_PASSWORD" --set app_password="$PORTAL_APP_PASSWORD" <<'SQL'
CREATE ROLE portal_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE portal_app LOGIN PASSWORD :'app_password';
CREATE DATABASE portal OWNER portal_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE portal TO portal_app;
SQL
psql --username "$superuser" --dbname portal --set ON_ERROR_STOP=1 --no-psqlrc <<'SQL'
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO portal_owner;
GRANT USAGE ON SCHEMA public TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_owner GRANT EXECUTE ON FUNCTIONS TO portal_app;
SQL
