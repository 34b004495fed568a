using NumaProbe.Scenarios.Costs;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Constants of the cost model as files write them.</summary>
internal static class ShownCosts
{
    /// <summary>The value of a constant in a file.</summary>
    internal static string Shown(this CostMember member, CostModel costs)
    {
        var yaml = new YamlText();
        yaml.BeginMapping();
        member.Write(yaml, costs);
        yaml.EndMapping();
        return yaml.Finish()[(member.Key.Length + 2)..].TrimEnd();
    }
}
