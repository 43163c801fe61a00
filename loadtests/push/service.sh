# For the scripts beside it, which source it: a fresh service, over SQLite or over a PostgreSQL of its own, on a free directory.
# PostgreSQL listens on a Unix socket there, with fsync and synchronous_commit on; both are removed again at the end.
port=5098
address=http://127.0.0.1:$port
directory=$(mktemp -d)
chmod 755 "$directory"
server= database=
as=()
if [ "$(id -u)" -eq 0 ]; then as=(setpriv --reuid=postgres --regid=postgres --clear-groups --); fi
trap 'stop; stop_postgres; rm -rf "$directory"' EXIT

measure() { dotnet loadtests/bin/Release/net10.0/CreditGate.LoadTests.dll "$@"; }

build() {
  [ -n "${NO_BUILD:-}" ] && return
  dotnet build api -c Release --nologo -v q >&2
  dotnet build loadtests -c Release --nologo -v q >&2
}

machine() { echo "commit $(git rev-parse --short HEAD), $(dotnet --version), $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), service and sender on the same machine"; }

start_postgres() {
  bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [ -n "$bin" ] || { echo "PostgreSQL is needed: apt-get install postgresql" >&2; exit 1; }
  mkdir "$directory/pg"
  if [ "${#as[@]}" -gt 0 ]; then chown postgres "$directory/pg"; fi
  (cd "$directory/pg" && "${as[@]}" "$bin/initdb" -D data -U creditgate -A trust -E UTF8 --locale=C --no-sync >/dev/null &&
    "${as[@]}" "$bin/pg_ctl" -D data -w -l "$directory/pg/log" -o "-k $directory/pg -c listen_addresses= -c fsync=on -c shared_buffers=512MB -c max_wal_size=4GB" start >/dev/null)
  "$bin/createdb" -h "$directory/pg" -U creditgate creditgate
  database="Host=$directory/pg;Username=creditgate;Database=creditgate"
  echo "$("$bin/postgres" --version), shared_buffers 512 MB, max_wal_size 4 GB, on the same machine"
}

stop_postgres() {
  if [ -n "$database" ]; then "${as[@]}" "$bin/pg_ctl" -D "$directory/pg/data" -m fast stop >/dev/null 2>&1 || true; rm -rf "$directory/pg"; database=; fi
}

start() {
  dotnet api/bin/Release/net10.0/CreditGate.Api.dll --data "$directory/data" --keys "$directory/keys" --urls $address ${database:+--postgres "$database"} >"$directory/log" 2>&1 &
  server=$!
  timeout 60 bash -c "until curl -fs $address/health/ready >/dev/null; do sleep 0.2; done"
}

stop() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; server=; rm -rf "$directory/data" "$directory/keys"; fi
}
