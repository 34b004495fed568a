using System.Globalization;
using NumaProbe.Shared.Quantities;

namespace NumaProbe.Shared.Operations;

/// <summary>
/// Parses the targets of events and of calls inside probes, which a scenario keeps as written. A loaded scenario's
/// targets are valid, so the readers that return a value throw only on scenarios built by hand; whether names resolve
/// is the loader's business, not this type's.
/// </summary>
public static class EventTargets
{
    /// <summary>Name of the domain that async_schedule() uses (async_dfl_domain of kernel/async.c).</summary>
    public const string DefaultDomain = "default";

    /// <summary>Name of the domain of <see cref="EventOperation.AsyncJobExclusive"/> (ASYNC_DOMAIN_EXCLUSIVE).</summary>
    public const string ExclusiveDomain = "exclusive";

    /// <summary>Nanoseconds of a <see cref="EventOperation.Sleep"/> target: a plain number counts milliseconds.</summary>
    /// <param name="target">For example <c>50</c> or <c>50ms</c>.</param>
    /// <exception cref="FormatException">No duration.</exception>
    public static long SleepNs(string target)
    {
        var reading = Milliseconds(target);
        return reading.Ok ? reading.Value : throw new FormatException($"'{target}' is no sleep: it {reading.Why}");
    }

    /// <summary>Node (-1: none) and nanoseconds of an <see cref="EventOperation.AsyncJob"/> target.</summary>
    /// <param name="target">For example <c>1:50</c> or <c>1:50ms</c>.</param>
    /// <exception cref="FormatException">Not of the form <c>node:duration</c>.</exception>
    public static (int Node, long Ns) AsyncJob(string target)
    {
        var (node, duration) = Split(target, "node:duration");
        var reading = Milliseconds(duration);
        return reading.Ok ? (Integer(node), reading.Value) : throw new FormatException($"'{target}' is no job: its duration {reading.Why}");
    }

    /// <summary>Driver and device of a bind or unbind. The first colon divides, so device names may contain colons.</summary>
    /// <param name="target">For example <c>nvme:0000:3b:00.0</c>.</param>
    /// <exception cref="FormatException">Not of the form <c>driver:device</c>.</exception>
    public static (string Driver, string Device) Pair(string target) => Split(target, "driver:device");

    /// <summary>Bus and new value of a write to <c>drivers_autoprobe</c>.</summary>
    /// <param name="target">For example <c>platform:0</c>.</param>
    /// <exception cref="FormatException">Not of the form <c>bus:0</c> or <c>bus:1</c>.</exception>
    public static (string Bus, bool On) Autoprobe(string target)
    {
        var (bus, value) = Split(target, "bus:0 or bus:1");
        return value switch
        {
            "0" => (bus, false),
            "1" => (bus, true),
            _ => throw new FormatException($"'{target}' is not of the form bus:0 or bus:1"),
        };
    }

    /// <summary>Device and node of a write to <c>numa_node</c>. The last colon divides, so device names may contain colons.</summary>
    /// <param name="target">For example <c>0000:3b:00.0:1</c>.</param>
    /// <exception cref="FormatException">Not of the form <c>device:node</c>.</exception>
    public static (string Device, int Node) DeviceAndNode(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var colon = target.LastIndexOf(':');
        return colon > 0 ? (target[..colon], Integer(target[(colon + 1)..])) : throw new FormatException($"'{target}' is not of the form device:node");
    }

    /// <summary>Device and new parent of a <see cref="EventOperation.DeviceMove"/>.</summary>
    /// <param name="target">For example <c>0000:3b:00.0:0000:00:01.0</c>.</param>
    /// <param name="isDevice">Whether there is a device of that name.</param>
    /// <exception cref="FormatException">No colon has a device on either side, or more than one has.</exception>
    public static (string Device, string Parent) DeviceAndParent(string target, Func<string, bool> isDevice) => Divided(target, isDevice) is [var one]
        ? one
        : throw new FormatException($"'{target}' is not of the form device:parent");

    /// <summary>Every way to divide a target at a colon with a device on either side.</summary>
    internal static IReadOnlyList<(string Device, string Parent)> Divided(string target, Func<string, bool> isDevice)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(isDevice);
        return [.. Enumerable.Range(0, target.Length).Where(i => target[i] == ':').Select(i => (target[..i], target[(i + 1)..])).Where(d => isDevice(d.Item1) && isDevice(d.Item2))];
    }

    /// <summary>CPU or node number.</summary>
    /// <param name="target">For example <c>3</c>.</param>
    /// <exception cref="FormatException">No number.</exception>
    public static int Number(string target) => Integer(target);

    /// <summary>Reads a duration in which a plain number counts milliseconds.</summary>
    internal static QuantityReading Milliseconds(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 0 && text.All(static c => char.IsAsciiDigit(c) || c == '.')
            ? Quantity.Duration(text + "ms")
            : Quantity.Duration(text);
    }

    private static (string Left, string Right) Split(string target, string form)
    {
        ArgumentNullException.ThrowIfNull(target);
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < target.Length - 1
            ? (target[..colon], target[(colon + 1)..])
            : throw new FormatException($"'{target}' is not of the form {form}");
    }

    private static int Integer(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is no number");
}
