using NumaProbe.Shared.Drivers;

namespace NumaProbe.Shared.Scenarios.Binding;

/// <summary>The spellings of <c>enum probe_type</c>: the kernel's, and the short ones of the recordings.</summary>
internal static class ProbeTypes
{
    internal static readonly string[] Words =
        ["PROBE_DEFAULT_STRATEGY", "PROBE_PREFER_ASYNCHRONOUS", "PROBE_FORCE_SYNCHRONOUS", "default", "async", "sync"];

    internal static ProbeType Bind(Field field, BindContext context) =>
        context.Values.Word(field, Words) is { } word ? (ProbeType)(Array.IndexOf(Words, word) % 3) : ProbeType.Default;

    /// <summary>The kernel's spelling.</summary>
    internal static string Spelling(ProbeType type) => Words[(int)type];
}
