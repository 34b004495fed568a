# Sourced by .ci/run: a Docker engine, compose, and the base images that the Dockerfile and the compose file name.

stand_ins="$(dirname "${BASH_SOURCE[0]}")/stand-ins"
docker_log=${TMPDIR:-/tmp}/numaprobe-dockerd.log
docker_engine= # the process, if it was started here

# Uses the engine that runs, or installs one and starts it by hand: a new machine may have no init system. It gets no
# default bridge and changes no firewall rule, so containers meet each other and the loopback ports they publish, no more.
need_docker_engine() {
  docker info >/dev/null 2>&1 && return 0
  need_program dockerd docker.io iptables && need_program docker docker-cli || return 1
  rm -f /var/run/docker.pid # of an engine that was killed
  dockerd --bridge=none --iptables=false --ip6tables=false --ip-forward=false --ip-masq=false \
    --host=unix:///var/run/docker.sock --pidfile=/var/run/docker.pid >"$docker_log" 2>&1 </dev/null &
  docker_engine=$!
  within 60 docker info && return 0
  tail -n 20 "$docker_log"
  return 1
}

# Ends the engine if it was started here, and drops the layers that no build has used for some days.
stop_docker_engine() {
  if [ -z "$docker_engine" ]; then return; fi
  docker image prune --force --filter until=72h >/dev/null 2>&1
  kill "$docker_engine" && wait "$docker_engine"
}

# `docker compose`: where the client has no such plugin, one that hands over to docker-compose. It is kept out of the
# user's own configuration.
need_compose() {
  docker compose version >/dev/null 2>&1 && return 0
  need_program docker-compose docker-compose || return 1
  DOCKER_CONFIG=$(mktemp -d) && export DOCKER_CONFIG
  mkdir "$DOCKER_CONFIG/cli-plugins"
  cp "$stand_ins/docker-compose-plugin.sh" "$DOCKER_CONFIG/cli-plugins/docker-compose"
  docker compose version >/dev/null
}

# Makes what no registry can be asked for here: images with the official names, from this machine's own Debian and .NET.
# An image with such a name that is not one of ours is the real one, and is used.
need_base_images() {
  need_program debootstrap debootstrap || return 1
  export DOCKER_BUILDKIT=0 # the builder that needs nothing but the engine
  local key
  key=$(stand_in_key) || return 1
  stand_in "$key" numaprobe-ci/base base_image &&
    stand_in "$key" mcr.microsoft.com/dotnet/sdk:10.0 sdk_image &&
    stand_in "$key" mcr.microsoft.com/dotnet/aspnet:10.0 recipe_image aspnet &&
    stand_in "$key" rabbitmq:4 recipe_image rabbitmq
}

# What the stand-ins are made of: another key makes new ones.
stand_in_key() {
  { cat "$stand_ins"/* /etc/os-release /etc/ssl/certs/ca-certificates.crt && dotnet --list-sdks && nuget_config; } |
    sha256sum | cut -c 1-16
}

# Makes one image unless it is there: COMMAND KEY IMAGE.
stand_in() { # KEY IMAGE COMMAND...
  local key=$1 image=$2 made_of
  shift 2
  if made_of=$(docker image inspect --format '{{index .Config.Labels "numaprobe.stand-in"}}' "$image" 2>/dev/null); then
    if [ -z "$made_of" ] || [ "$made_of" = "$key" ]; then return 0; fi
  fi
  echo "making $image"
  "$@" "$key" "$image"
}

base_image() { # KEY IMAGE
  local rootfs mirror suite
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' | awk -v suite="$suite" '$1 == suite { print $2; exit }')
  rootfs=$(mktemp -d -p /var/tmp)
  quietly debootstrap --variant=minbase --include=ca-certificates "$suite" "$rootfs" "$mirror" || return 1
  rm -rf "$rootfs"/var/cache/apt/* "$rootfs"/usr/share/{doc,man,locale}/*
  printf '#!/bin/sh\nexit 101\n' >"$rootfs/usr/sbin/policy-rc.d" && chmod +x "$rootfs/usr/sbin/policy-rc.d"
  tar -C "$rootfs" -c . | docker import --change "LABEL numaprobe.stand-in=$1" - "$2" >/dev/null
  rm -rf "$rootfs"
}

sdk_image() { # KEY IMAGE
  local context dotnet
  dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
  context=$(mktemp -d -p /var/tmp)
  cp -a "$dotnet" "$context/dotnet"
  cp -rL /etc/ssl/certs "$context/certs"
  nuget_config >"$context/NuGet.Config"
  build_stand_in "$1" "$2" sdk "$context"
  rm -rf "$context"
}

recipe_image() { build_stand_in "$2" "$3" "$1" "$stand_ins"; } # RECIPE KEY IMAGE

build_stand_in() { # KEY IMAGE RECIPE CONTEXT
  quietly docker build --network=host --label "numaprobe.stand-in=$1" -t "$2" -f "$stand_ins/$3.Dockerfile" "$4"
}

# Shows the end of what a command printed, if it fails.
quietly() { # COMMAND...
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || { status=$? && tail -n 20 "$log"; }
  rm -f "$log"
  return "$status"
}

# How this machine reaches its package feed; the file in the repository names no feed.
nuget_config() { cat "$(dotnet nuget config paths --working-directory / | tail -n 1)"; }
