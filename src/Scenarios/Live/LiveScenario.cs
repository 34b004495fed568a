using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Scenarios.Live;

/// <summary>
/// The scenario of a run that takes injections: the one it began with and what was injected since, always an ordinary scenario that can be
/// written to a file and loaded again. Owns its growth and the bounds of it; knows nothing of the run but what it is told.
/// </summary>
public sealed class LiveScenario
{
    private readonly KnownThings _known;
    private readonly ExportRoom _room;
    private readonly int _ownThreads;

    /// <summary>Begins with a scenario.</summary>
    /// <param name="scenario">A valid scenario.</param>
    /// <param name="generation">Name of the kernel generation it runs with.</param>
    /// <param name="seed">Seed it runs with.</param>
    public LiveScenario(Scenario scenario, string generation, ulong seed)
        : this(scenario, generation, seed, ScenarioLimits.FileBytes, ScenarioLimits.DocumentNodes)
    {
    }

    internal LiveScenario(Scenario scenario, string generation, ulong seed, int maxBytes, int maxValues)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        Scenario = scenario with { Generation = generation, Seed = seed };
        _known = new KnownThings(scenario);
        _room = new ExportRoom(maxBytes, maxValues);
        _ownThreads = scenario.Threads.Length;
    }

    /// <summary>The scenario with everything injected so far; names the generation and the seed of the run.</summary>
    public Scenario Scenario { get; private set; }

    /// <summary>Reads a fragment against the scenario as it is now. Changes nothing.</summary>
    /// <param name="text">UTF-8 YAML or JSON, see <see cref="ScenarioFragment.Read"/>.</param>
    /// <param name="fileName">What problems call the fragment; a name in <c>.json</c> says that it is JSON.</param>
    public FragmentReading Read(ReadOnlyMemory<byte> text, string fileName) => FragmentReader.Read(text, fileName, _known);

    /// <summary>
    /// The thread for the next fragment: the first of those that injections added which is idle, else a new one. The scenario's own threads
    /// do what the file says and nothing else.
    /// </summary>
    /// <param name="isIdle">Whether the thread of an id has nothing to do, see the driver core.</param>
    /// <returns>Its id; -1 when all are busy and there may be no further one.</returns>
    public int ChooseThread(Func<int, bool> isIdle)
    {
        ArgumentNullException.ThrowIfNull(isIdle);
        for (var place = _ownThreads; place < Scenario.Threads.Length; place++)
        {
            if (isIdle(Scenario.Threads[place].Id))
            {
                return Scenario.Threads[place].Id;
            }
        }

        return LiveThreads.NextId(Scenario);
    }

    /// <summary>Adds a fragment, all of it or nothing.</summary>
    /// <param name="fragment">Read against the scenario as it is now.</param>
    /// <param name="atNs">Virtual time of its events, nanoseconds: later than that of every partition.</param>
    /// <param name="thread">Id of its thread, from <see cref="ChooseThread"/>; not looked at when it has no events.</param>
    public InjectionOutcome Add(ScenarioFragment fragment, long atNs, int thread)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        var count = fragment.Operations.Length;
        if (count > 0 && thread == ThreadId.None)
        {
            return Refuse($"a run may have {ScenarioLimits.Threads} threads, and all that were injected are busy; wait until one is idle");
        }

        if (count > 0 && atNs > ScenarioLimits.DurationNs)
        {
            return Refuse($"a run ends after {Quantity.FormatDuration(ScenarioLimits.DurationNs)} of its own time; begin a new one");
        }

        var extended = fragment.Apply(Scenario, count == 0 ? 0 : atNs, count == 0 ? 0 : thread);
        if (!_room.TryTake(fragment, extended))
        {
            return Refuse(
                $"the file of the scenario would have more than {Quantity.FormatSize(ScenarioLimits.FileBytes)} or {ScenarioLimits.DocumentNodes} keys and values, so it could not be loaded again; use names that count up, or begin a new run");
        }

        var first = Scenario.Events.Length;
        Scenario = extended;
        _known.Append(fragment.Modules, fragment.Drivers, fragment.Devices, fragment.Probes, fragment.Operations.Length);
        return new(count == 0 ? new Injection(atNs, ThreadId.None, -1, 0) : new Injection(atNs, thread, first, count), null);
    }

    /// <summary>The scenario as a file. Running it gives the trace of this run, byte for byte.</summary>
    public string Export() => ScenarioWriter.Write(Scenario);

    private static InjectionOutcome Refuse(string why) => new(null, why);
}
