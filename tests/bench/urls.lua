-- Asks each URL of a file in turn, from a given place on: wrk ... -s urls.lua URL -- FILE START
local paths, position = {}, 0

function init(args)
  for path in io.lines(args[1]) do
    paths[#paths + 1] = wrk.format("GET", path)
  end
  position = tonumber(args[2])
end

function request()
  position = position + 1
  return paths[(position - 1) % #paths + 1]
end
