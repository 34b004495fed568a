using NumaProbe.Scenarios.Documents;
using NumaProbe.Scenarios.Format;
using NumaProbe.Shared.Probing;

namespace NumaProbe.Scenarios.Binding;

/// <summary>
/// Reads the ports of a libata host (ata_host_register()) and makes of each what async_port_probe() does: wait for the hardware, wait for
/// earlier cookies, scan. On a host that may not scan in parallel every port but the first waits for them before its hardware too.
/// </summary>
internal sealed class AtaHostBinder(BindContext context, NestedStepBinder nested)
{
    private const string Example = "write for example {ports: [[wait: 2s], [wait: 1s]], scan: [[device_add: disk0], [device_add: disk1]]}";

    internal StepPlan? Bind(Field field)
    {
        if (MappingView.Open(field, context.Problems, "an ATA host", StepFormat.AtaHost.Keys) is not { } view)
        {
            return null;
        }

        var hardware = nested.PartsOf(view.Required("ports"));
        var scans = nested.PartsOf(view["scan"]);
        var inParallel = context.Values.Boolean(view["parallel_scan"]) ?? true;
        if (hardware.Count == 0)
        {
            if (view["ports"].Kind == DocumentKind.List)
            {
                context.Problems.Add(view["ports"].Mark, "no ports", "there is nothing to do", Example);
            }

            return null;
        }

        if (scans.Count > 0 && scans.Count != hardware.Count)
        {
            context.Problems.Add(view["scan"].Mark, $"{scans.Count} scans for {hardware.Count} ports", "each port has one", Example);
            return null;
        }

        var parts = hardware.Select((steps, port) => Port(steps, scans.Count > 0 ? scans[port] : new([]), waitsFirst: port > 0 && !inParallel, field)).ToList();
        return NestedStepBinder.Plan(new ParallelStep([.. parts.Select(p => p.Shared ?? [])], Detached: true), parts, field);
    }

    private static StepPlans Port(StepPlans hardware, StepPlans scan, bool waitsFirst, Field field)
    {
        var wait = new StepPlan(new EarlierCookiesStep(), default, null, field);
        List<StepPlan> first = waitsFirst ? [wait] : [];
        return new([.. first, .. hardware.Plans, wait, .. scan.Plans]);
    }
}
