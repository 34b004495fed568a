using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>Puts a question to some hundred random runs with injections, always the same ones unless <c>NUMAPROBE_SEED</c> names others.</summary>
internal static class LiveCases
{
    internal const int Count = 400;

    private const ulong FixedSeed = 20_190_514;

    /// <summary>Fails with the smallest case to which the answer is not empty.</summary>
    /// <param name="problem">What is wrong with a case; empty: nothing.</param>
    /// <param name="count">How many cases.</param>
    internal static void Check(Func<LiveCase, string> problem, int count = Count)
    {
        (LiveCase Case, string Problem)? smallest = null;
        var seed = RandomCases.Seed(FixedSeed);
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(LiveCase.Any, c =>
            {
                var found = Ask(problem, c);
                smallest = found.Length > 0 ? (c, found) : smallest;
                return found.Length == 0;
            }).Check(config);
        }
        catch (Exception) when (smallest is not null)
        {
            var (c, found) = smallest.Value;
            Assert.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"{found}\n\nkernel {c.Run.Generation}, seed {c.Run.Seed}, injections {c.Injections} of seed {c.Seed}, all cases again: NUMAPROBE_SEED={seed}\n{c.Run.ToFile()}"));
        }
    }

    private static string Ask(Func<LiveCase, string> problem, LiveCase c)
    {
        try
        {
            return problem(c);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.ToString();
        }
    }
}
