using FsCheck;
using FsCheck.Fluent;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>A random run with random injections at random times.</summary>
/// <param name="Run">The scenario, the kernel and the seed.</param>
/// <param name="Seed">Seed of the injections: their times, threads and contents.</param>
/// <param name="Injections">How many.</param>
internal sealed record LiveCase(RandomCase Run, int Seed, int Injections)
{
    private const int MostInjections = 5;

    /// <summary>Any scenario with one to five injections; smaller cases have fewer of them and smaller scenarios.</summary>
    internal static Arbitrary<LiveCase> Any { get; } = Arb.From(
        from run in RandomCase.Any.Generator
        from seed in Gen.Choose(0, int.MaxValue)
        from injections in Gen.Choose(1, MostInjections)
        select new LiveCase(run, seed, injections),
        c => Enumerable.Range(1, c.Injections - 1).Select(fewer => c with { Injections = fewer })
            .Concat(RandomCase.Any.Shrinker(c.Run).Select(smaller => c with { Run = smaller })));
}
