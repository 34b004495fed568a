using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Processes.Support;

/// <summary>Random scenarios, always the same ones, small enough to be run in great number by real processes.</summary>
internal static class RandomSources
{
    /// <summary>How many.</summary>
    internal const int Count = 200;

    private const int Drawn = 400;
    private const ulong Seed = 20_261_125;
    private const int FewestEvents = 20;
    private const int MostEvents = 3_000;

    private static readonly Lazy<IReadOnlyList<RunSource>> Sources = new(Make);

    /// <summary>The scenarios.</summary>
    internal static IReadOnlyList<RunSource> All => Sources.Value;

    private static List<RunSource> Make()
    {
        var sources = new List<RunSource>();
        var config = Config.QuickThrowOnFailure.WithMaxTest(Drawn).WithReplay(
            FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None)));
        Prop.ForAll(RandomCase.Any, c =>
        {
            // what goes round in circles until a bound ends it would keep a cluster busy for hours
            var run = sources.Count < Count ? c.Run() : null;
            if (run is { End.Status: RunStatus.Completed or RunStatus.Hung, End.Events: >= FewestEvents and <= MostEvents })
            {
                sources.Add(RunSource.OfText(c.ToFile()));
            }

            return true;
        }).Check(config);
        return sources;
    }
}
