using NumaProbe.Api.Machine;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>Something that a client may wait for.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Device">The device, where it is about one.</param>
/// <param name="State">The state wanted of it.</param>
internal sealed record Condition(ConditionKind Kind, string? Device = null, string? State = null)
{
    /// <summary>What may be asked for, for people.</summary>
    internal const string Forms = "idle, all-bound, ready, run=finished or device/NAME=bound (or another state of a device)";

    private const string DevicePrefix = "device/";

    /// <summary>Reads a condition; null when it is none.</summary>
    internal static Condition? Parse(string text)
    {
        switch (text)
        {
            case "idle":
                return new Condition(ConditionKind.Idle);
            case "all-bound":
                return new Condition(ConditionKind.AllBound);
            case "ready":
                return new Condition(ConditionKind.Ready);
            case "run=finished":
                return new Condition(ConditionKind.RunFinished);
            default:
                return ParseDevice(text);
        }
    }

    // names of devices may contain anything but blanks and quotes, so the last sign divides
    private static Condition? ParseDevice(string text)
    {
        var equals = text.LastIndexOf('=');
        if (!text.StartsWith(DevicePrefix, StringComparison.Ordinal) || equals <= DevicePrefix.Length || equals - DevicePrefix.Length > ScenarioLimits.NameLength)
        {
            return null;
        }

        var state = text[(equals + 1)..];
        return DeviceWords.All.Contains(state, StringComparer.Ordinal)
            ? new Condition(ConditionKind.Device, text[DevicePrefix.Length..equals], state)
            : null;
    }
}
