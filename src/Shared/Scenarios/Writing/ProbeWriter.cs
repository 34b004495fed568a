using System.Collections.Immutable;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Shared.Scenarios.Writing;

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
        return run.All(r => string.Equals(r.Driver, run[0].Driver, StringComparison.Ordinal) && r.RemoveNs == run[0].RemoveNs)
            && StepsAreUniform(run, series, r => r.Before)
            && StepsAreUniform(run, series, r => r.Work)
            && StepsAreUniform(run, series, r => r.After)
            && ResultIsUniform(run, series);
    }

    private static bool StepsAreUniform(ImmutableArray<ProbeRule> run, SeriesName series, Func<ProbeRule, ImmutableArray<ProbeStep>> part)
    {
        var first = part(run[0]);
        return run.All(r => part(r).Length == first.Length)
            && Enumerable.Range(0, first.Length).All(s => first[s] is CallStep { Target: not null } call
                ? run.All(r => part(r)[s] is CallStep { Target: not null } other && other.Operation == call.Operation)
                    && series.Common(run.Length, i => ((CallStep)part(run[i])[s]).Target!) is not null
                : run.All(r => Equals(Unnumbered(part(r)[s]), Unnumbered(first[s]))));
    }

    private static ProbeStep Unnumbered(ProbeStep step) => step is CallStep call ? call with { Ordinal = 0 } : step;

    private static bool ResultIsUniform(ImmutableArray<ProbeRule> run, SeriesName series) => run[0].Result is DeferUntilBoundResult defer
        ? run.All(r => r.Result is DeferUntilBoundResult other && Equals(other with { Supplier = defer.Supplier }, defer))
            && series.Common(run.Length, i => ((DeferUntilBoundResult)run[i].Result).Supplier) is not null
        : run.All(r => Equals(r.Result, run[0].Result));

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
        if (rule.RemoveNs != 0)
        {
            yaml.Plain("remove");
            yaml.Plain(Quantity.FormatDuration(rule.RemoveNs));
        }

        yaml.EndMapping();
    }

    private void WriteSteps(string key, ImmutableArray<ProbeRule> run, SeriesName? series, Func<ProbeRule, ImmutableArray<ProbeStep>> part)
    {
        var steps = part(run[0]);
        if (steps.IsEmpty)
        {
            return;
        }

        yaml.Plain(key);
        yaml.BeginList(inLine: true);
        for (var s = 0; s < steps.Length; s++)
        {
            yaml.BeginMapping(inLine: true);
            var place = s;
            WriteStep(steps[s], target => series?.Common(run.Length, i => ((CallStep)part(run[i])[place]).Target!) ?? target);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private void WriteStep(ProbeStep step, Func<string, string> common)
    {
        switch (step)
        {
            case WaitStep wait:
                Pair("wait", Quantity.FormatDuration(wait.DurationNs));
                break;
            case ComputeStep compute:
                Pair("compute", Quantity.FormatDuration(compute.DurationNs));
                break;
            case BusyStep busy:
                Pair("busy", Quantity.FormatDuration(busy.DurationNs));
                break;
            case TouchStep { NumaNode: null } touch:
                Pair("touch", Quantity.FormatSize(touch.Bytes));
                break;
            case TouchStep touch:
                yaml.Plain("touch");
                yaml.BeginMapping(inLine: true);
                Pair("bytes", Quantity.FormatSize(touch.Bytes));
                yaml.Plain("node");
                yaml.Number(touch.NumaNode.Value);
                yaml.EndMapping();
                break;
            case CallStep call:
                EventWriter.WriteOperation(yaml, call.Operation, call.Target is null ? null : common(call.Target));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step, "a step without a spelling");
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
                if (defer.DeferNs != 0)
                {
                    Pair("after", Quantity.FormatDuration(defer.DeferNs));
                }

                yaml.EndMapping();
                break;
        }
    }

    private void Pair(string key, string value)
    {
        yaml.Plain(key);
        yaml.Plain(value);
    }
}
