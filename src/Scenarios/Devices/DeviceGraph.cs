using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Devices;

namespace NumaProbe.Scenarios.Devices;

/// <summary>
/// Checks what devices wait for: parents and suppliers exist, and no device waits for itself over any number of them
/// (the kernel refuses such links, device_is_dependent()). Iterative, so that a long chain needs no stack. Devices that were there before a
/// fragment wait for none of its own.
/// </summary>
/// <param name="devices">The devices read, which follow those that were there before.</param>
/// <param name="before">How many were there before.</param>
/// <param name="entryOf">Where a device read stands.</param>
/// <param name="context">The file's context.</param>
internal sealed class DeviceGraph(List<DeviceSpec> devices, int before, Func<int, DeviceMarks> entryOf, BindContext context)
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
                var mark = entryOf(d).Supplier(s, suppliers.Length);
                resolved &= Known(suppliers[s], mark) && IsNew(suppliers[s], mark);
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

    /// <summary>A supplier that is there already may have got its sync_state(), which a further consumer would have held back.</summary>
    private bool IsNew(string supplier, Mark mark)
    {
        if (!context.Devices.IsKnown(supplier))
        {
            return true;
        }

        if (_reported.Add(mark))
        {
            context.Problems.Add(
                mark, $"supplier {Quoted.Text(supplier)} is not new", "a further consumer would change when its sync_state() came", "name suppliers of the same fragment, or make the probe's result defer_until_bound");
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
            if (next < 0)
            {
                continue;
            }

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

    /// <summary>What a device waits for: its place among those read, negative for one that was there before; null when there is no such edge.</summary>
    private int? Edge(int device, int edge)
    {
        var spec = devices[device];
        if (spec.Parent is not null)
        {
            if (edge == 0)
            {
                return context.Devices.PlaceOf(spec.Parent) - before;
            }

            edge--;
        }

        return edge < spec.Suppliers.Length ? context.Devices.PlaceOf(spec.Suppliers[edge]) - before : null;
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
