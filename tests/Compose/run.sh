#!/usr/bin/env bash
# The cluster from end to end: the quickstart's commands word for word, first without Docker, then with docker-compose.yml; then
# crashes, a standby, and the end. Needs root, a Docker engine, `docker compose`, curl, node, unshare, a build of src/Cli.
# Ends with one line, 'N passed, N failed'.
#   PAGE                    the quickstart; its `sh` blocks are run in order. The first is one command that runs until Ctrl-C; the
#                           first that says docker begins the part with Docker, and the next one takes the cluster up; the last
#                           but one ends the run, the last one takes the cluster down
#   NUMAPROBE_PORT          the port on loopback that the API is published at
#   NUMAPROBE_STANDBY_PORT  the same for the standby
#   HEALTHY_WITHIN          most seconds from the first container until all are healthy; 20 is what a machine with nothing else
#                           to do should need, and what it was is printed
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
. .ci/needs.sh
. tests/Compose/page.sh
. tests/Compose/cluster.sh
. tests/Compose/live.sh
. tests/Compose/up.sh

page=${PAGE:-docs/quickstart-cluster.md}
work=$(mktemp -d)
figures=$work/figures
passed=0
failed=0
export PATH=$work/bin:$PATH
unset NUMAPROBE_URL NUMAPROBE_TOKEN_FILE

# Containers, networks and the image are this test's own, and so are the ports: another cluster may be up.
export NUMAPROBE_PORT=${NUMAPROBE_PORT:-18080} NUMAPROBE_STANDBY_PORT=${NUMAPROBE_STANDBY_PORT:-18081}
export NUMAPROBE_IMAGE=${NUMAPROBE_IMAGE:-numaprobe-test} COMPOSE_PROJECT_NAME=numaprobe-test DOCKER_BUILDKIT=0
export COMPOSE_FILE=docker-compose.yml:.ci/docker-compose.ci.yml
leader=http://127.0.0.1:$NUMAPROBE_PORT
standby=http://127.0.0.1:$NUMAPROBE_STANDBY_PORT

take_down() { docker compose --profile standby down --volumes --timeout 5; }

leave() {
  take_down >/dev/null 2>&1
  if [ -n "${health_watcher:-}" ]; then kill "$health_watcher"; fi
  if [ -n "${up_shell:-}" ]; then kill "$(up_process)"; fi
  rm -rf "$work"
}
trap leave EXIT

# A sentence that holds or does not. After one that does not, the rest would say nothing: the test ends.
it() { # NAME COMMAND...
  local name=$1 start=$SECONDS
  shift
  : >"$figures"
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "  ok      $name ($((SECONDS - start)) s)"
    sed 's/^/            /' "$figures"
    return
  fi
  failed=$((failed + 1))
  echo "  FAILED  $name ($((SECONDS - start)) s)"
  tail -n 40 "$work/log"
  docker compose --profile standby ps --all
  docker compose --profile standby logs --no-color --tail=30
  echo "$passed passed, $failed failed"
  exit 1
}

block_works() { # NUMBER
  it "block $1 of the quickstart works: $(first_command "$work/$1.sh")" run_block "$1" "$work"
}

# Kills a process of the cluster; the run goes on as if nothing had happened.
survives_its_kill() { # SERVICE DEVICE NODE
  it "a killed $1 comes back under its name" comes_back_after_a_kill "$1" 90
  it "a device is added after the crash of $1" something_live_happens "$2" "$3"
  it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"
}

take_down >/dev/null 2>&1
program_on_path "$work/bin"
blocks=$(split_page "$page" "$work")
with_docker=$(first_block_with docker "$work" "$blocks")

# --- one command, nothing else on the machine
it "block 1 of the quickstart is a whole cluster: $(first_command "$work/1.sh")" begins_a_cluster "$work/1.sh"
for block in $(seq 2 $((with_docker - 1))); do
  it "block $block of the quickstart works: $(first_command "$work/$block.sh")" in_its_network run_block "$block" "$work"
done
it "Ctrl-C ends the cluster, and nothing is left of it" ends_the_cluster

# --- with Docker
watch_health
export NUMAPROBE_URL=$leader NUMAPROBE_TOKEN_FILE=deploy/secrets/token
it "the compose file is in order" docker compose --profile standby config --quiet
block_works "$with_docker"
for block in $(seq $((with_docker + 1)) $((blocks - 2))); do
  block_works "$block"
  it "every service is healthy after block $block" within 180 all_healthy
  if [ "$block" = $((with_docker + 1)) ]; then
    it "every service was healthy in time" all_are_healthy_within "${HEALTHY_WITHIN:-60}"
  fi
done
for service in $(docker compose config --services); do
  it "$service has no root, no capabilities, a read-only root and limits" is_confined "$service"
  it "$service publishes what it should" publishes_only_the_api "$service"
  it "$service has no key but its own" has_only_its_own_key "$service"
done
it "the cluster's network has no way out" cluster_network_is_internal
it "processes without a certificate of the cluster stay outside" strangers_stay_outside
it "the trace so far is that of the embedded run of the exported scenario" trace_so_far_is_equal "$work"
it "the memory is told" tell_memory
for round in 1 2 3; do
  survives_its_kill node-2 "node-crash$round" 2
  survives_its_kill coordinator "coordinator-crash$round" 1
done

it "a node that lives and hangs is started again in its container" is_started_again_when_it_hangs node-3
it "a device is added after that" something_live_happens hang-node 3
it "so is a coordinator" is_started_again_when_it_hangs coordinator
it "a device is added after that" something_live_happens hang-coordinator 1
it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"

# --- a standby
it "a standby comes up" docker compose --profile standby up --detach coordinator-standby
it "it is healthy" within 60 is_healthy coordinator-standby
it "coordinator-standby has no root, no capabilities, a read-only root and limits" is_confined coordinator-standby
it "coordinator-standby publishes what it should" publishes_only_the_api coordinator-standby
it "coordinator-standby has no key but its own" has_only_its_own_key coordinator-standby
export NUMAPROBE_URL=$standby
it "it stands by" is_standby
it "the leader is lost for good" is_lost_for_good coordinator
it "the standby leads, and a device is added" something_live_happens standby-leads 0
it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"
it "a node is killed under its lead and comes back" comes_back_with_the_standby node-1
it "a device is added after that" something_live_happens standby-crash 1
it "the first coordinator comes back" docker compose up --detach coordinator
it "it is healthy" within 60 is_healthy coordinator
export NUMAPROBE_URL=$leader
it "it stands by" is_standby
it "the other one ends" docker compose --profile standby rm --stop --force coordinator-standby
it "it leads again, and a device is added" something_live_happens leads-again 2
it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"

# --- down, up, and the end
it "down without --volumes and up again goes on where it ended" goes_down_and_up_again 180
it "every service was healthy in time" all_are_healthy_within "${HEALTHY_WITHIN:-60}"
it "a device is added after that" something_live_happens after0 3
it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"
block_works $((blocks - 1))
it "the whole trace is that of the embedded run, to the byte" traces_are_equal "$work"
it "neither token nor keys are in the logs" secrets_are_not_logged
it "coordinator and node hosts end in order" ends_in_order
block_works "$blocks"
it "nothing is left running" nothing_is_left

echo "$passed passed, $failed failed"
