# Sourced by run.sh: what is asked of the running cluster through its published port.

export_scenario() { numaprobe export scenario >"$1"; } # FILE
export_trace() { numaprobe export trace >"$1"; }       # FILE

something_live_happens() { run_block "${LIVE_BLOCK:-3}" "$work"; }

# The scenario that the cluster has recorded, run in one process, gives the trace that the cluster gives: equal bytes.
traces_are_equal() { # FOLDER
  rm -rf "$1/embedded"
  export_scenario "$1/live.yaml" &&
    export_trace "$1/cluster.jsonl" &&
    numaprobe run "$1/live.yaml" --out "$1/embedded" &&
    numaprobe trace "$1/embedded" --output jsonl >"$1/embedded.jsonl" &&
    [ -s "$1/cluster.jsonl" ] &&
    cmp "$1/cluster.jsonl" "$1/embedded.jsonl"
}
