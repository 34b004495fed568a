using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>Finds the rule for a device and a driver. Built once a run; holds no state of probes.</summary>
public sealed class ProbeRules
{
    /// <summary>What a probe without any rule does: nothing, successfully.</summary>
    public static readonly ProbeRule Nothing = new(null, null, [], [], [], new SuccessResult(), 0);

    private readonly ImmutableArray<string> _drivers;
    private readonly List<ProbeRule>?[] _byDevice;
    private readonly List<ProbeRule> _anyDevice = [];

    /// <summary>Builds the index.</summary>
    /// <param name="rules">Rules of the scenario, in file order.</param>
    /// <param name="deviceNumbers">Number of each device by name.</param>
    /// <param name="drivers">Names of the drivers by number.</param>
    public ProbeRules(ImmutableArray<ProbeRule> rules, IReadOnlyDictionary<string, int> deviceNumbers, ImmutableArray<string> drivers)
    {
        ArgumentNullException.ThrowIfNull(deviceNumbers);
        _drivers = drivers;
        _byDevice = new List<ProbeRule>?[deviceNumbers.Count];
        foreach (var rule in rules)
        {
            var list = rule.Device is null ? _anyDevice : _byDevice[deviceNumbers[rule.Device]] ??= [];
            list.Add(rule);
        }
    }

    /// <summary>The rule that names both wins, then the device's, then the driver's, then the one for all; the first in the file among equals.</summary>
    /// <param name="device">Number of the device.</param>
    /// <param name="driver">Number of the driver.</param>
    public ProbeRule Find(int device, int driver)
    {
        var own = _byDevice[device] is { } list ? Best(list, _drivers[driver]) : null;
        return own ?? Best(_anyDevice, _drivers[driver]) ?? Nothing;
    }

    private static ProbeRule? Best(List<ProbeRule> rules, string driver)
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
