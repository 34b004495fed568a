using NumaProbe.Scenarios.Drivers;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Results;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Probes;

/// <summary>The keys of a rule on what probes do.</summary>
internal static class ProbeKeys
{
    internal static readonly FormatKey<string?> Device = new("device", Formats.Series, "the device; a series makes one rule for each", "any");
    internal static readonly FormatKey<string?> Driver = new("driver", OwnNames.In(context => context.Drivers), "the driver", "any");
    internal static readonly FormatKey Before = new("before", StepKinds.List, "steps that also run when the probe then fails or defers at entry");
    internal static readonly FormatKey Steps = new("steps", StepKinds.List, "the work");
    internal static readonly FormatKey After = new("after", StepKinds.List, "steps after the work");
    internal static readonly FormatKey Result = new("result", ResultFormat.Type, "how the probe ends", "`ok`");
    internal static readonly FormatKey<DurationDistribution?> Remove = new("remove", Formats.Drawn, "how long the driver's `remove()` sleeps", "0");

    internal static FormatMapping Mapping { get; } = new("probe", "What a driver's probe does with a device", [Device, Driver, Before, Steps, After, Result, Remove]) { Noun = "a probe" };
}
