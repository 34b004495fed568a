using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Steps;

/// <summary>
/// The ports of a libata host (ata_host_register()). Becomes parallel parts, and is written as those: each does what async_port_probe() does, wait for the hardware,
/// wait for earlier cookies, scan. On a host that may not scan in parallel every port but the first waits for them before its hardware too.
/// </summary>
internal sealed class AtaHostStepKind() : StepKind(
    new FormatKey("ata_host_register", new MappingType(() => Keys), "`{ports: [[…], […]], scan: [[…], […]]}`: an asynchronous call for each port, as `async_port_probe()` of libata"),
    "write for example {ports: [[wait: 2s], [wait: 1s]], scan: [[device_add: disk0], [device_add: disk1]]}")
{
    private static readonly FormatKey Ports = new("ports", StepKinds.Parts, "for each port what waits for its hardware", null);
    private static readonly FormatKey Scan = new("scan", StepKinds.Parts, "for each port what scans it, in the order of ports", "nothing");
    private static readonly FormatKey<bool?> ParallelScan = new("parallel_scan", Formats.Flag, "the hardware of all ports is waited for at once (`ATA_HOST_PARALLEL_SCAN`); otherwise of one port after another", "true");
    private static readonly FormatMapping Keys = new("ataHost", "The ports of a libata host", [Ports, Scan, ParallelScan]) { Noun = "an ATA host" };

    /// <inheritdoc/>
    internal override FormatMapping Mapping => Keys;

    /// <inheritdoc/>
    internal override StepPlan? Read(Field field, StepReader reader)
    {
        var problems = reader.Context.Problems;
        if (MappingView.Open(field, reader.Context, Keys) is not { } view)
        {
            return null;
        }

        var hardware = reader.ReadParts(view.Required(Ports.Key));
        var scans = reader.ReadParts(view[Scan.Key]);
        var inParallel = ParallelScan.Read(view, reader.Context) ?? true;
        if (hardware.Count == 0)
        {
            if (view[Ports.Key].Kind == DocumentKind.List)
            {
                problems.Add(view[Ports.Key].Mark, "no ports", "there is nothing to do", Example);
            }

            return null;
        }

        if (scans.Count > 0 && scans.Count != hardware.Count)
        {
            problems.Add(view[Scan.Key].Mark, $"{scans.Count} scans for {hardware.Count} ports", "each port has one", Example);
            return null;
        }

        var parts = hardware.Select((steps, port) => Port(steps, scans.Count > 0 ? scans[port] : new([]), waitsFirst: port > 0 && !inParallel, field)).ToList();
        return StepPlan.Of(new ParallelStep([.. parts.Select(p => p.Shared ?? [])], Detached: true), parts, field);
    }

    /// <inheritdoc/>
    internal override bool Writes(ProbeStep step) => false;

    /// <inheritdoc/>
    internal override void Write(IReadOnlyList<ProbeStep> steps, SeriesName? series, StepWriter writer) =>
        throw new ArgumentOutOfRangeException(nameof(steps), steps[0], "no step is written as a libata host");

    private static StepPlans Port(StepPlans hardware, StepPlans scan, bool waitsFirst, Field field)
    {
        var wait = new StepPlan(new EarlierCookiesStep(), default, null, field);
        List<StepPlan> first = waitsFirst ? [wait] : [];
        return new([.. first, .. hardware.Plans, wait, .. scan.Plans]);
    }
}
