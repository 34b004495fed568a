# Sourced by run.sh: the commands of a page, as a reader would type them.

# Writes each `sh` block of a page to FOLDER/1.sh, FOLDER/2.sh, …; prints how many there are.
split_page() { # PAGE FOLDER
  awk -v folder="$2" '
    /^```sh$/ { inside = 1; file = folder "/" ++blocks ".sh"; next }
    /^```/ { inside = 0 }
    inside { print > file }
    END { print blocks + 0 }' "$1"
}

first_command() { grep -v '^ *\(#\|$\)' "$1" | head -n 1; } # FILE

# Runs one block; its exports and functions are there in the next one, as in a reader's shell.
run_block() { # NUMBER FOLDER
  local state=$2/exports
  touch "$state"
  bash -euo pipefail -c ". '$state'; . '$2/$1.sh'; { export -p; declare -f; } >'$state'"
}

# The page says `numaprobe`: here it is the build of this tree.
program_on_path() { # FOLDER
  local program=$PWD/src/Cli/bin/Release/net10.0/numaprobe.dll
  mkdir -p "$1"
  printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$program" >"$1/numaprobe"
  chmod +x "$1/numaprobe"
}

first_block_with() { # WORD FOLDER BLOCKS
  local block
  for block in $(seq "$3"); do
    if grep -qw "$1" "$2/$block.sh"; then echo "$block" && return; fi
  done
  return 1
}
