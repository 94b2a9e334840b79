#!/usr/bin/env bash
# Requests per second of OGC API - Features beside a feature server in Python on PostGIS (tipg), on the same schools and the same cores.
#
#   benches/peers/features.sh target/release/imbas SCHOOLS.csv
#
# SCHOOLS.csv has npsn,nama,bentuk_pendidikan,status,kode_kabupaten,lintang,bujur,penggerak with Kemendagri codes. As root on Debian, with
# postgresql-15-postgis-3, wrk, and tipg in .cache/venv; the database lives in a temporary folder and ends with the script.
set -euo pipefail
program=$1 schools=$2 here=$(cd "$(dirname "$0")/../.." && pwd)
bin=/usr/lib/postgresql/15/bin folder=$(mktemp -d) port=55432
cleanup() {
  kill "${ours:-0}" "${peer:-0}" 2>/dev/null || true
  su postgres -c "$bin/pg_ctl -D $folder/data -m immediate stop" >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT
cp "$schools" "$folder/schools.csv"
chown -R postgres "$folder" && chmod 755 "$folder"
su postgres -c "$bin/initdb -D $folder/data -A trust" >/dev/null
su postgres -c "$bin/pg_ctl -w -D $folder/data -l $folder/log -o '-p $port -k $folder -c listen_addresses=127.0.0.1' start" >/dev/null
su postgres -c "psql -q -h 127.0.0.1 -p $port" <<SQL
create extension postgis;
create table raw(npsn text, name text, form text, status text, regency_code text, lat float8, lon float8, hub int);
\copy raw from '$folder/schools.csv' csv header
create table schools as select npsn, name, form, form as level, status, regency_code as region, left(regency_code, 2) as province_code,
  regency_code, hub = 1 as is_hub, st_setsrid(st_makepoint(lon, lat), 4326) as geom from raw;
alter table schools add primary key (npsn);
create index on schools using gist (geom);
create index on schools (level, region text_pattern_ops);
analyze schools;
SQL
DATABASE_URL=postgresql://postgres@127.0.0.1:$port/postgres "$here/.cache/venv/bin/uvicorn" tipg.main:app --port 55433 --workers 2 \
  --log-level error >/dev/null 2>&1 &
peer=$!
"$program" serve "$schools" --reach-km 10 --max 15 --listen 127.0.0.1:55434 >/dev/null 2>&1 &
ours=$!
until curl -fs http://127.0.0.1:55434/readyz >/dev/null && curl -fs http://127.0.0.1:55433/healthz >/dev/null; do sleep 0.3; done

box='bbox=106,-7,107,-6' filter='filter=level%20%3D%20%27SMP%27%20AND%20region%20LIKE%20%2713.%25%27'
# Another filter in every request: what was found before helps nobody.
cat >"$folder/fresh.lua" <<'LUA'
local count = 0
request = function()
  count = count + 1
  return wrk.format("GET", wrk.path .. "%20AND%20npsn%20%3C%3E%20%27x" .. count .. "%27")
end
LUA
chmod 644 "$folder/fresh.lua"
rate() { wrk -t1 -c16 -d6s "$@" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "FAILED", $0 }'; }
for server in "imbas http://127.0.0.1:55434/collections/schools/items" "tipg http://127.0.0.1:55433/collections/public.schools/items"; do
  read -r name items <<<"$server"
  echo "$name bbox $(rate "$items?$box&limit=100") found $(curl -s "$items?$box&limit=100" | grep -o '"numberMatched":[0-9]*')"
  echo "$name filter $(rate "$items?$filter&filter-lang=cql2-text&limit=100" | tr '\n' ' ')"
  echo "$name fresh filters $(rate -s "$folder/fresh.lua" "$items?limit=100&filter-lang=cql2-text&$filter" | tr '\n' ' ')"
done
