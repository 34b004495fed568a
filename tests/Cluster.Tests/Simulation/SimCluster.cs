using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Machines;
using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>
/// A whole cluster in one thread: the product's cores unchanged, over simulated time, network, journal and processes, all drawn from one
/// seed. Owns the processes and the faults; what must hold is checked by <see cref="SimChecks"/>.
/// </summary>
internal sealed class SimCluster
{
    /// <summary>Every run of the simulation ends within so many steps; a run that does not is a violation.</summary>
    internal const int MaxSteps = 400_000;

    private const string Version = "test";
    private static readonly ScenarioCache Scenarios = new();

    private readonly SimKnobs _knobs;
    private readonly Random _random;
    private readonly SimCoordinator?[] _coordinators;
    private readonly List<SimHost> _hosts = [];
    private readonly string[] _coordinatorAddresses;
    private int _leader = -1;
    private ulong _processes;
    private int _calls;
    private int _nextFault;
    private readonly (int Step, SimFault Fault)[] _faults;

    internal SimCluster(SimKnobs knobs)
    {
        _knobs = knobs;
        _random = new Random(knobs.Seed ^ 0x5EED);
        Counts = new int[Enum.GetValues<SimFault>().Length];
        Network = new SimNetwork(knobs, _random, Count);
        Disk = new SimJournalDisk(knobs.JournalFaults, _random, Count);
        Archive = new SimArchive(knobs.ArchiveFailures, Count);
        Limits = RunLimits.Default with
        {
            MaxEvents = Math.Min(knobs.MaxEvents, RunLimits.Default.MaxEvents),
            MaxVirtualNs = Math.Min(knobs.MaxVirtualNs, RunLimits.Default.MaxVirtualNs),
        };
        _faults = [.. knobs.Faults.OrderBy(fault => fault.Step)];
        _coordinators = new SimCoordinator?[knobs.Coordinators];
        _coordinatorAddresses = [.. Enumerable.Range(0, knobs.Coordinators).Select(slot => $"coordinator{slot}")];
        Checks = new SimChecks(this, knobs);
        Client = new SimClient(this, knobs, _random);
    }

    internal SimNetwork Network { get; }

    internal SimJournalDisk Disk { get; }

    internal SimArchive Archive { get; }

    internal RunLimits Limits { get; }

    internal int[] Counts { get; }

    internal SimChecks Checks { get; }

    internal SimClient Client { get; }

    internal int Calls => _calls;

    internal int Steps { get; private set; }

    /// <summary>Windows of the last leader.</summary>
    internal CoordinatorCounters? Counters { get; private set; }

    /// <summary>Grants carried out by the present process of a slot.</summary>
    internal long HostWindows(int slot) => _hosts.Find(host => host.Slot == slot)!.Core.Windows;

    internal void Count(SimFault fault) => Counts[(int)fault]++;

    /// <summary>Runs to the end and checks everything.</summary>
    internal void Run()
    {
        for (var slot = 0; slot < _coordinators.Length; slot++)
        {
            StartCoordinator(slot);
        }

        for (var slot = 0; slot < _knobs.Hosts.Length; slot++)
        {
            StartHost(slot);
        }

        Client.Begin();
        while (!Client.IsDone)
        {
            if (++Steps > MaxSteps || !Network.Step())
            {
                throw new SimViolationException($"no end after {Steps} steps and {Network.NowMs} ms: {Describe()}");
            }
        }

        Checks.AtTheEnd();
    }

    /// <summary>A coordinator that a client may reach; null when none lives.</summary>
    internal SimCoordinator? AnyCoordinator()
    {
        var alive = _coordinators.OfType<SimCoordinator>().Where(one => one.IsAlive).ToList();
        return alive.Count == 0 ? null : alive[_random.Next(alive.Count)];
    }

    /// <summary>Calls a core, sends what it gives back, and lets the seed's faults happen.</summary>
    internal void Call(SimProcess process, Func<long, IReadOnlyList<Outgoing>> call)
    {
        try
        {
            Network.Send(process.Address, call(Network.NowMs), _coordinatorAddresses, Deliver);
        }
        catch (PowerLossException)
        {
            Kill(process);
            return;
        }

        if (process is SimCoordinator coordinator)
        {
            AfterCoordinator(coordinator);
        }
        else if (process is SimHost { Core.EndReason: not null } host)
        {
            SimChecks.Ended(host);
            Kill(host);
        }

        process.Schedule(Network);
        _calls++;
        for (; _nextFault < _faults.Length && _faults[_nextFault].Step <= _calls; _nextFault++)
        {
            Happen(_faults[_nextFault].Fault);
        }
    }

