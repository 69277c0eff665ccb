#!/bin/sh
# Installs the build, writes the files that docs/embedding.md shows into an empty folder, builds them there as a
# project that knows only find_package(meruit), runs each program and compares what it prints.
#   run.sh BUILD_FOLDER SOURCE_FOLDER CXX_COMPILER [CXX_FLAGS]
set -eu
build=$1 source=$2 compiler=$3 flags=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/consumer"

cmake --install "$build" --prefix "$work/installed" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

# A block belongs to the file that the comment before it names.
awk -v folder="$work/consumer" '
  /^<!-- file: / { file = $3; next }
  /^```/         { if (inside) { inside = 0; file = "" } else if (file != "") inside = 1; next }
  inside         { print > (folder "/" file) }
' "$source/docs/embedding.md"

cmake -S "$work/consumer" -B "$work/consumer/build" -DCMAKE_PREFIX_PATH="$work/installed" \
  -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" -DCMAKE_CXX_FLAGS="$flags" >"$work/log" 2>&1 &&
  cmake --build "$work/consumer/build" >>"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

passed=0 failed=0
cd "$work/consumer"
for expected in *.expected; do
  program=${expected%.expected}
  if "build/$program" >"$program.found" 2>&1 && cmp -s "$expected" "$program.found"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "$program prints something else than docs/embedding.md says:"
    diff "$expected" "$program.found" || true
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
