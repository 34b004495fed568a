using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace NumaProbe.Determinism.Tests.Support;

/// <summary>
/// Puts a question to a thousand random cases, always the same ones unless <c>NUMAPROBE_SEED</c> names others. The smallest case that
/// fails becomes a scenario file.
/// </summary>
internal static class RandomCases
{
    internal const int Count = 1_000;

    private const string SeedVariable = "NUMAPROBE_SEED";
    private const ulong FixedSeed = 20_181_126;

    /// <summary>Fails with the smallest case to which the answer is not empty.</summary>
    /// <param name="problem">What is wrong with the run of a case; empty: nothing.</param>
    internal static void Check(Func<RandomCase, string> problem)
    {
        (RandomCase Case, string Problem)? smallest = null;
        var seed = Seed(FixedSeed);
        var config = Config.QuickThrowOnFailure.WithMaxTest(Count).WithReplay(
            FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            Prop.ForAll(RandomCase.Any, c =>
            {
                // what fails last is what shrinking ended with
                var found = Ask(problem, c);
                smallest = found.Length > 0 ? (c, found) : smallest;
                return found.Length == 0;
            }).Check(config);
        }
        catch (Exception) when (smallest is not null)
        {
            Assert.Fail(Describe(smallest.Value.Case, smallest.Value.Problem, seed));
        }
    }

    private static string Ask(Func<RandomCase, string> problem, RandomCase c)
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

    private static string Describe(RandomCase c, string problem, ulong seed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "failed"));
        var file = Path.Combine(folder.FullName, $"{c.Scenario.Name}.yaml");
        File.WriteAllText(file, c.ToFile());
        return string.Create(CultureInfo.InvariantCulture, $"{problem}\n\nkernel {c.Generation}, seed {c.Seed}, scenario {file}\nall cases again: {SeedVariable}={seed}");
    }

    /// <summary>The seed that the environment names, or the usual one.</summary>
    internal static ulong Seed(ulong usual) =>
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : usual;
}
