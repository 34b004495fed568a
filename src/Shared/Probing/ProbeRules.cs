using System.Collections.Immutable;

namespace NumaProbe.Shared.Probing;

/// <summary>Finds the rule for a device and a driver. Built once a run; holds no state of probes.</summary>
public sealed class ProbeRules
{
    /// <summary>What a probe without any rule does: nothing, successfully.</summary>
    public static readonly ProbeRule Nothing = new(null, null, [], [], [], new SuccessResult(), 0);

    private readonly Dictionary<string, List<ProbeRule>> _byDevice = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ProbeRule> _anyDevice;

    /// <summary>Builds the index.</summary>
    /// <param name="rules">Rules of the scenario, in file order.</param>
    public ProbeRules(ImmutableArray<ProbeRule> rules)
    {
        foreach (var rule in rules.Where(r => r.Device is not null))
        {
            if (!_byDevice.TryGetValue(rule.Device!, out var list))
            {
                _byDevice[rule.Device!] = list = [];
            }

            list.Add(rule);
        }

        _anyDevice = [.. rules.Where(r => r.Device is null)];
    }

    /// <summary>The rule that names both wins, then the device's, then the driver's, then the one for all; the first in the file among equals.</summary>
    /// <param name="device">Device name.</param>
    /// <param name="driver">Driver name.</param>
    public ProbeRule Find(string device, string driver)
    {
        var own = _byDevice.TryGetValue(device, out var list) ? Best(list, driver) : null;
        return own ?? Best(_anyDevice, driver) ?? Nothing;
    }

    private static ProbeRule? Best(IReadOnlyList<ProbeRule> rules, string driver)
    {
        ProbeRule? any = null;
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
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
