using System.Collections.Immutable;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Naming;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Analysis.Names;

/// <summary>
/// Runs a scenario with many seeds and says how stable its names are, what decides them, and which driver, probed synchronously by
/// force, would make them stable and at what cost. Owns the choice of runs; carries none out itself.
/// </summary>
/// <param name="scenario">The scenario.</param>
/// <param name="generation">The kernel generation.</param>
/// <param name="run">Carries out one run: scenario, seed, and where its events go.</param>
public sealed class NameStudy(Scenario scenario, KernelGeneration generation, Func<Scenario, ulong, ITraceSink, RunEnd> run)
{
    /// <summary>Most seeds of a study.</summary>
    public const int MostSeeds = 10_000;

    private readonly TraceNames _names = TraceNames.From(scenario);
    private readonly ImmutableArray<NamingClass> _classes = NamingClasses.UsedBy(scenario);
    private readonly Dictionary<string, NameSeries> _forced = new(StringComparer.Ordinal);
    private ulong _firstSeed;
    private int _seeds;
    private int _incomplete;

    /// <summary>Carries out the study.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="seeds">How many seeds, 1 to <see cref="MostSeeds"/>.</param>
    public NameStudyResult Run(ulong firstSeed, int seeds)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seeds, Math.Clamp(seeds, 1, MostSeeds));
        _firstSeed = firstSeed;
        _seeds = seeds;
        var series = Series([]);
        var incomplete = _incomplete;
        var classes = series.Tallies.Select(pair => Stability(pair.Key, pair.Value, series)).ToList();
        return new(
            scenario.Name, generation.Name, firstSeed, firstSeed + (ulong)(seeds - 1), series.MakespanNs, DependsOnSeed(), incomplete, classes);
    }

    private NameSeries Series(List<string> forced)
    {
        var series = new NameSeries(_names);
        var variant = forced.Count == 0 ? scenario : scenario with
        {
            Drivers = [.. scenario.Drivers.Select(d => forced.Contains(d.Name, StringComparer.Ordinal)
                ? d with { ProbeType = ProbeType.ForceSynchronous, AsyncSince = null }
                : d)],
        };
        for (var i = 0; i < _seeds; i++)
        {
            var collector = new NameCollector();
            var end = run(variant, _firstSeed + (ulong)i, collector);
            _incomplete += end.Status == RunStatus.Completed ? 0 : 1;
            series.Add(collector);
        }

        return series;
    }

    private ClassStability Stability(int number, ClassTally tally, NameSeries series) => new(
        _classes[number].Name, Decision(number, series), tally.FirstNames, tally.Runs, tally.MostCommon, tally.Mappings, tally.Pairs(),
        tally.Mappings > 1 ? Remedy(number, series) : null);

    private DecidingSection Decision(int number, NameSeries series)
    {
        var naming = _classes[number].In(generation);
        return naming.Source switch
        {
            IndexSource.Fixed => DecidingSection.Topology,
            IndexSource.Parent => DecidingSection.AnotherClass,
            _ when naming.Taken == IndexTime.DeviceAdd => DecidingSection.Enumeration,
            _ => series.TakenAsync.Any(t => t.Class == number) ? DecidingSection.AsynchronousProbe : DecidingSection.SynchronousProbe,
        };
    }

    /// <summary>The driver that costs least among those that are enough alone, else all of them when that is enough; null when nothing is.</summary>
    private NameRemedy? Remedy(int number, NameSeries series)
    {
        var drivers = Users(number, series).Select(_names.Driver).Order(StringComparer.Ordinal).ToList();
        var alone = drivers.Select(d => Try(number, [d], series)).OfType<NameRemedy>().OrderBy(r => r.CostNs).FirstOrDefault();
        return alone ?? (drivers.Count > 1 ? Try(number, drivers, series) : null);
    }

    /// <summary>Drivers whose asynchronous probes took numbers of a class, or of the one that it follows.</summary>
    private HashSet<int> Users(int number, NameSeries series)
    {
        var users = new HashSet<int>();
        var seen = new HashSet<int>();
        for (var at = number; at >= 0 && seen.Add(at);)
        {
            var current = at;
            users.UnionWith(series.TakenAsync.Where(t => t.Class == current).Select(t => t.Driver));
            at = _classes.Select((c, i) => (c, i)).Where(p => string.Equals(p.c.Name, _classes[current].Of, StringComparison.Ordinal)).Select(p => p.i).DefaultIfEmpty(-1).First();
        }

        return users;
    }

    private NameRemedy? Try(int number, List<string> drivers, NameSeries series)
    {
        var key = string.Join(' ', drivers);
        if (!_forced.TryGetValue(key, out var forced))
        {
            _forced[key] = forced = Series(drivers);
        }

        return forced.Tallies.TryGetValue(number, out var tally) && tally.Mappings == 1
            ? new(drivers, tally.MostCommon, forced.MakespanNs, forced.MakespanNs - series.MakespanNs)
            : null;
    }

    private bool DependsOnSeed() =>
        scenario.Costs.WorkerWakeJitterNs > 0
        || (scenario.Costs.SoftAffinityStray > 0 && generation.SoftAffinity)
        || scenario.Probes.SelectMany(ProbeSteps.All).Any(s => s is DrawnStep);
}
