using NumaProbe.Shared.Devices;
using NumaProbe.Shared.Scenarios.Documents;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>
/// Checks what devices wait for: parents and suppliers exist, and no device waits for itself over any number of them
/// (the kernel refuses such links, device_is_dependent()). Iterative, so that a long chain needs no stack.
/// </summary>
internal sealed class DeviceGraph(List<DeviceSpec> devices, Func<int, DeviceEntry> entryOf, BindContext context)
{
    private const int ShownNames = 8;

    private readonly byte[] _state = new byte[devices.Count];
    private readonly Stack<(int Device, int Edge)> _path = [];
    private readonly HashSet<Mark> _reported = [];

    internal void Check()
    {
        var resolved = true;
        for (var d = 0; d < devices.Count; d++)
        {
            resolved &= devices[d].Parent is not { } parent || Known(parent, entryOf(d).Parent);
            var suppliers = devices[d].Suppliers;
            for (var s = 0; s < suppliers.Length; s++)
            {
                resolved &= Known(suppliers[s], entryOf(d).Supplier(s, suppliers.Length));
            }
        }

        for (var d = 0; d < devices.Count && resolved; d++)
        {
            Visit(d);
        }
    }

    private bool Known(string name, Mark mark)
    {
        if (context.Devices.PlaceOf(name) >= 0)
        {
            return true;
        }

        if (_reported.Add(mark))
        {
            context.Devices.Resolve(name, mark);
        }

        return false;
    }

    private void Visit(int start)
    {
        if (_state[start] != 0)
        {
            return;
        }

        _state[start] = 1;
        _path.Push((start, 0));
        while (_path.TryPop(out var top))
        {
            if (Edge(top.Device, top.Edge) is not { } next)
            {
                _state[top.Device] = 2;
                continue;
            }

            _path.Push((top.Device, top.Edge + 1));
            if (_state[next] == 1)
            {
                Report(top.Device, next);
            }
            else if (_state[next] == 0)
            {
                _state[next] = 1;
                _path.Push((next, 0));
            }
        }
    }

    private int? Edge(int device, int edge)
    {
        var spec = devices[device];
        if (spec.Parent is not null)
        {
            if (edge == 0)
            {
                return context.Devices.PlaceOf(spec.Parent);
            }

            edge--;
        }

        return edge < spec.Suppliers.Length ? context.Devices.PlaceOf(spec.Suppliers[edge]) : null;
    }

    private void Report(int from, int to)
    {
        var mark = entryOf(from).Name;
        if (!_reported.Add(mark))
        {
            return;
        }

        if (from == to)
        {
            context.Problems.Add(mark, $"device {Quoted.Text(devices[from].Name)} waits for itself", "it is its own parent or supplier", "remove that line");
            return;
        }

        var names = _path.Select(p => p.Device).TakeWhile(d => d != to).Append(to).Reverse().Select(d => Quoted.Plain(devices[d].Name)).ToList();
        var shown = string.Join(" → ", names.Take(ShownNames)) + (names.Count > ShownNames ? " → ..." : "");
        context.Problems.Add(mark, "devices that wait for each other", $"parents and suppliers form the cycle {shown} → {Quoted.Plain(devices[to].Name)}", "remove one of the links");
    }
}
