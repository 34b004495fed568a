using NumaProbe.Determinism.Tests.Invariants;
using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Determinism.Tests;

/// <summary>What holds for every scenario.</summary>
public sealed class RandomScenarioTests
{
    [Fact]
    public void A_second_run_gives_the_same_trace_whatever_the_culture() => RandomCases.Check(c =>
    {
        var first = c.Run();
        using var culture = new StrangeCulture();
        var second = c.Run();
        return first.End == second.End && first.Hash == second.Hash ? "" : $"first {first.End} {first.Hash}\nsecond {second.End} {second.Hash}";
    });

    [Fact]
    public void Every_run_completes_or_hangs_and_never_fails() => RandomCases.Check(c =>
    {
        var end = c.Run().End;
        return end.Status is RunStatus.Completed or RunStatus.Hung ? "" : $"{end.Status}: {end.Message}";
    });

    [Fact]
    public void Every_trace_keeps_the_rules_of_the_kernel() => RandomCases.Check(c =>
    {
        var run = c.Run();
        return string.Join('\n', TraceChecker.Check(new RunFacts(c.Scenario, KernelGenerations.Find(c.Generation)!), run.Events, run.End));
    });
}
