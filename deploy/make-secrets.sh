#!/usr/bin/env bash
# Writes what docker-compose.yml mounts as secrets: the API's token, and a certificate with its key for each process of the
# cluster, made by the image itself (`docker compose build` first). Files that are there stay as they are; delete the folder
# for new ones. The authority's key is kept nowhere: nobody can make another member of this cluster.
# The folder is for its owner only; the files in it can be read by anyone who gets so far, because compose mounts
# them as they are and the users inside the containers are not the owner.
set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")/secrets"
image=${NUMAPROBE_IMAGE:-numaprobe}

mkdir -p "$folder"
chmod 700 "$folder"
umask 022
if [ ! -e "$folder/token" ]; then
  token=$(od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$token" >"$folder/token"
fi
if [ ! -e "$folder/ca.pem" ]; then
  # Made inside and copied out, so that they are ours whoever the engine runs as and wherever it is.
  container=$(docker create --network none "$image" certs init --out /data/certs \
    coordinator coordinator-standby node-0 node-1 node-2 node-3)
  trap 'docker rm --force --volumes "$container" >/dev/null' EXIT
  docker start --attach "$container" >/dev/null
  docker cp -q "$container:/data/certs/." "$folder"
  chmod 644 "$folder"/*.pem "$folder"/*.key
fi
