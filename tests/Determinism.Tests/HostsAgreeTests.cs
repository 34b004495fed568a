using NumaProbe.Determinism.Tests.Support;
using NumaProbe.Shared.Generations;
using NumaProbe.VirtualTime;
using NumaProbe.VirtualTime.Akka;

namespace NumaProbe.Determinism.Tests;

/// <summary>The actors are written once and run on two actor hosts, and both give the same bytes: what is stored for the bare loop holds for Akka.NET.</summary>
public sealed class HostsAgreeTests
{
    public static TheoryData<string> Lessons => [.. StoredTraces.Lessons];

    public static TheoryData<string> Kernels => [.. StoredTraces.Kernels];

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_on_Akka_has_its_stored_trace_on_every_generation(string lesson) =>
        StoredTraces.ShouldBeStored(KernelGenerations.All.Select(generation => StoredTraces.OfLesson(lesson, generation, AkkaHosts.Instance)));

    [Theory]
    [MemberData(nameof(Kernels))]
    public void The_scenario_of_a_recording_on_Akka_has_its_stored_trace(string kernel) =>
        StoredTraces.ShouldBeStored(StoredTraces.OfRecordings(kernel, AkkaHosts.Instance));

    [Fact]
    public void A_random_scenario_gives_the_same_end_and_trace_on_both_actor_hosts() => RandomCases.Check(c =>
    {
        var (bare, akka) = (c.Run(BareHosts.Instance), c.Run(AkkaHosts.Instance));
        return bare.End == akka.End && bare.Hash == akka.Hash ? "" : $"bare {bare.End} {bare.Hash}\nAkka {akka.End} {akka.Hash}";
    });
}
