#!/usr/bin/env bash
# Writes what docker-compose.yml mounts as secrets: the broker's address with its password, the same user for the
# broker itself, and the API's token. Files that are there stay as they are; delete the folder for new ones.
# The folder is for its owner only; the files in it can be read by anyone who gets so far, because compose mounts
# them as they are and the users inside the containers are not the owner.
set -euo pipefail
folder="$(dirname "${BASH_SOURCE[0]}")/secrets"

random() { od -An -v -N32 -tx1 /dev/urandom | tr -d ' \n'; }

mkdir -p "$folder"
chmod 700 "$folder"
umask 022
if [ ! -e "$folder/broker" ]; then
  password=$(random)
  printf 'default_user = numaprobe\ndefault_pass = %s\n' "$password" >"$folder/broker-user.conf"
  printf 'amqp://numaprobe:%s@rabbitmq:5672/%%2f\n' "$password" >"$folder/broker"
fi
if [ ! -e "$folder/token" ]; then
  printf '%s\n' "$(random)" >"$folder/token"
fi
