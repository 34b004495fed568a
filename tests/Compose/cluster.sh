# Sourced by run.sh: what Docker says about the containers of the compose project.

# Also one that has ended; compose's own list of those differs between its versions.
container() { docker ps -aq --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --filter "label=com.docker.compose.service=$1"; } # SERVICE
of_container() { docker inspect --format "$2" "$(container "$1")"; } # SERVICE FORMAT
process_of() { of_container "$1" '{{.State.Pid}}'; } # SERVICE
is_healthy() { [ "$(of_container "$1" '{{.State.Health.Status}}')" = healthy ]; } # SERVICE

all_healthy() {
  local service
  for service in $(docker compose config --services); do is_healthy "$service" || return 1; done
}

is_confined() { # SERVICE
  local user memory cpus pids
  [ "$(of_container "$1" '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}} {{.HostConfig.Privileged}}')" = 'true [ALL] false' ] || return 1
  [ "$(of_container "$1" '{{.HostConfig.SecurityOpt}}')" = '[no-new-privileges:true]' ] || return 1
  read -r memory cpus pids < <(of_container "$1" '{{.HostConfig.Memory}} {{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}')
  [ "$memory" -gt 0 ] && [ "$cpus" -gt 0 ] && [ "$pids" -gt 0 ] || return 1
  user=$(awk '/^Uid:/ { print $2 }' "/proc/$(process_of "$1")/status")
  [ "$user" -ne 0 ] || return 1
  grep -q '^CapEff:\s*0*$' "/proc/$(process_of "$1")/status" && grep -q '^NoNewPrivs:\s*1$' "/proc/$(process_of "$1")/status"
}

publishes_only_the_api() { # SERVICE
  local expected='map[]'
  case $1 in
    coordinator) expected="map[8080/tcp:[{127.0.0.1 $NUMAPROBE_PORT}]]" ;;
    coordinator-standby) expected="map[8080/tcp:[{127.0.0.1 $NUMAPROBE_STANDBY_PORT}]]" ;;
  esac
  [ "$(of_container "$1" '{{.HostConfig.PortBindings}}')" = "$expected" ]
}

has_only_its_own_key() { # SERVICE
  local mounts
  mounts=$(of_container "$1" '{{range .Mounts}}{{println .Source}}{{end}}' | grep '\.key$')
  [ "${mounts##*/}" = "$1.key" ]
}

cluster_network_is_internal() {
  local network="${COMPOSE_PROJECT_NAME}_cluster" service
  [ "$(docker network inspect --format '{{.Internal}}' "$network")" = true ] || return 1
  for service in node-0 node-1 node-2 node-3; do
    [ "$(of_container "$service" '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}')" = "$network " ] || return 1
  done
}

# Seconds from the first of the containers that are made until the last of them is well, as the engine saw it.
seconds_to_healthy() { # SERVICE...
  local service made until=0 since=9999999999999 # ms
  for service in "$@"; do
    made=$(date -d "$(of_container "$service" '{{.Created}}')" +%s%3N)
    if [ "$made" -lt "$since" ]; then since=$made; fi
    until=$(max "$until" "$(healthy_since "$service")") || return 1
  done
  awk -v ms="$((until - since))" 'BEGIN { printf "%.1f\n", ms / 1000 }'
}

# The time in ms at which the engine first took a container for healthy; `watch_health` has noted it.
healthy_since() { awk -v id="$(container "$1")" 'index($1, id) == 1 && /: healthy/ { print substr($2, 1, 13); exit }' "$work/health" | grep .; } # SERVICE

watch_health() {
  docker events --filter "label=com.docker.compose.project=$COMPOSE_PROJECT_NAME" --filter event=health_status \
    --format '{{.Actor.ID}} {{.TimeNano}} {{.Action}}' >"$work/health" &
  health_watcher=$!
}

max() { if [ "$1" -gt "$2" ]; then echo "$1"; else echo "$2"; fi; }

all_are_healthy_within() { # SECONDS
  local seconds
  seconds=$(seconds_to_healthy $(docker compose config --services)) || return 1
  awk -v is="$seconds" 'BEGIN { print "all healthy " is " s after the first container was made, " (is <= 20 ? "within" : "NOT within") " 20 s" }' | tee -a "$figures"
  awk -v is="$seconds" -v most="$1" 'BEGIN { exit !(is <= most) }'
}

# Memory as the engine counts it, without the cache of files.
tell_memory() {
  local service
  for service in $(docker compose config --services); do
    docker stats --no-stream --format "$service: {{.MemUsage}}, {{.CPUPerc}} of a core" "$(container "$service")"
  done | tee -a "$figures"
}

