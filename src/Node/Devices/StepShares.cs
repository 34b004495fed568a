using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Node.Devices;

/// <summary>Divides steps between what is done under a lock and what is done after it. Both together are the whole, to the nanosecond.</summary>
internal static class StepShares
{
    private const int All = DurationDistribution.Million;

    /// <summary>What is done under the lock: the share of every work, and everything that is no work.</summary>
    internal static ImmutableArray<ProbeStep> First(ImmutableArray<ProbeStep> steps, int share) => share == All ? steps : [.. steps.Select(s => s switch
    {
        WaitStep wait => new WaitStep(Part(wait.DurationNs, share)),
        ComputeStep compute => new ComputeStep(Part(compute.DurationNs, share)),
        BusyStep busy => new BusyStep(Part(busy.DurationNs, share)),
        TouchStep touch => touch with { Bytes = Part(touch.Bytes, share) },
        _ => s,
    })];

    /// <summary>What is done after it.</summary>
    internal static ImmutableArray<ProbeStep> Rest(ImmutableArray<ProbeStep> steps, int share) => share == All ? [] : [.. steps.Select<ProbeStep, ProbeStep?>(s => s switch
    {
        WaitStep wait => new WaitStep(wait.DurationNs - Part(wait.DurationNs, share)),
        ComputeStep compute => new ComputeStep(compute.DurationNs - Part(compute.DurationNs, share)),
        BusyStep busy => new BusyStep(busy.DurationNs - Part(busy.DurationNs, share)),
        TouchStep touch => touch with { Bytes = touch.Bytes - Part(touch.Bytes, share) },
        _ => null,
    }).OfType<ProbeStep>()];

    private static long Part(long whole, int share) => (long)((Int128)whole * share / All);
}
