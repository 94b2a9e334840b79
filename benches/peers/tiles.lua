-- Tiles over Java at zooms 6, 8, 10 and 12, a quarter of the requests each; the same sequence in every run.
-- wrk -t1 -c8 -d10s --latency -s tiles.lua ADDRESS -- BEFORE [AFTER]: the address is BEFORE/z/x/yAFTER
math.randomseed(20261124)
local west, east, north, south = 105.2, 114.5, -6.1, -8.3
local zooms = {6, 8, 10, 12}
local before, after = "", ""

function init(args)
  before, after = args[1], args[2] or ""
end

local function row(lat, z)
  local angle = math.rad(lat)
  return math.floor((1 - math.log(math.tan(angle) + 1 / math.cos(angle)) / math.pi) / 2 * 2 ^ z)
end

local function column(lon, z)
  return math.floor((lon + 180) / 360 * 2 ^ z)
end

local count = 0

function request()
  count = count + 1
  local z = zooms[count % 4 + 1]
  local x = math.random(column(west, z), column(east, z))
  local y = math.random(row(north, z), row(south, z))
  return wrk.format("GET", string.format("%s/%d/%d/%d%s", before, z, x, y, after))
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format('{"per_second": %.3f, "p99_s": %.6f, "bytes": %.0f, "errors": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1e6, summary.bytes / summary.requests, errors))
end
