#!/bin/sh
# As the official image does: leaves root for the user rabbitmq, and lets the Erlang machine be process 1.
set -eu
if [ "$(id -u)" = 0 ]; then
  chown -R rabbitmq /var/lib/rabbitmq
  exec gosu rabbitmq "$0" "$@"
fi
export RUNNING_UNDER_SYSTEMD=true
exec "$@"
