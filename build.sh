#!/usr/bin/env bash
# Thin list of dotnet calls; build.ps1 is its twin and a test compares the two.
# Arguments after the target are passed on. CI=true restores in locked mode (Directory.Build.props).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_UI_LANGUAGE=en

# Prints the one-line sum of a test log: what ran, and every project that failed without saying which test.
sum_tests() { # LOG STATUS
  awk -v status="$2" '
    /^Test run summary:/ { seen = 1; passed = failed = skipped = errors = 0 }
    seen && /^ +succeeded: [0-9]+/ { passed = $2 }
    seen && /^ +failed: [0-9]+/ { failed = $2 }
    seen && /^ +skipped: [0-9]+/ { skipped = $2 }
    seen && /^ +error: [0-9]+/ { errors = $2 }
    END {
      failed += errors
      if (failed == 0 && (status != 0 || passed + skipped == 0)) failed = 1
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit failed > 0
    }' "$1"
}

target=${1:-help}
if [ $# -gt 0 ]; then shift; fi

case "$target" in
  build)
    dotnet build NumaProbe.slnx -c Release "$@"
    ;;
  test)
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    status=0
    dotnet test --solution NumaProbe.slnx -c Release --no-progress --ignore-exit-code 8 "$@" | tee "$log" || status=$?
    sum_tests "$log" "$status"
    ;;
  run)
    if [ $# -eq 0 ]; then set -- run scenarios/01-*.yaml; fi
    dotnet run --project src/Cli -c Release -- "$@"
    ;;
  bench)
    dotnet run --project bench -c Release -- "$@"
    ;;
  publish)
    dotnet publish src/Cli -c Release --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json --artifacts-path artifacts -o artifacts/publish "$@"
    ;;
  help)
    echo "usage: build.sh build | test | run | bench | publish  [arguments passed on]"
    ;;
  *)
    echo "unknown target '$target'; try: build.sh help" >&2
    exit 2
    ;;
esac
