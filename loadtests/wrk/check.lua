-- Checks of random subjects in random matters. Usage: wrk -s check.lua URL -- KEY-FILE CODES-FILE
local codes, key, matters = {}, nil, { "MT-A01", "MT-A03", "MT-C01", "MT-C02", "MT-D01", "MT-E01", "MT-G01", "MT-H01" }
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("id", threads)
end

function init(args)
  math.randomseed(4711 + id)
  key = io.open(args[1]):read("l")
  for line in io.lines(args[2]) do codes[#codes + 1] = line end
end

function request()
  local body = string.format('{"subject":{"uscc":"%s"},"matter":"%s","businessNumber":"示例%d"}',
    codes[math.random(#codes)], matters[math.random(#matters)], math.random(1000000))
  return wrk.format("POST", "/v1/checks", { ["Content-Type"] = "application/json", ["X-Api-Key"] = key }, body)
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %.0f requests/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, errors %d, non-2xx %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, summary.errors.status))
end