    private void AfterCoordinator(SimCoordinator coordinator)
    {
        var core = coordinator.Core;
        if (core.IsLeader)
        {
            var slot = Array.IndexOf(_coordinators, coordinator);
            if (_leader != slot)
            {
                if (_leader >= 0)
                {
                    Count(SimFault.TakenOver);
                }

                _leader = slot;
            }

        }

        if (core.View(Network.NowMs).Status.Run is { Phase: RunPhase.Rebuilding } && _random.Next(3) == 0)
        {
            Client.Hurry();
        }

        var counters = core.Counters;
        Counts[(int)SimFault.Rebuilt] += (int)(counters.Rebuilds - coordinator.Counted.Rebuilds);
        Counts[(int)SimFault.Restarted] += (int)(counters.Restarts - coordinator.Counted.Restarts);
        Counts[(int)SimFault.Recalled] += (int)(counters.Recalls - coordinator.Counted.Recalls);
        Counts[(int)SimFault.InjectedEarly] += (int)(counters.EarlyInjections - coordinator.Counted.EarlyInjections);
        coordinator.Counted = counters;
        if (core.IsLeader)
        {
            Counters = counters;
        }

        if (Checks.Observe(coordinator) && coordinator.IsAlive)
        {
            // the run failed over its infrastructure: whoever runs the process restarts it
            Kill(coordinator);
        }
    }

    private void Deliver(string from, string address, ClusterMessage message)
    {
        if (Array.Find(_coordinators, one => one is { IsAlive: true } && string.Equals(one.Address, address, StringComparison.Ordinal)) is { } coordinator)
        {
            coordinator.Do(() => Call(coordinator, now => coordinator.Core.OnMessage(message, now)));
        }
        else if (_hosts.Find(host => host.IsAlive && string.Equals(host.Address, address, StringComparison.Ordinal)) is { } target)
        {
            target.Do(() => Call(target, now => target.Core.OnMessage(message, from, now)));
        }
    }

    private void StartCoordinator(int slot)
    {
        var journal = new SimJournal(Disk);
        var core = new CoordinatorCore(
            new CoordinatorSettings("test", Version) { Limits = Limits }, journal, Archive, Scenarios, _knobs.Sizes);
        var process = new SimCoordinator(this, _coordinatorAddresses[slot], core, journal);
        _coordinators[slot] = process;
        process.Schedule(Network);
    }

    private void StartHost(int slot)
    {
        var process = ++_processes;
        var address = $"host{slot}.{process}";
        var core = new NodeHostCore(new HostIdentity($"host{slot}", process, address, _knobs.Hosts[slot], Version), BareHosts.Instance, Scenarios, _knobs.Sizes);
        var host = new SimHost(this, slot, address, core);
        _hosts.Add(host);
        host.Schedule(Network);
    }

    private void Kill(SimProcess process)
    {
        if (!process.IsAlive)
        {
            return;
        }

        process.Kill();
        if (process is SimHost host)
        {
            _hosts.Remove(host);
            Network.After(_random.Next(2) == 0 ? _random.Next(50) : _random.Next(3_000), () =>
            {
                if (!_hosts.Exists(other => other.IsAlive && other.Slot == host.Slot))
                {
                    StartHost(host.Slot);
                }
            });
            return;
        }

        var slot = Array.IndexOf(_coordinators, process);
        ((SimCoordinator)process).Journal.Close();
        Network.After(_random.Next(2) == 0 ? _random.Next(50) : _random.Next(3_000), () => StartCoordinator(slot));
    }

    private void Happen(SimFault fault)
    {
        var host = _hosts.Count == 0 ? null : _hosts[_random.Next(_hosts.Count)];
        var coordinator = Array.Find(_coordinators, one => one is { IsAlive: true, Core.IsLeader: true }) ?? _coordinators[0];
        switch (fault)
        {
            case SimFault.HostKilled when host is not null:
                Kill(host);
                break;
            case SimFault.HostPaused when host is { IsPaused: false }:
                host.Pause(Network, _random.Next(60_000));
                break;
            case SimFault.HostDoubled when host is not null:
                StartHost(host.Slot);
                break;
            case SimFault.LeaderKilled when coordinator is { IsAlive: true }:
                Kill(coordinator);
                break;
            case SimFault.CoordinatorPaused when coordinator is { IsAlive: true, IsPaused: false }:
                coordinator.Pause(Network, _random.Next(60_000));
                break;
            case SimFault.LockLost when Disk.Holder is not null && _coordinators.Count(one => one is { IsAlive: true }) > 1:
                // the others may open it now, and the one that has it does not know
                Disk.Holder = null;
                break;
            case SimFault.Partitioned when host is not null && coordinator is not null:
                Part(host.Address, coordinator.Address);
                break;
            default:
                return;
        }

        Count(fault);
    }

    private void Part(string one, string other)
    {
        var ways = _random.Next(3);
        var forMs = _random.Next(30_000);
        if (ways != 0)
        {
            Network.Cut(one, other, forMs);
        }

        if (ways != 1)
        {
            Network.Cut(other, one, forMs);
        }
    }

    private string Describe() => string.Join("; ", _coordinators.OfType<SimCoordinator>().Select(one =>
        $"coordinator alive {one.IsAlive} paused {one.IsPaused} leads {one.Core.IsLeader} term {one.Core.Term} {one.Core.View(Network.NowMs).Status.Run} problem {one.Core.Problem}"))
        + $"; client {Client.Describe()}; hosts {string.Join(", ", _hosts.Select(h => $"{h.Address} {h.Core.Phase} paused {h.IsPaused}"))}";
}
