using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>Finds the rule for a device and a driver. Built once a run, and anew when something is injected; holds no state of probes.</summary>
public sealed class ProbeRules
{
    /// <summary>What a probe without any rule does: nothing, successfully.</summary>
    public static readonly ProbeRule Nothing = new(null, null, [], [], [], new SuccessResult(), 0);

    private readonly ImmutableArray<string> _drivers;
    private readonly ImmutableArray<ProbeRule>[] _byDevice;
    private readonly ImmutableArray<ProbeRule> _anyDevice;

    private ProbeRules(ImmutableArray<string> drivers, ImmutableArray<ProbeRule>[] byDevice, ImmutableArray<ProbeRule> anyDevice)
    {
        _drivers = drivers;
        _byDevice = byDevice;
        _anyDevice = anyDevice;
    }

    /// <summary>No rules, for no devices and drivers.</summary>
    public static ProbeRules None { get; } = new([], [], []);

    /// <summary>These rules and more behind them, for these devices and drivers and perhaps more.</summary>
    /// <param name="rules">Further rules, in file order.</param>
    /// <param name="deviceNumbers">Number of each device by name.</param>
    /// <param name="drivers">Names of the drivers by number.</param>
    public ProbeRules Append(ReadOnlySpan<ProbeRule> rules, IReadOnlyDictionary<string, int> deviceNumbers, ImmutableArray<string> drivers)
    {
        ArgumentNullException.ThrowIfNull(deviceNumbers);
        var byDevice = new ImmutableArray<ProbeRule>[deviceNumbers.Count];
        _byDevice.CopyTo(byDevice, 0);
        byDevice.AsSpan(_byDevice.Length).Fill([]);
        var anyDevice = _anyDevice.ToBuilder();
        var added = new Dictionary<int, List<ProbeRule>>();
        foreach (var rule in rules)
        {
            if (rule.Device is null)
            {
                anyDevice.Add(rule);
                continue;
            }

            var device = deviceNumbers[rule.Device];
            if (!added.TryGetValue(device, out var own))
            {
                added[device] = own = [];
            }

            own.Add(rule);
        }

        foreach (var (device, own) in added)
        {
            byDevice[device] = [.. byDevice[device], .. own];
        }

        return new ProbeRules(drivers, byDevice, anyDevice.ToImmutable());
    }

    /// <summary>The rule that names both wins, then the device's, then the driver's, then the one for all; the first in the file among equals.</summary>
    /// <param name="device">Number of the device.</param>
    /// <param name="driver">Number of the driver.</param>
    public ProbeRule Find(int device, int driver) =>
        Best(_byDevice[device], _drivers[driver]) ?? Best(_anyDevice, _drivers[driver]) ?? Nothing;

    private static ProbeRule? Best(ImmutableArray<ProbeRule> rules, string driver)
    {
        ProbeRule? any = null;
        foreach (var rule in rules)
        {
            if (rule.Driver is null)
            {
                any ??= rule;
            }
            else if (string.Equals(rule.Driver, driver, StringComparison.Ordinal))
            {
                return rule;
            }
        }

        return any;
    }
}
