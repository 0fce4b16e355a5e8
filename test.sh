#!/usr/bin/env bash
# Builds everything and runs every test; prints one line of totals at the end. Extra arguments go to `dotnet test`.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# The page's tests run in a real browser. Where it can neither be found nor installed they are skipped, and say so.
if ! command -v chromium chromium-browser google-chrome google-chrome-stable > /dev/null && command -v apt-get > /dev/null; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if [ "$(id -u)" = 0 ] || sudo -n true 2> /dev/null; then
    echo "Installing Chromium for the page's tests ..."
    "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium > /dev/null \
      || echo "Chromium could not be installed: the page's tests will be skipped."
  fi
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test Automation.sln -c Release "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
# A line a test project: "Passed!  - Failed:     0, Passed:    12, Skipped:     1, Total: …"
awk '/(Passed|Failed|Skipped)! +- +Failed:/ {
  gsub(/,/, ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") f += $(i + 1); if ($i == "Passed:") p += $(i + 1); if ($i == "Skipped:") s += $(i + 1) }
} END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' "$log"
exit "$status"
