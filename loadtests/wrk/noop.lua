-- The endpoint that does nothing, with a request of the same size. Usage: wrk -s noop.lua URL -- KEY-FILE
local key

function init(args)
  key = io.open(args[1]):read("l")
end

function request()
  local body = string.format('{"subject":"91360700XN000000000000000","matter":"MT-C01","businessNumber":"示例%d"}', math.random(1000000))
  return wrk.format("POST", "/bench/noop", { ["Content-Type"] = "application/json", ["X-Api-Key"] = key }, body)
end

function done(summary, latency, requests)
  io.write(string.format("RESULT %.0f requests/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, errors %d, non-2xx %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency:percentile(99.9) / 1000,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout, summary.errors.status))
end
