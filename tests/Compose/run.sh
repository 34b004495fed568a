#!/usr/bin/env bash
# The cluster of docker-compose.yml from end to end: the quickstart's commands word for word, then a crash, then the end.
# Needs root, a Docker engine, `docker compose`, curl, a build of src/Cli. Ends with one line, 'N passed, N failed'.
#   PAGE            the quickstart; its `sh` blocks are run in order. The second takes the cluster up, the last but one ends
#                   the run, the last one takes the cluster down
#   NUMAPROBE_PORT  the port on loopback that the API is published at
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
. .ci/needs.sh
. tests/Compose/page.sh
. tests/Compose/cluster.sh
. tests/Compose/live.sh

page=${PAGE:-docs/quickstart-cluster.md}
work=$(mktemp -d)
passed=0
failed=0

# Containers, networks and the image are this test's own, and so is the port: another cluster may be up.
export NUMAPROBE_PORT=${NUMAPROBE_PORT:-18080} NUMAPROBE_IMAGE=${NUMAPROBE_IMAGE:-numaprobe-test}
export COMPOSE_PROJECT_NAME=numaprobe-test NUMAPROBE_URL=http://127.0.0.1:$NUMAPROBE_PORT DOCKER_BUILDKIT=0
export NUMAPROBE_TOKEN_FILE=deploy/secrets/token
export COMPOSE_FILE=docker-compose.yml:.ci/docker-compose.ci.yml
export PATH=$work/bin:$PATH

leave() {
  docker compose down --volumes --timeout 5 >/dev/null 2>&1
  rm -rf "$work"
}
trap leave EXIT

# A sentence that holds or does not. After one that does not, the rest would say nothing: the test ends.
it() { # NAME COMMAND...
  local name=$1 start=$SECONDS
  shift
  if "$@" >"$work/log" 2>&1; then
    passed=$((passed + 1))
    echo "  ok      $name ($((SECONDS - start)) s)"
    return
  fi
  failed=$((failed + 1))
  echo "  FAILED  $name ($((SECONDS - start)) s)"
  tail -n 40 "$work/log"
  docker compose ps
  docker compose logs --no-color --tail=30
  echo "$passed passed, $failed failed"
  exit 1
}

docker compose down --volumes --timeout 5 >/dev/null 2>&1
program_on_path "$work/bin"
blocks=$(split_page "$page" "$work")

block_works() { # NUMBER
  it "block $1 of the quickstart works: $(first_command "$work/$1.sh")" run_block "$1" "$work"
}

# Kills a process of the cluster; the run goes on as if nothing had happened.
survives_its_kill() { # SERVICE DEVICE NODE
  it "a killed $1 comes back" comes_back_after_a_kill "$1" 90
  it "a device is added after the crash of $1" something_live_happens "$2" "$3"
  it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"
}

block_works 1
for block in $(seq 2 $((blocks - 2))); do
  block_works "$block"
  it "every service is healthy after block $block" within 180 all_healthy
done
for service in $(docker compose config --services); do
  it "$service has no root, no capabilities, a read-only root and limits" is_confined "$service"
  it "$service publishes what it should" publishes_only_the_api "$service"
done
it "the cluster's network has no way out" cluster_network_is_internal
it "the trace so far is that of the embedded run of the exported scenario" trace_so_far_is_equal "$work"
survives_its_kill node-2 crash0 2
survives_its_kill coordinator crash1 1
survives_its_kill rabbitmq crash2 0
it "down without --volumes and up again goes on where it ended" goes_down_and_up_again 180
it "a device is added after that" something_live_happens after0 3
it "the trace so far is still that of the embedded run" trace_so_far_is_equal "$work"
block_works $((blocks - 1))
it "the whole trace is that of the embedded run, to the byte" traces_are_equal "$work"
it "neither token nor password is in the logs" secrets_are_not_logged
it "coordinator and node hosts end in order" ends_in_order
block_works "$blocks"
it "nothing is left running" nothing_is_left

echo "$passed passed, $failed failed"
