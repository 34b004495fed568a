using System.Text;
using NumaProbe.Scenarios.Devices;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Live;

/// <summary>
/// Keeps a scenario that grows within what its file may have. Measures the file exactly only when what was added could have filled it, so
/// that an injection does not cost as much as writing everything.
/// </summary>
internal sealed class ExportRoom
{
    /// <summary>What an addition may make longer in what is written already: the list of nodes of the last series.</summary>
    private const int Joint = DeviceWriter.LongestNodeList;

    private const int BytesPerNode = 6;

    private readonly int _maxBytes;
    private readonly int _maxValues;

    /// <summary>At most so much: what the file would have if nothing of what was added fitted into the series that are there.</summary>
    private long _bytes = long.MaxValue;
    private long _values;

    internal ExportRoom(int maxBytes, int maxValues)
    {
        _maxBytes = maxBytes;
        _maxValues = maxValues;
    }

    /// <summary>True when the file of the extended scenario is one that loads; the room is then taken.</summary>
    /// <param name="fragment">What is added.</param>
    /// <param name="extended">The scenario with it.</param>
    internal bool TryTake(ScenarioFragment fragment, Scenario extended)
    {
        if (_bytes <= _maxBytes)
        {
            // an entry of the fragment may be cut in two where the series before it goes on, so its parts count twice
            var (bytes, values) = Measure(Alone(fragment, extended));
            bytes = _bytes + (2 * bytes) + (Joint * BytesPerNode);
            values = _values + (2 * values) + Joint;
            if (bytes <= _maxBytes && values <= _maxValues)
            {
                (_bytes, _values) = (bytes, values);
                return true;
            }
        }

        var exact = Measure(extended);
        if (exact.Bytes > _maxBytes || exact.Values > _maxValues)
        {
            return false;
        }

        (_bytes, _values) = exact;
        return true;
    }

    private static (long Bytes, long Values) Measure(Scenario scenario)
    {
        var text = ScenarioWriter.Write(scenario, out var values);
        return (Encoding.UTF8.GetByteCount(text), values);
    }

    /// <summary>The fragment with its time and thread in a scenario that has nothing else.</summary>
    private static Scenario Alone(ScenarioFragment fragment, Scenario extended) => new()
    {
        Name = "fragment",
        Topology = new MachineTopology([], DistanceMatrix.Uniform(0), []),
        Modules = fragment.Modules,
        Drivers = fragment.Drivers,
        Devices = fragment.Devices,
        Probes = fragment.Probes,
        Threads = [new KernelThreadSpec(-1, 0), extended.Threads[^1]],
        Events = [.. extended.Events.AsSpan()[^fragment.Operations.Length..]],
    };
}
