namespace NumaProbe.Bench;

/// <summary>
/// The baseline of the storm: what a loop of plain structs over a binary heap needs for the same steps, without actors,
/// locks of devices, matching or traces. Eight nodes of eight CPUs; at most 64 probes at once on a node; a probe waits
/// 10 ms, computes 100 µs on a CPU of its node (shared equally, chosen in turn) and touches 256 KiB at its node's
/// controller (16 GiB/s, shared equally). Every end of a step is an event of its own, as it is for actors. One thread;
/// state in flat arrays; device d sits on node d mod 8.
/// </summary>
public sealed class BareLoop
{
    /// <summary>Most devices of a run.</summary>
    public const int MaxDevices = 1_000_000;

    private const int Nodes = 8;
    private const int CpusPerNode = 8;
    private const int ActivePerNode = 64;
    private const long WaitNs = 10_000_000;
    private const long ComputeUnits = 100_000L << 16;

    // 256 KiB at 16 GiB/s take 2^-16 s, which is 10^9 / 2^16 ns: exactly 10^9 units.
    private const long TouchUnits = 1_000_000_000;

    private readonly BareHeap _heap = new(2048);
    private readonly SharedServer[] _cpus = Servers(Nodes * CpusPerNode, ComputeUnits);
    private readonly SharedServer[] _controllers = Servers(Nodes, TouchUnits);
    private readonly int[] _nextDevice = [.. Enumerable.Range(0, Nodes)];
    private readonly int[] _nextCpu = new int[Nodes];
    private readonly long[] _endNs;
    private readonly int _devices;
    private long _sequence;
    private long _events;
    private long _probes;
    private long _nowNs;

    private BareLoop(int devices)
    {
        _devices = devices;
        _endNs = new long[devices];
    }

    /// <summary>Probes so many devices.</summary>
    /// <param name="devices">From 0 to a million.</param>
    public static BareLoopResult Run(int devices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(devices);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(devices, MaxDevices);
        var loop = new BareLoop(devices);
        var clock = new ProcessorClock();
        loop.RunToEnd();
        return new BareLoopResult(loop._probes, loop._nowNs, loop._events, clock.Elapsed);
    }

    private void RunToEnd()
    {
        for (var slot = 0; slot < ActivePerNode; slot++)
        {
            for (var node = 0; node < Nodes; node++)
            {
                StartNext(node);
            }
        }

        while (_heap.Count > 0)
        {
            var next = _heap.Pop();
            _nowNs = next.TimeNs;
            _events++;
            switch (next.Kind)
            {
                case BareEventKind.WaitEnded:
                    StartCompute(next.Device);
                    break;
                case BareEventKind.CpuServed:
                    EndCompute(next.Device);
                    break;
                default:
                    EndTouch(next.Device);
                    break;
            }
        }
    }

    private void StartNext(int node)
    {
        var device = _nextDevice[node];
        if (device < _devices)
        {
            _nextDevice[node] = device + Nodes;
            Push(_nowNs + WaitNs, BareEventKind.WaitEnded, device);
        }
    }

    private void StartCompute(int device)
    {
        var node = device % Nodes;
        var cpu = (node * CpusPerNode) + _nextCpu[node];
        _nextCpu[node] = (_nextCpu[node] + 1) % CpusPerNode;
        _cpus[cpu].Add(_nowNs, device);
        Schedule(_cpus[cpu], BareEventKind.CpuServed, cpu);
    }

    private void EndCompute(int cpu)
    {
        _cpus[cpu].HasEvent = false;
        if (_cpus[cpu].TryRemoveEnded(_nowNs, out var device))
        {
            var node = device % Nodes;
            _controllers[node].Add(_nowNs, device);
            Schedule(_controllers[node], BareEventKind.MemoryServed, node);
        }

        Schedule(_cpus[cpu], BareEventKind.CpuServed, cpu);
    }

    private void EndTouch(int node)
    {
        _controllers[node].HasEvent = false;
        if (_controllers[node].TryRemoveEnded(_nowNs, out var device))
        {
            _endNs[device] = _nowNs;
            _probes++;
            StartNext(node);
        }

        Schedule(_controllers[node], BareEventKind.MemoryServed, node);
    }

    // A job that comes makes the others later, so an event already in the heap is early at worst: it then finds nothing
    // ended and is scheduled again. A server thus never has more than one event.
    private void Schedule(SharedServer server, BareEventKind kind, int index)
    {
        if (server.IsBusy && !server.HasEvent)
        {
            server.HasEvent = true;
            Push(server.NextEndNs, kind, index);
        }
    }

    private void Push(long timeNs, BareEventKind kind, int device) => _heap.Push(new BareEvent(timeNs, _sequence++, kind, device));

    private static SharedServer[] Servers(int count, long workUnits) =>
        [.. Enumerable.Range(0, count).Select(_ => new SharedServer(workUnits, ActivePerNode))];
}
