using NumaProbe.Scenarios.Events;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>Every kind of step, in the order of the reference page. Calls of operations are steps too, and no kind: they are those of events.</summary>
internal static class StepKinds
{
    private static readonly StepKind Wait = new TimedStepKind(DrawnWork.Wait, "asleep until the hardware answers; no CPU is used");
    private static readonly StepKind Compute = new TimedStepKind(DrawnWork.Compute, "CPU time; takes longer when the CPU is shared");
    private static readonly StepKind Busy = new TimedStepKind(DrawnWork.Busy, "busy for that long however the CPU is shared");
    private static readonly StepKind Touch = new TouchStepKind();
    private static readonly StepKind Locked = new LockedStepKind();

    internal static IReadOnlyList<StepKind> All { get; } =
    [
        Wait, Compute, Busy, Touch, Locked,
        new IndexStepKind(), new MapPagesStepKind(), new ParallelStepKind(), new EarlierCookiesStepKind(), new ScanHostStepKind(), new AtaHostStepKind(),
    ];

    /// <summary>Keys of the kinds that have a quantity, which may have been fitted.</summary>
    internal static IReadOnlyList<string> WithQuantities { get; } = [.. new[] { Wait, Compute, Busy, Touch, Locked }.Select(kind => kind.Key.Key)];

    /// <summary>A step: one key that says what is done.</summary>
    internal static FormatMapping Mapping { get; } = OneOfAll(new("step", "A step of a probe", [.. All.Select(kind => kind.Key), .. EventKeys.Operations(inEvents: false)]) { Noun = "a step" });

    /// <summary>The mappings of kinds that have one.</summary>
    internal static IEnumerable<FormatMapping> Mappings => All.Select(kind => kind.Mapping).OfType<FormatMapping>();

    /// <summary>A list of steps.</summary>
    internal static FormatType List => new ListType(new MappingType(() => Mapping), 0, ScenarioLimits.ProbeSteps);

    /// <summary>Lists of steps, a list for each part.</summary>
    internal static FormatType Parts => new ListType(List, 1, ScenarioLimits.ParallelParts);

    /// <summary>The kind with a key, or null.</summary>
    internal static StepKind? Find(string key) => All.FirstOrDefault(kind => string.Equals(kind.Key.Key, key, StringComparison.Ordinal));

    /// <summary>The kind that a step is written as.</summary>
    internal static StepKind Of(ProbeStep step) =>
        All.FirstOrDefault(kind => kind.Writes(step)) ?? throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a spelling");

    private static FormatMapping OneOfAll(FormatMapping mapping) => mapping with { OneOf = mapping.Keys };
}
