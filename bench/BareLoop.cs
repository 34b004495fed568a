using System.Diagnostics;

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

    private readonly BareHeap heap = new(2048);
    private readonly SharedServer[] cpus = Servers(Nodes * CpusPerNode, ComputeUnits);
    private readonly SharedServer[] controllers = Servers(Nodes, TouchUnits);
    private readonly int[] nextDevice = [.. Enumerable.Range(0, Nodes)];
    private readonly int[] nextCpu = new int[Nodes];
    private readonly long[] endNs;
    private readonly int devices;
    private long sequence;
    private long events;
    private long probes;
    private long nowNs;

    private BareLoop(int devices)
    {
        this.devices = devices;
        endNs = new long[devices];
    }

    /// <summary>Probes so many devices.</summary>
    /// <param name="devices">From 0 to a million.</param>
    public static BareLoopResult Run(int devices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(devices);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(devices, MaxDevices);
        var loop = new BareLoop(devices);
        var wall = Stopwatch.StartNew();
        loop.RunToEnd();
        return new BareLoopResult(loop.probes, loop.nowNs, loop.events, wall.Elapsed);
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

        while (heap.Count > 0)
        {
            var next = heap.Pop();
            nowNs = next.TimeNs;
            events++;
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
        var device = nextDevice[node];
        if (device < devices)
        {
            nextDevice[node] = device + Nodes;
            Push(nowNs + WaitNs, BareEventKind.WaitEnded, device);
        }
    }

    private void StartCompute(int device)
    {
        var node = device % Nodes;
        var cpu = (node * CpusPerNode) + nextCpu[node];
        nextCpu[node] = (nextCpu[node] + 1) % CpusPerNode;
        cpus[cpu].Add(nowNs, device);
        Schedule(cpus[cpu], BareEventKind.CpuServed, cpu);
    }

    private void EndCompute(int cpu)
    {
        cpus[cpu].HasEvent = false;
        if (cpus[cpu].TryRemoveEnded(nowNs, out var device))
        {
            var node = device % Nodes;
            controllers[node].Add(nowNs, device);
            Schedule(controllers[node], BareEventKind.MemoryServed, node);
        }

        Schedule(cpus[cpu], BareEventKind.CpuServed, cpu);
    }

    private void EndTouch(int node)
    {
        controllers[node].HasEvent = false;
        if (controllers[node].TryRemoveEnded(nowNs, out var device))
        {
            endNs[device] = nowNs;
            probes++;
            StartNext(node);
        }

        Schedule(controllers[node], BareEventKind.MemoryServed, node);
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

    private void Push(long timeNs, BareEventKind kind, int device) => heap.Push(new BareEvent(timeNs, sequence++, kind, device));

    private static SharedServer[] Servers(int count, long workUnits) =>
        [.. Enumerable.Range(0, count).Select(_ => new SharedServer(workUnits, ActivePerNode))];
}
