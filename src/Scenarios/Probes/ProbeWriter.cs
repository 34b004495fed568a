using System.Collections.Immutable;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Scenarios.Results;
using NumaProbe.Scenarios.Steps;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Probes;

/// <summary>Writes what probes do; neighbouring rules that differ only by the number of their device become one.</summary>
internal sealed class ProbeWriter(YamlText yaml)
{
    internal void Write(ImmutableArray<ProbeRule> rules)
    {
        var names = rules.Select(r => r.Device ?? "").ToList();
        foreach (var (start, count) in SeriesRuns.Of(names, (start, count) => IsUniform(rules, start, count)))
        {
            WriteRule(rules.Slice(start, count));
        }
    }

    private static bool IsUniform(ImmutableArray<ProbeRule> rules, int start, int count)
    {
        var run = rules.Slice(start, count);
        var series = SeriesName.Cut(run[0].Device!)!.Value;
        return run.All(r => string.Equals(r.Driver, run[0].Driver, StringComparison.Ordinal) && DistributionText.AreSame(r.Remove, run[0].Remove))
            && StepWriter.AreUniform([.. run.Select(r => r.Before)], series)
            && StepWriter.AreUniform([.. run.Select(r => r.Work)], series)
            && StepWriter.AreUniform([.. run.Select(r => r.After)], series)
            && ResultIsUniform(run, series);
    }

    private static bool ResultIsUniform(ImmutableArray<ProbeRule> run, SeriesName series) => run[0].Result is DeferUntilBoundResult defer
        ? run.All(r => r.Result is DeferUntilBoundResult other && other.CheckAtExit == defer.CheckAtExit && DistributionText.AreSame(other.Delay, defer.Delay))
            && series.Common(run.Length, i => ((DeferUntilBoundResult)run[i].Result).Supplier) is not null
        : run.All(r => Equals(r.Result, run[0].Result) && r.Result is not ConditionalResult);

    private void WriteRule(ImmutableArray<ProbeRule> run)
    {
        var rule = run[0];
        var series = run.Length > 1 ? SeriesName.Cut(rule.Device!) : null;
        yaml.BeginMapping(inLine: true);
        ProbeKeys.Device.Write(yaml, rule.Device is null ? null : series?.Template(run.Length) ?? rule.Device);
        ProbeKeys.Driver.Write(yaml, rule.Driver);
        WriteSteps(ProbeKeys.Before.Key, run, series, r => r.Before);
        WriteSteps(ProbeKeys.Steps.Key, run, series, r => r.Work);
        WriteSteps(ProbeKeys.After.Key, run, series, r => r.After);
        if (rule.Result is not SuccessResult)
        {
            yaml.Plain(ProbeKeys.Result.Key);
            ResultFormat.Write(yaml, rule.Result, rule.Result is DeferUntilBoundResult ? series?.Common(run.Length, i => ((DeferUntilBoundResult)run[i].Result).Supplier) : null);
        }

        ProbeKeys.Remove.Write(yaml, rule.Remove == FixedDuration.None ? null : rule.Remove);
        yaml.EndMapping();
    }

    private void WriteSteps(string key, ImmutableArray<ProbeRule> run, SeriesName? series, Func<ProbeRule, ImmutableArray<ProbeStep>> part)
    {
        if (!part(run[0]).IsEmpty)
        {
            yaml.Plain(key);
            new StepWriter(yaml).Write([.. run.Select(part)], series);
        }
    }
}
