# Sourced by .ci/run: one function for each thing a new machine may lack. A function that cannot get it fails.

# Installs packages with apt where a program is absent. The package lists are fetched once.
need_program() { # PROGRAM PACKAGE...
  local program=$1
  shift
  command -v "$program" >/dev/null && return 0
  if [ -z "${apt_updated:-}" ]; then apt-get update -qq && apt_updated=yes; fi
  without_starting_services apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  command -v "$program" >/dev/null
}

# Packages of servers start them on all addresses as soon as they are installed, unless this file forbids it.
without_starting_services() { # COMMAND...
  local policy=/usr/sbin/policy-rc.d status=0
  if [ -e "$policy" ]; then "$@"; return; fi
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  "$@" || status=$?
  rm -f "$policy"
  return "$status"
}

# The one place that waits: asks again until a command succeeds, for at most so many seconds.
within() { # SECONDS COMMAND...
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$end" ]; then return 1; fi
    sleep 0.2
  done
}

need_dotnet() { dotnet --version >/dev/null; }
need_git() { need_program git git; }
need_awk() { need_program awk mawk; }
need_node() { need_program node nodejs; }
need_curl() { need_program curl curl; }
need_powershell() { dotnet tool restore >/dev/null && dotnet pwsh -NoProfile -Command 'exit 0'; }
need_network_namespaces() { need_program ip iproute2; }
need_strace() { need_program strace strace; }
