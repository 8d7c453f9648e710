-- One script for every workload, chosen by BENCH_WORKLOAD; wrk runs it once per thread. Inputs are files made before the run,
-- so that a request costs the client one table look-up: BENCH_TOKENS, BENCH_IDS, BENCH_PAGES, BENCH_SEARCHES, BENCH_FINDS,
-- BENCH_ETAGS.
local workload = os.getenv("BENCH_WORKLOAD")
local prefix = "/v1/customers"
local suffix = os.getenv("BENCH_DOMAIN_SUFFIX")
local run = os.getenv("BENCH_RUN")
local threads = tonumber(os.getenv("BENCH_THREADS"))
local repeatable = os.getenv("BENCH_WITHOUT_REQUEST_IDS") == nil

local started = 0
function setup(thread)
  thread:set("number", started)
  started = started + 1
end

local function lines(name)
  local list = {}
  for line in io.lines(os.getenv(name)) do list[#list + 1] = line end
  return list
end

local function bearer(token) return { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" } end

-- As the SDKs send them: a write that is repeated with the same MS-RequestId happens once. `made` tells those of a thread apart.
local function writing(token, made)
  local headers = bearer(token)
  if repeatable then
    headers["MS-RequestId"] = string.format("%08x-%04x-4%03x-8%03x-%012x", tonumber(run) % 4294967296, number,
      math.random(0, 4095), math.random(0, 4095), made)
  end
  return headers
end

local tokens, prepared, searches, finds, pages
local waiting, first, last = {}, 1, 0 -- accounts whose etags this thread may use, oldest first
local made = 0

local function prepareGets()
  local ids, list = lines("BENCH_IDS"), {}
  for i = 1, math.min(5000, #ids) do
    list[i] = wrk.format("GET", prefix .. "/" .. ids[math.random(#ids)], bearer(tokens[(i - 1) % #tokens + 1]))
  end
  return list
end

-- Each line is a path and, after a tab, the continuation token that belongs to it.
local function preparePaths(name)
  local list = {}
  for i, line in ipairs(lines(name)) do
    local path, continuation = line:match("^([^\t]*)\t?(.*)$")
    local headers = bearer(tokens[(i - 1) % #tokens + 1])
    if continuation ~= "" then headers["MS-ContinuationToken"] = continuation end
    list[i] = wrk.format("GET", path, headers)
  end
  return list
end

local function remember(id, etag, name)
  last = last + 1
  waiting[last] = { id = id, etag = etag, name = name }
end

local function takeEtags()
  for i, line in ipairs(lines("BENCH_ETAGS")) do
    local id, etag, name = line:match("^(%S+)\t(%S+)\t(.+)$")
    if i % threads == number then remember(id, etag, name) end
  end
end

local function address(n)
  return string.format('"defaultAddress":{"country":"US","city":"Redmond","state":"WA","addressLine1":"%d Main Street",' ..
    '"addressLine2":"Floor 7","postalCode":"98052","firstName":"Ana","lastName":"Silva","phoneNumber":"+14255550100"}', n)
end

local function billing(name, mail, n)
  return string.format('{"firstName":"Ana","lastName":"Silva","email":"%s","culture":"en-US","language":"en",' ..
    '"companyName":"%s",%s}', mail, name, address(n))
end

local function create()
  made = made + 1
  local domain = string.format("b%s-%d-%d.%s", run, number, made, suffix)
  local name = string.format("Benchmark %s %d", run, made)
  local body = string.format('{"companyProfile":{"domain":"%s","companyName":"%s"},"billingProfile":%s}', domain, name,
    billing(name, "ana@" .. domain, made % 1000))
  return wrk.format("POST", prefix, writing(tokens[made % #tokens + 1], made), body)
end

-- What partners do: read the profile, change a part, send it back. The company keeps its name, unless `name` gives another.
local function update(name)
  local account = waiting[first]
  if account == nil then return prepared[1] end -- every etag is under way: read meanwhile
  waiting[first] = nil
  first = first + 1
  made = made + 1
  local headers = writing(tokens[made % #tokens + 1], made)
  headers["If-Match"] = account.etag
  return wrk.format("PUT", prefix .. "/" .. account.id .. "/profiles/billing", headers,
    billing(name and name .. made or account.name, string.format("ana.%d@example.com", made), made % 1000))
end

local function oneOf(list) return list[math.random(#list)] end

local function mix()
  local roll = math.random(100)
  if roll <= 75 then return oneOf(prepared) end
  if roll <= 83 then return oneOf(pages) end
  if roll <= 90 then return oneOf(searches) end
  if roll <= 96 then return update() end
  return create()
end

local choose = {
  get = function() return oneOf(prepared) end,
  list = function() return oneOf(pages) end,
  search = function() return oneOf(searches) end,
  find = function() return oneOf(finds) end,
  create = create,
  update = function() return update() end,
  rename = function() return update("Renamed ") end,
  mix = mix,
}

function init()
  math.randomseed(1000 + number)
  tokens = lines("BENCH_TOKENS")
  prepared = prepareGets()
  pages = preparePaths("BENCH_PAGES")
  searches = preparePaths("BENCH_SEARCHES")
  if workload == "find" then finds = preparePaths("BENCH_FINDS") end
  if workload == "update" or workload == "rename" or workload == "mix" then
    takeEtags()
    -- A billing profile is the only short reply that names its own path and carries an etag.
    response = function(status, headers, body)
      local id = status == 200 and #body < 1500 and body:match("/customers/(%x+%-%x+%-%x+%-%x+%-%x+)/profiles/billing")
      local etag = headers["ETag"] or headers["etag"]
      if id and etag and not body:find("companyProfile", 1, true) then
        remember(id, etag, body:match('"companyName":"([^"]*)"'))
      end
    end
  end
  request = choose[workload]
end

function done(summary, latency)
  local errors = summary.errors
  io.stderr:write(string.format(
    'RESULT {"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"failed":%d}\n', summary.requests,
    summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
