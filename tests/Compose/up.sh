# Sourced by run.sh: the quickstart's first part. The cluster runs in a network of its own, with loopback and nothing else,
# so that its ports are free and nothing on the machine can help it.

begins_a_cluster() { # FILE
  rm -rf runs/quickstart # of an earlier reader: the cluster would go on where it ended
  # a shell lets what it starts in the background ignore Ctrl-C
  env --default-signal=INT unshare --net bash -c "ip link set lo up && exec bash '$1'" >"$work/up.log" 2>&1 </dev/null &
  up_shell=$!
  within 120 in_its_network numaprobe status
}

# The process that the block began: the one command of its shell.
up_process() {
  local child
  read -r child <"/proc/$up_shell/task/$up_shell/children"
  grep -qa numaprobe "/proc/$child/cmdline" && echo "$child"
}

in_its_network() { nsenter --net="/proc/$up_shell/ns/net" bash -c '. tests/Compose/page.sh; "$@"' - "$@"; } # COMMAND...

# As Ctrl-C does: 130 says that it ended in order.
ends_the_cluster() {
  local process status=0 network
  network=$(readlink "/proc/$up_shell/ns/net")
  process=$(up_process) || return 1
  kill -INT "$process"
  wait "$up_shell" || status=$?
  up_shell=
  cat "$work/up.log"
  rm -rf runs/quickstart
  [ "$status" = 130 ] && ! readlink /proc/[0-9]*/ns/net 2>/dev/null | grep -qxF "$network"
}
