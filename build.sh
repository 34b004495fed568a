#!/usr/bin/env bash
# Thin list of dotnet calls; build.ps1 is its twin and a test compares the two.
# Arguments after the target are passed on. CI=true restores in locked mode (Directory.Build.props).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en TESTINGPLATFORM_UI_LANGUAGE=en

# Prints the one-line sum of a test log, in which every run of vstest follows the summary of dotnet test: what ran, and every project that
# failed without saying which test or ran none.
sum_tests() { # LOG STATUS
  awk -v status="$2" '
    /^VSTest version / { runs++; seen = 0 }
    /^ *failed [^ ].* \([0-9]/ || /^ +Failed [^ ].* \[[0-9<]/ { names[++named] = $0 }
    runs && /^(Passed|Failed|Skipped)! +- Failed: +[0-9]+, Passed: +[0-9]+, Skipped: +[0-9]+, Total: +[1-9]/ {
      counted++; more_failed += $4; more_passed += $6; more_skipped += $8
    }
    /^Test run summary:/ { seen = 1; passed = failed = skipped = errors = 0 }
    seen && /^ +succeeded: [0-9]+/ { passed = $2 }
    seen && /^ +failed: [0-9]+/ { failed = $2 }
    seen && /^ +skipped: [0-9]+/ { skipped = $2 }
    seen && /^ +error: [0-9]+/ { errors = $2 }
    END {
      passed += more_passed
      failed += errors + more_failed + runs - counted
      skipped += more_skipped
      if (failed == 0 && (status != 0 || passed + skipped == 0)) failed = 1
      for (i = 1; i <= named; i++) print names[i]
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit failed > 0
    }' "$1"
}

to_stderr() { cat >&2; }

# Says on stderr every ten seconds that the build goes on, until it is killed.
tick() {
  trap 'kill "$pause" 2>/dev/null; exit' TERM
  while :; do
    sleep 10 &
    pause=$!
    wait "$pause"
    echo "build.sh: still building, $SECONDS s" >&2
  done
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
    dotnet build NumaProbe.slnx -c Release | tee "$log" || status=$?
    built=$status
    if [ "$built" -eq 0 ]; then
      dotnet test --solution NumaProbe.slnx -c Release --no-build --no-progress --ignore-exit-code 8 "$@" | tee "$log" || status=$?
    fi
    # Akka's test kit needs xunit 2, which that runner neither builds nor runs; what narrows its choice narrows it to its own tests
    if [ "$built" -eq 0 ] && [ $# -eq 0 ]; then
      for folder in tests/*.Akka.Tests; do
        assembly=$folder/bin/Release/net10.0/NumaProbe.${folder#tests/}.dll
        dotnet vstest "$assembly" | tee -a "$log" || status=$?
      done
    fi
    sum_tests "$log" "$status"
    ;;
  run)
    if [ $# -eq 0 ]; then set -- scenarios/01-*.yaml; fi
    if [ -f "$1" ]; then set -- run "$@"; fi
    if [ ! -e src/Cli/bin/Release ]; then echo "build.sh: building numaprobe, which takes a minute or two the first time" >&2; fi
    tick & ticker=$!
    trap 'kill "$ticker"' EXIT
    dotnet build src/Cli -c Release -v quiet --nologo | to_stderr
    kill "$ticker"
    trap - EXIT
    dotnet run --project src/Cli -c Release --no-build -- "$@"
    ;;
  bench)
    dotnet run --project bench -c Release -- "$@"
    ;;
  publish)
    dotnet publish src/Cli -c Release --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=embedded -p:PublishDocumentationFiles=false -p:PublishReferencesDocumentationFiles=false -p:RestoreLockedMode=false -p:NuGetLockFilePath=obj/publish.lock.json --artifacts-path artifacts -o artifacts/publish "$@"
    dotnet tool restore
    dotnet tool run dotnet-CycloneDX src/Cli/NumaProbe.Cli.csproj -o artifacts/publish -fn numaprobe.cdx.json -F Json -dpr
    ;;
  pack)
    dotnet pack src/Cli -c Release -o artifacts/package "$@"
    ;;
  sbom)
    dotnet restore src/Cli
    dotnet tool restore
    dotnet tool run dotnet-CycloneDX src/Cli/NumaProbe.Cli.csproj -o artifacts/sbom -fn numaprobe.cdx.json -F Json -dpr "$@"
    ;;
  help)
    echo "usage: build.sh build | test | run | bench | publish | pack | sbom  [arguments passed on]"
    ;;
  *)
    echo "unknown target '$target'; try: build.sh help" >&2
    exit 2
    ;;
esac
