using System.Collections.Immutable;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Binding;
using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Writing;

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
        if (rule.Device is not null)
        {
            yaml.Plain("device");
            yaml.Text(series?.Template(run.Length) ?? rule.Device);
        }

        if (rule.Driver is not null)
        {
            yaml.Plain("driver");
            yaml.Text(rule.Driver);
        }

        WriteSteps("before", run, series, r => r.Before);
        WriteSteps("steps", run, series, r => r.Work);
        WriteSteps("after", run, series, r => r.After);
        WriteResult(run, series);
        if (rule.Remove != FixedDuration.None)
        {
            yaml.Plain("remove");
            yaml.Text(DistributionText.Format(rule.Remove));
        }

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

    private void WriteResult(ImmutableArray<ProbeRule> run, SeriesName? series)
    {
        switch (run[0].Result)
        {
            case ErrorResult error:
                yaml.Error("result", error);
                break;
            case DeferUntilBoundResult defer:
                yaml.Plain("result");
                yaml.BeginMapping(inLine: true);
                yaml.Plain("defer_until_bound");
                yaml.Text(series?.Common(run.Length, i => ((DeferUntilBoundResult)run[i].Result).Supplier) ?? defer.Supplier);
                Pair("check_at", defer.CheckAtExit ? "exit" : "entry");
                if (defer.Delay != FixedDuration.None)
                {
                    yaml.Plain("after");
                    yaml.Text(DistributionText.Format(defer.Delay));
                }

                yaml.EndMapping();
                break;
            case ConditionalResult conditional:
                WriteCases(conditional);
                break;
        }
    }

    private void WriteCases(ConditionalResult result)
    {
        yaml.Plain("result");
        yaml.BeginList(inLine: true);
        foreach (var one in result.Cases)
        {
            yaml.BeginMapping(inLine: true);
            Pair("errno", Errno.Name(one.Errno));
            if (one.CheckAtEntry)
            {
                Pair("check_at", "entry");
            }

            yaml.Plain("if");
            WriteCondition(one.Condition);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private void WriteCondition(ResultCondition condition)
    {
        yaml.BeginMapping(inLine: true);
        if (condition.Attempt is { } attempt)
        {
            yaml.Plain("attempt");
            yaml.Number(attempt);
        }

        if (condition.Node is { } node)
        {
            yaml.Plain("node");
            yaml.Number(node);
        }

        WriteRelease("since", condition.Since);
        WriteRelease("before", condition.Before);
        foreach (var (key, device) in FileWords.DeviceConditions.Zip(condition.Devices))
        {
            if (device is not null)
            {
                yaml.Plain(key);
                yaml.Text(device);
            }
        }

        yaml.EndMapping();
    }

    private void WriteRelease(string key, string? release)
    {
        if (release is not null)
        {
            yaml.Plain(key);
            yaml.Text(release);
        }
    }

    private void Pair(string key, string value)
    {
        yaml.Plain(key);
        yaml.Plain(value);
    }
}
