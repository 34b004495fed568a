using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Scenarios;
using NumaProbe.Scenarios.Tests;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Model;
using NumaProbe.VirtualTime;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>A random scenario, with the kernel and the seed to run it with.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Generation">Name of the kernel generation.</param>
/// <param name="Seed">Seed of the run.</param>
internal sealed record RandomCase(Scenario Scenario, string Generation, ulong Seed)
{
    /// <summary>Any scenario on any generation; smaller ones have fewer events, devices, drivers, rules and options.</summary>
    internal static Arbitrary<RandomCase> Any { get; } = Arb.From(
        from scenario in ScenarioGenerator.Scenarios.Generator
        from generation in Gen.Elements(KernelGenerations.All.Select(g => g.Name))
        from seed in ArbMap.Default.GeneratorFor<ulong>()
        select new RandomCase(scenario, generation, seed),
        c => ScenarioGenerator.Scenarios.Shrinker(c.Scenario).Select(smaller => c with { Scenario = smaller }));

    /// <summary>Runs it.</summary>
    internal TraceRun Run() => Run(BareHosts.Instance);

    /// <summary>Runs it on an actor host of one's choice.</summary>
    internal TraceRun Run(IActorHosts hosts) => TraceRun.Execute(Scenario, KernelGenerations.Find(Generation)!, Seed, hosts);

    /// <summary>The scenario as a file that repeats the run without further options.</summary>
    internal string ToFile() => ScenarioWriter.Write(Scenario with { Generation = Generation, Seed = Seed });
}
