using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Node.Devices;

/// <summary>
/// The drawn durations of one run of a probe body: a function of the run's seed, device, driver, try, part and step, whoever else draws
/// before or after. Owns how many were drawn.
/// </summary>
internal sealed class DurationDraw(ulong seed, int device, int driver, int attempt, int part)
{
    /// <summary>Keeps these draws apart from all others of the run ("duration" in ASCII).</summary>
    private const ulong Purpose = 0x6475_7261_7469_6F6E;

    /// <summary>In place of a part: the sleep of a probe that finds at entry that it must defer.</summary>
    internal const int BeforeDeferring = -2;

    /// <summary>In place of a part: the driver's remove().</summary>
    internal const int OfRemove = -3;

    private readonly ulong _key = SeededDraw.Next(
        SeededDraw.Next(seed ^ Purpose, ((ulong)(uint)device << 32) | (uint)driver, (ulong)(uint)attempt), (ulong)(uint)(part + 1), 0);

    private ulong _drawn;

    /// <summary>The next duration, nanoseconds.</summary>
    internal long Next(DurationDistribution distribution) => distribution.At(SeededDraw.Next(_key, 0, _drawn++));

    /// <summary>A duration that is not one of a step's.</summary>
    internal static long Once(ulong seed, DurationDistribution distribution, int device, int driver, int attempt, int part) =>
        distribution is FixedDuration known ? known.DurationNs : new DurationDraw(seed, device, driver, attempt, part).Next(distribution);

    /// <summary>The steps with every drawn duration made a fixed one, those inside locks too.</summary>
    internal ImmutableArray<ProbeStep> Settle(ImmutableArray<ProbeStep> steps) => ProbeSteps.Flat(steps).Any(s => s is DrawnStep)
        ? [.. steps.Select(Settle)]
        : steps;

    private ProbeStep Settle(ProbeStep step) => step switch
    {
        DrawnStep { Work: DrawnWork.Wait } drawn => new WaitStep(Next(drawn.Duration)),
        DrawnStep { Work: DrawnWork.Compute } drawn => new ComputeStep(Next(drawn.Duration)),
        DrawnStep drawn => new BusyStep(Next(drawn.Duration)),
        LockedStep locked => locked with { Steps = Settle(locked.Steps) },
        _ => step,
    };
}
