-- Boxes of 0.2 to 4.2 degrees all over the country, 100 schools a page; the same sequence in every run.
-- wrk -t1 -c8 -d10s --latency -s boxes.lua ADDRESS -- PATH
math.randomseed(20261124)
local path

function init(args)
  path = args[1]
end

function request()
  local west, south, size = 95 + math.random() * 45, -10 + math.random() * 15, 0.2 + math.random() * 4
  return wrk.format("GET", string.format("%s?bbox=%.4f,%.4f,%.4f,%.4f&limit=100", path, west, south, west + size, south + size))
end

function done(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format('{"per_second": %.3f, "p99_s": %.6f, "errors": %d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(99) / 1e6, errors))
end
