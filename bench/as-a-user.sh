#!/bin/sh
# Starts the app without the right to raise priorities. Run by root, Chromium gives its windows a higher one than
# the clients of the benchmarks have; nobody who uses the app is root.
exec setpriv --bounding-set=-sys_nice --inh-caps=-sys_nice "$UNDERSTUDY_BENCH_APP" "$@"
