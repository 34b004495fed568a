using System.Text.Json;
using NumaProbe.Shared.Drivers;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Scenarios.Format;

/// <summary>
/// The words of scenario files where a key takes one of a few: the reader takes them, the writer writes them, schema and reference page list them. Each list is in
/// the order of its enum.
/// </summary>
internal static class FileWords
{
    /// <summary>Key of a published figure.</summary>
    internal const string Published = "published";

    /// <summary>The cost model of a server.</summary>
    internal const string Server = "server";

    /// <summary>The cost model of the machine of the recordings.</summary>
    internal const string QemuTcg = "qemu-tcg";

    /// <summary>How a run ends.</summary>
    internal static readonly string[] Statuses = ["completed", "hung", "limit-reached", "failed"];

    /// <summary>What a published figure says of the constants.</summary>
    internal static readonly string[] Constants = ["fitted", "predicted"];

    /// <summary>Kinds of buses.</summary>
    internal static readonly string[] BusKinds = ["plain", "pci"];

    /// <summary>When a result is decided.</summary>
    internal static readonly string[] CheckAt = ["entry", "exit"];

    /// <summary>What a condition may ask of a device.</summary>
    internal static readonly string[] DeviceConditions = ["bound", "not_bound", "present", "not_present"];

    /// <summary>Cost models to begin with.</summary>
    internal static readonly string[] CostPresets = [Server, QemuTcg];

    /// <summary>What may be fitted: a constant of the cost model, or a quantity in steps of this kind.</summary>
    internal static readonly string[] Fittable = [.. CostMembers.All.Select(m => m.Key), .. StepFormat.WorkKeys];

    /// <summary>The spellings of <c>enum probe_type</c>: the kernel's, and the short ones of the recordings.</summary>
    internal static readonly string[] ProbeTypes =
        ["PROBE_DEFAULT_STRATEGY", "PROBE_PREFER_ASYNCHRONOUS", "PROBE_FORCE_SYNCHRONOUS", "default", "async", "sync"];

    /// <summary>Where a number of a naming class comes from.</summary>
    internal static readonly string[] IndexSources = [.. Enum.GetValues<IndexSource>().Select(Of)];

    /// <summary>When it is taken.</summary>
    internal static readonly string[] IndexTimes = [.. Enum.GetValues<IndexTime>().Select(Of)];

    /// <summary>The kernel's spelling of a probe type.</summary>
    internal static string Of(ProbeType type) => ProbeTypes[(int)type];

    /// <summary>The spelling of a source.</summary>
    internal static string Of(IndexSource source) => JsonNamingPolicy.SnakeCaseLower.ConvertName(source.ToString());

    /// <summary>The spelling of a time.</summary>
    internal static string Of(IndexTime time) => JsonNamingPolicy.SnakeCaseLower.ConvertName(time.ToString());
}
