using NumaProbe.Scenarios.Distributions;
using NumaProbe.Shared.Probing;
using NumaProbe.Shared.Quantities;
using Steps = System.Collections.Immutable.ImmutableArray<NumaProbe.Shared.Probing.ProbeStep>;

namespace NumaProbe.Scenarios.Writing;

/// <summary>
/// Writes the steps of probes. Takes the same list of each rule of a series at once, and writes <c>{}</c> where a target counts with the
/// device.
/// </summary>
internal sealed class StepWriter(YamlText yaml)
{
    /// <summary>True when the lists differ by the number in their targets only.</summary>
    /// <param name="lists">One list for each device of the series.</param>
    /// <param name="series">The series.</param>
    internal static bool AreUniform(IReadOnlyList<Steps> lists, SeriesName series) =>
        lists.All(l => l.Length == lists[0].Length)
        && Enumerable.Range(0, lists[0].Length).All(place => IsUniform([.. lists.Select(l => l[place])], series));

    /// <summary>Writes the list.</summary>
    /// <param name="lists">One list for each device of the series, uniform.</param>
    /// <param name="series">The series, or null for one device.</param>
    internal void Write(IReadOnlyList<Steps> lists, SeriesName? series)
    {
        yaml.BeginList(inLine: true);
        for (var s = 0; s < lists[0].Length; s++)
        {
            var place = s;
            yaml.BeginMapping(inLine: true);
            WriteStep([.. lists.Select(l => l[place])], series);
            yaml.EndMapping();
        }

        yaml.EndList();
    }

    private static bool IsUniform(IReadOnlyList<ProbeStep> steps, SeriesName series)
    {
        var first = steps[0];
        var inside = ProbeSteps.Inside(first).Count();
        return first switch
        {
            CallStep { Target: not null } call => steps.All(s => s is CallStep { Target: not null } other && other.Operation == call.Operation)
                && series.Common(steps.Count, i => ((CallStep)steps[i]).Target!) is not null,
            DrawnStep drawn => steps.All(s => s is DrawnStep other && other.Work == drawn.Work
                && DistributionText.AreSame(other.Duration, drawn.Duration)),
            LockedStep locked => steps.All(s => s is LockedStep other && Equals(other with { Steps = locked.Steps }, locked))
                && AreUniform([.. steps.Select(s => ((LockedStep)s).Steps)], series),
            ScanHostStep => steps.All(s => s is ScanHostStep)
                && AreUniform([.. steps.Select(s => ((ScanHostStep)s).Scan)], series)
                && AreUniform([.. steps.Select(s => ((ScanHostStep)s).Publish)], series),
            ParallelStep parallel => steps.All(s => s is ParallelStep other && other.Detached == parallel.Detached && other.Parts.Length == inside)
                && Enumerable.Range(0, inside).All(part => AreUniform([.. steps.Select(s => ((ParallelStep)s).Parts[part])], series)),
            _ => steps.All(s => Equals(Unnumbered(s), Unnumbered(first))),
        };
    }

    private static ProbeStep Unnumbered(ProbeStep step) => step is CallStep call ? call with { Ordinal = 0 } : step;

    private void WriteStep(IReadOnlyList<ProbeStep> steps, SeriesName? series)
    {
        switch (steps[0])
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
            case DrawnStep drawn:
                yaml.Plain(drawn.Work switch { DrawnWork.Wait => "wait", DrawnWork.Compute => "compute", _ => "busy" });
                yaml.Text(DistributionText.Format(drawn.Duration));
                break;
            case TouchStep touch:
                WriteMemory("touch", touch.Bytes, touch.NumaNode);
                break;
            case CallStep { Target: null } call:
                EventWriter.WriteOperation(yaml, call.Operation, null);
                break;
            case CallStep call:
                EventWriter.WriteOperation(yaml, call.Operation, series?.Common(steps.Count, i => ((CallStep)steps[i]).Target!) ?? call.Target);
                break;
            case IndexStep index:
                WriteIndex(index);
                break;
            case MapPagesStep map:
                WriteMemory("map_pages", map.Bytes, map.NumaNode);
                break;
            case ScanHostStep host:
                WriteScanHost(host, [.. steps.Cast<ScanHostStep>()], series);
                break;
            case EarlierCookiesStep:
                Pair("wait_for_earlier_cookies", "null");
                break;
            case LockedStep locked:
                WriteLocked(locked, [.. steps.Select(s => ((LockedStep)s).Steps)], series);
                break;
            case ParallelStep parallel:
                WriteParallel(parallel, [.. steps.Cast<ParallelStep>()], series);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(steps), steps[0], "a step without a spelling");
        }
    }

    private void WriteMemory(string key, long bytes, int? onNode)
    {
        if (onNode is not { } node)
        {
            Pair(key, Quantity.FormatSize(bytes));
            return;
        }

        yaml.Plain(key);
        yaml.BeginMapping(inLine: true);
        Pair("bytes", Quantity.FormatSize(bytes));
        yaml.Plain("node");
        yaml.Number(node);
        yaml.EndMapping();
    }

    private void WriteIndex(IndexStep index)
    {
        yaml.Plain("index");
        if (index.Of is null)
        {
            yaml.Text(index.Class);
            return;
        }

        yaml.BeginMapping(inLine: true);
        yaml.Plain("class");
        yaml.Text(index.Class);
        yaml.Plain("of");
        yaml.Text(index.Of);
        yaml.EndMapping();
    }

    private void WriteScanHost(ScanHostStep host, IReadOnlyList<ScanHostStep> all, SeriesName? series)
    {
        yaml.Plain("scsi_scan_host");
        yaml.BeginMapping(inLine: true);
        if (!host.Scan.IsEmpty)
        {
            yaml.Plain("scan");
            Write([.. all.Select(h => h.Scan)], series);
        }

        if (!host.Publish.IsEmpty || host.Scan.IsEmpty)
        {
            yaml.Plain("publish");
            Write([.. all.Select(h => h.Publish)], series);
        }

        yaml.EndMapping();
    }

    private void WriteLocked(LockedStep locked, IReadOnlyList<Steps> lists, SeriesName? series)
    {
        yaml.Plain("locked");
        yaml.BeginMapping(inLine: true);
        yaml.Plain("lock");
        yaml.Text(locked.Lock);
        if (locked.SharePerMillion != DurationDistribution.Million)
        {
            yaml.Plain("share");
            yaml.Text(Shares.Format(locked.SharePerMillion));
        }

        yaml.Plain("steps");
        Write(lists, series);
        yaml.EndMapping();
    }

    private void WriteParallel(ParallelStep parallel, IReadOnlyList<ParallelStep> all, SeriesName? series)
    {
        yaml.Plain("parallel");
        if (parallel.Detached)
        {
            yaml.BeginMapping(inLine: true);
            yaml.Plain("detached");
            yaml.Boolean(true);
            yaml.Plain("parts");
        }

        yaml.BeginList(inLine: true);
        for (var part = 0; part < parallel.Parts.Length; part++)
        {
            var place = part;
            Write([.. all.Select(p => p.Parts[place])], series);
        }

        yaml.EndList();
        if (parallel.Detached)
        {
            yaml.EndMapping();
        }
    }

    private void Pair(string key, string value)
    {
        yaml.Plain(key);
        yaml.Plain(value);
    }
}
