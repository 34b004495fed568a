using NumaProbe.Cluster.Protocol;
using NumaProbe.Cluster.Wire;
using NumaProbe.Scenarios.Live;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Runs;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Machines;

/// <summary>
/// The machine of a run as one process, or one partition, knows it: the scenario it began with and what was injected since. Every process
/// that takes the same texts in the same order has the same machine. Owns no partition.
/// </summary>
internal sealed class RunMachine
{
    private const string FragmentName = "fragment";

    private readonly List<FragmentSource> _fragments = [];
    private LiveScenario _live;

    private RunMachine(Scenario scenario, ScenarioSource source, KernelGeneration generation, IActorHosts hosts)
    {
        Hosts = hosts;
        Source = source;
        Generation = generation;
        _live = new LiveScenario(scenario, generation.Name, source.Seed);
        Model = new MachineModel(_live.Scenario, generation, source.Seed);
        Latencies = Model.Latencies();
        Lookahead = new Lookahead(Latencies);
    }

    /// <summary>Who carries out the turns of the actors in its partitions here.</summary>
    internal IActorHosts Hosts { get; }

    internal ScenarioSource Source { get; }

    internal KernelGeneration Generation { get; }

    internal RunLimits Limits => Source.Limits;

    internal MachineModel Model { get; private set; }

    internal long[][] Latencies { get; }

    internal Lookahead Lookahead { get; }

    /// <summary>What was injected, by number.</summary>
    internal IReadOnlyList<FragmentSource> Fragments => _fragments;

    /// <summary>The scenario with everything injected; a file of it runs to the same trace.</summary>
    internal Scenario Scenario => _live.Scenario;

    /// <summary>Number of partitions.</summary>
    internal int Partitions => Model.NodeCount + 1;

    /// <summary>Makes the machine of a scenario, or says why that is impossible.</summary>
    internal static (RunMachine? Machine, string? Problem) Load(ScenarioSource source, ScenarioCache scenarios, IActorHosts hosts)
    {
        var loaded = scenarios.Load(source.Text, source.FileName);
        if (loaded.Scenario is null)
        {
            return (null, loaded.Describe());
        }

        return KernelGenerations.Find(source.Generation) is { } generation
            ? (new RunMachine(loaded.Scenario, source, generation, hosts), null)
            : (null, $"there is no kernel generation '{source.Generation}'");
    }

    /// <summary>Reads a fragment against the machine as it is now.</summary>
    internal FragmentReading Read(ReadOnlyMemory<byte> text) => _live.Read(text, FragmentName);

    /// <summary>The thread for the next fragment, see <see cref="LiveScenario.ChooseThread"/>.</summary>
    internal int ChooseThread(Func<int, bool> isIdle) => _live.ChooseThread(isIdle);

    /// <summary>Adds a fragment that was read just now. The model follows with <see cref="Keep"/>.</summary>
    internal InjectionOutcome Add(ScenarioFragment fragment, long atNs, int thread) => _live.Add(fragment, atNs, thread);

    /// <summary>What was added last is part of the machine.</summary>
    internal void Keep(FragmentSource fragment)
    {
        _fragments.Add(fragment);
        Model = Model.Extend(_live.Scenario);
    }

    /// <summary>What was added last is to be forgotten. Threads injected so far count as the scenario's own from here on, and are not used again.</summary>
    internal void Forget() => _live = new LiveScenario(Model.Scenario, Generation.Name, Source.Seed);

    /// <summary>Takes what was accepted elsewhere; gives back why that is impossible, or null.</summary>
    internal string? Apply(FragmentSource fragment)
    {
        if (fragment.Number <= _fragments.Count)
        {
            return null;
        }

        if (fragment.Number > _fragments.Count + 1)
        {
            return $"injection {fragment.Number} came before injection {_fragments.Count + 1}";
        }

        if (fragment.AtNs < 0 || fragment.Thread < ThreadId.None)
        {
            return $"injection {fragment.Number} has no time or no thread";
        }

        var reading = Read(fragment.Text);
        if (reading.Fragment is null)
        {
            return reading.Describe();
        }

        var outcome = Add(reading.Fragment, fragment.AtNs, fragment.Thread);
        if (outcome.Injection is null)
        {
            return outcome.Refusal;
        }

        Keep(fragment);
        return null;
    }
}
