#!/bin/sh
# Makes the private bucket of docker-compose.yml in MinIO, and the key that may use it and nothing else.
set -eu
mc alias set store http://minio:9000 "$MINIO_ROOT_USER" "$MINIO_ROOT_PASSWORD"
mc mb --ignore-existing store/portal
mc anonymous set none store/portal
mc version enable store/portal
cat > /tmp/policy.json <<'JSON'
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetBucketLocation"], "Resource": ["arn:aws:s3:::portal"]},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "Resource": ["arn:aws:s3:::portal/*"]}
  ]
}
JSON
mc admin policy create store portal-files /tmp/policy.json
mc admin user add store "$STORE_KEY" "$STORE_SECRET"
mc admin policy attach store portal-files --user "$STORE_KEY" || true
