#!/bin/sh
# Lets a Docker client without compose understand `docker compose`: asked for its metadata it names itself, and every
# other call goes to docker-compose.
if [ "${1:-}" = docker-cli-plugin-metadata ]; then
  echo '{"SchemaVersion": "0.1.0", "Vendor": "numaprobe", "Version": "1", "ShortDescription": "docker-compose"}'
  exit 0
fi
shift
exec docker-compose "$@"
