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
  if [ "$1" = coordinator ]; then expected="map[8080/tcp:[{127.0.0.1 $NUMAPROBE_PORT}]]"; fi
  [ "$(of_container "$1" '{{.HostConfig.PortBindings}}')" = "$expected" ]
}

cluster_network_is_internal() {
  local network="${COMPOSE_PROJECT_NAME}_cluster" service
  [ "$(docker network inspect --format '{{.Internal}}' "$network")" = true ] || return 1
  for service in rabbitmq node-0 node-1 node-2 node-3; do
    [ "$(of_container "$service" '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}')" = "$network " ] || return 1
  done
}

# Kills the process itself: after `docker kill` the engine would take the container for stopped on purpose.
comes_back_after_a_kill() { # SERVICE SECONDS
  local killed
  killed=$(process_of "$1")
  kill -9 "$killed" && within "$2" is_another_process "$1" "$killed" && within "$2" all_healthy
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

secrets_are_not_logged() {
  local logs secret
  logs=$(docker compose logs --no-color)
  for secret in "$(cat deploy/secrets/token)" "$(sed -n 's/^default_pass = //p' deploy/secrets/broker-user.conf)"; do
    [ -n "$secret" ] || return 1
    if grep -qF "$secret" <<<"$logs"; then return 1; fi
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
