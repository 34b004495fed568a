# Sourced by run.sh: what is asked of the running cluster through its published port, by the build of this tree.

something_live_happens() { # NAME NODE
  numaprobe wait --for=ready --timeout 2min &&
    numaprobe add device "$1" --match nvme --node "$2" &&
    numaprobe wait --for="device/$1=bound" --timeout 1min
}

# Without the first line, which has the id of the file that was run: the cluster was begun with another one.
events_of() { numaprobe trace "$@" --output jsonl | tail -n +2; } # [FOLDER]

# The scenario that the cluster has recorded, run in one process.
export_and_run() { # FOLDER
  numaprobe wait --for=idle &&
    numaprobe export scenario --output "$1/live.yaml" &&
    numaprobe run "$1/live.yaml" --out "$1/embedded" --force &&
    events_of "$1/embedded" >"$1/embedded.jsonl" &&
    events_of >"$1/cluster.jsonl" &&
    [ -s "$1/cluster.jsonl" ]
}

# While the run is open, its trace lacks only the state at the end.
trace_so_far_is_equal() { # FOLDER
  export_and_run "$1" &&
    head -c "$(wc -c <"$1/cluster.jsonl")" "$1/embedded.jsonl" | cmp "$1/cluster.jsonl" - &&
    only_the_end_is_missing "$1"
}

only_the_end_is_missing() { # FOLDER
  ! tail -c "+$(($(wc -c <"$1/cluster.jsonl") + 1))" "$1/embedded.jsonl" | grep -v '"name":"final_\|"type":"final"\|"type":"deferred"'
}

traces_are_equal() { # FOLDER
  export_and_run "$1" && cmp "$1/cluster.jsonl" "$1/embedded.jsonl"
}
