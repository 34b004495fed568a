using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>scsi_scan_host(): an asynchronous call that scans, waits for the hosts that began earlier, and publishes.</summary>
internal sealed class ScanHostStepKind() : StepKind(
    new FormatKey("scsi_scan_host", new MappingType(() => Keys), "`{scan: […], publish: […]}`: an asynchronous call that scans, waits for the hosts that began earlier and publishes"),
    "write for example {scan: [wait: 2s], publish: [device_add: disk0]}")
{
    private static readonly FormatKey Scan = new("scan", StepKinds.List, "beside the scans of other hosts", "nothing");
    private static readonly FormatKey Publish = new("publish", StepKinds.List, "when every host that began earlier is done", "nothing");
    private static readonly FormatMapping Keys = new("scanHost", "The scan of a SCSI host", [Scan, Publish]) { Noun = "a scan of a SCSI host" };

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Keys;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        if (MappingView.Open(field, reader.Context, Keys) is not { } view)
        {
            return null;
        }

        if (!view[Scan.Key].Given && !view[Publish.Key].Given)
        {
            reader.Context.Problems.Add(field.Mark, "a scan without anything", "there is nothing to do", Example);
            return null;
        }

        var lists = reader.ReadInOtherThread(view[Scan.Key], view[Publish.Key]);
        return StepPlan.Of(new ScanHostStep(lists[0].Shared ?? [], lists[1].Shared ?? []), lists, field);
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => step is ScanHostStep;

    /// <inheritdoc/>
    internal override bool AreUniform(IReadOnlyList<ProbeStep> steps, SeriesName series) =>
        steps.All(step => step is ScanHostStep)
        && StepWriter.AreUniform([.. steps.Select(step => ((ScanHostStep)step).Scan)], series)
        && StepWriter.AreUniform([.. steps.Select(step => ((ScanHostStep)step).Publish)], series);

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer)
    {
        var host = (ScanHostStep)steps[0];
        writer.Yaml.BeginMapping(inLine: true);
        if (!host.Scan.IsEmpty)
        {
            writer.Yaml.Plain(Scan.Key);
            writer.Write([.. steps.Select(step => ((ScanHostStep)step).Scan)], series);
        }

        if (!host.Publish.IsEmpty || host.Scan.IsEmpty)
        {
            writer.Yaml.Plain(Publish.Key);
            writer.Write([.. steps.Select(step => ((ScanHostStep)step).Publish)], series);
        }

        writer.Yaml.EndMapping();
    }
}
