using NumaProbe.Shared.Traces;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>
/// The one way in which the kernel itself goes round for ever: a probe that has another device bound (by adding or reprobing it) and then
/// defers. The bind triggers deferred devices, the device is retried at once, and so on; the driver model's documentation forbids drivers to do so.
/// </summary>
internal static class EndlessDeferral
{
    private const int Often = 500;

    /// <summary>A device was deferred again and again by probes during which another device was bound.</summary>
    internal static bool IsIn(IEnumerable<TraceEvent> events)
    {
        var triggers = 0;
        var atProbe = new Dictionary<int, int>();
        var times = new Dictionary<int, int>();
        foreach (var e in events)
        {
            switch (e.Kind)
            {
                case TraceKind.ProbeStart:
                    atProbe[e.Device] = triggers;
                    break;
                case TraceKind.Trigger:
                    triggers++;
                    break;
                case TraceKind.Deferred when e.A == (long)DeferReason.DriverRequest && atProbe.GetValueOrDefault(e.Device, triggers) != triggers:
                    times[e.Device] = times.GetValueOrDefault(e.Device) + 1;
                    break;
                default:
                    break;
            }
        }

        return times.Values.Any(count => count >= Often);
    }
}