# Kills the process itself: after `docker kill` the engine would take the container for stopped on purpose.
comes_back_after_a_kill() { # SERVICE SECONDS
  local killed
  killed=$(process_of "$1")
  kill -9 "$killed" && within "$2" is_another_process "$1" "$killed" && within "$2" is_the_member "$1" && within "$2" all_healthy
}

# The cluster knows one process of that name, and reaches it.
is_the_member() { # SERVICE
  local members
  members=$(members_of_cluster) || return 1
  [ "$(grep -c "@$1:4053 " <<<"$members")" = 1 ] && grep -q "@$1:4053 \(up\|weakly-up\) true$" <<<"$members"
}

members_of_cluster() { # prints ADDRESS STATUS REACHABLE of each
  numaprobe status --output json | node -e '
    for (const m of JSON.parse(require("fs").readFileSync(0)).members) console.log(m.address, m.status, m.isReachable)'
}

# With another authority's certificate, and with none.
strangers_stay_outside() {
  local seeds=coordinator:4053,node-0:4053 log=$work/stranger
  stranger numaprobe node --nodes 9 --address stranger:4053 --plaintext --seeds $seeds >"$log" 2>&1
  stranger sh -c "numaprobe certs init --out certs stranger && exec numaprobe node --nodes 9 --address stranger:4053 --seeds $seeds \
    --cluster-cert certs/stranger.pem --cluster-key certs/stranger.key --cluster-ca certs/ca.pem" >>"$log" 2>&1
  cat "$log"
  ! members_of_cluster | grep -q stranger && all_healthy
}

stranger() { # COMMAND...
  docker run --rm --network "${COMPOSE_PROJECT_NAME}_cluster" --hostname stranger --name "$COMPOSE_PROJECT_NAME-stranger" \
    --entrypoint timeout "$NUMAPROBE_IMAGE" 12 "$@"
}

is_standby() { numaprobe status --output json | grep -q '"isLeader": *false'; }

# The container is stopped on purpose: nobody starts it again.
is_lost_for_good() { docker compose kill "$1" && [ "$(of_container "$1" '{{.State.Running}}')" = false ]; } # SERVICE

# While the standby leads, the first coordinator is down.
comes_back_with_the_standby() { # SERVICE
  local killed
  killed=$(process_of "$1")
  kill -9 "$killed" && within 90 is_another_process "$1" "$killed" && within 90 is_the_member "$1" && within 90 is_healthy "$1"
}

is_another_process() { # SERVICE PROCESS
  local process
  process=$(process_of "$1")
  [ "$process" != 0 ] && [ "$process" != "$2" ]
}

# Containers and networks are made anew; what is kept is the journal.
goes_down_and_up_again() { # SECONDS
  docker compose down --timeout 30 && docker compose up -d && within "$1" all_healthy
}

# The token, and no line of a key.
secrets_are_not_logged() {
  local logs secret
  logs=$(docker compose --profile standby logs --no-color)
  [ -n "$logs" ] || return 1
  for secret in "$(cat deploy/secrets/token)" 'PRIVATE KEY' $(grep -hv -e '-----' deploy/secrets/*.key); do
    [ -n "$secret" ] || return 1
    if grep -qF -- "$secret" <<<"$logs"; then return 1; fi
  done
}

ends_in_order() {
  local service
  docker compose stop coordinator node-0 node-1 node-2 node-3 || return 1
  for service in coordinator node-0 node-1 node-2 node-3; do
    [ "$(of_container "$service" '{{.State.ExitCode}}')" = 0 ] || return 1
  done
}

nothing_is_left() {
  local label=label=com.docker.compose.project=$COMPOSE_PROJECT_NAME
  [ -z "$(docker ps -aq --filter "$label")$(docker network ls -q --filter "$label")$(docker volume ls -q --filter "$label")" ]
}

# The process that the guard of a container runs.
guarded_process_of() { cat "/proc/$(process_of "$1")"/task/*/children | awk '{ for (i = 1; i <= NF; i++) { print $i; exit } }' | grep .; } # SERVICE
guards_another_process() { [ "$(guarded_process_of "$1")" != "$2" ]; } # SERVICE PROCESS

# Stands still as a process does that hangs: the container, its guard and its other containers go on.
is_started_again_when_it_hangs() { # SERVICE
  local hanging container
  container=$(container "$1")
  hanging=$(guarded_process_of "$1") && kill -STOP "$hanging" || return 1
  within 120 guards_another_process "$1" "$hanging" && [ "$(container "$1")" = "$container" ]
}
