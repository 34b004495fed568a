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

# `docker compose` that reads the present syntax, which docker-compose 1 of Debian 12 does not. Where there is none, the one
# of Debian 13 is used; it lies in a folder of its own, and neither packages nor configuration of the machine change.
need_compose() {
  reads_present_syntax && return 0
  DOCKER_CONFIG=$(mktemp -d) && export DOCKER_CONFIG
  compose_of trixie "$DOCKER_CONFIG/cli-plugins" && reads_present_syntax
}

reads_present_syntax() { docker compose version --short 2>/dev/null | grep -q '^v\?[2-9]'; }

# The plugin out of the package of another release of Debian, from the mirror that this machine uses and signed by the same keys.
compose_of() { # RELEASE FOLDER
  local apt status=0
  apt=$(mktemp -d)
  mkdir -p "$apt"/lists/partial "$2"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $1 main" >"$apt/sources.list"
  (
    cd "$apt" || exit 1
    apt_here() {
      apt-get -qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$apt/lists" \
        -o Dir::Cache="$apt" -o APT::Sandbox::User=root "$@"
    }
    quietly apt_here update && quietly apt_here download docker-compose && dpkg-deb -x docker-compose_*.deb "$apt/x" &&
      cp "$apt/x/usr/libexec/docker/cli-plugins/docker-compose" "$2"
  ) || status=$?
  rm -rf "$apt"
  return "$status"
}

# Makes what no registry can be asked for here: images with the official names, from this machine's own Debian and .NET.
# An image with such a name that is not one of ours is the real one, and is used.
need_base_images() {
  need_program debootstrap debootstrap || return 1
  export DOCKER_BUILDKIT=0 # the builder that needs nothing but the engine
  local key
  key=$(stand_in_key) || return 1
  stand_in "$key" numaprobe-ci/base base_image &&
    stand_in "$key" "$(named_in_dockerfile SDK)" sdk_image &&
    stand_in "$key" "$(named_in_dockerfile ASPNET)" recipe_image aspnet
}

# The official image that the Dockerfile is built from.
named_in_dockerfile() { # NAME
  sed -n "s/^ARG $1=//p" Dockerfile
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
  local rootfs suite
  suite=$(debian_release)
  rootfs=$(mktemp -d -p /var/tmp)
  quietly debootstrap --variant=minbase --include=ca-certificates "$suite" "$rootfs" "$(debian_mirror)" || return 1
  rm -rf "$rootfs"/var/cache/apt/* "$rootfs"/usr/share/{doc,man,locale}/*
  printf '#!/bin/sh\nexit 101\n' >"$rootfs/usr/sbin/policy-rc.d" && chmod +x "$rootfs/usr/sbin/policy-rc.d"
  tar -C "$rootfs" -c . | docker import --change "LABEL numaprobe.stand-in=$1" - "$2" >/dev/null
  rm -rf "$rootfs"
}

debian_release() { . /etc/os-release && echo "$VERSION_CODENAME"; }

# Where this machine gets the packages of its own release.
debian_mirror() {
  apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' |
    awk -v suite="$(debian_release)" '$1 == suite { print $2; exit }'
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
  quietly docker build --network=host --build-arg "SDK=$(named_in_dockerfile SDK)" --label "numaprobe.stand-in=$1" -t "$2" -f "$stand_ins/$3.Dockerfile" "$4"
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
