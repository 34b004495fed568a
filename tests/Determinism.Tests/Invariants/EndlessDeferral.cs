using NumaProbe.Shared.Events;

namespace NumaProbe.Determinism.Tests.Invariants;

/// <summary>
/// The one way in which the kernel itself goes round for ever: a device defers, and while its probe ran, deferred devices were triggered, so it
/// is retried at once. Either its own probe had another device bound (the driver model's documentation forbids drivers to do so), or another
/// such device did the same: asynchronous probes that overlap and always defer trigger each other (driver_probe_device() of dd.c).
/// </summary>
internal static class EndlessDeferral
{
    private const int Often = 100;

    /// <summary>A device was deferred again and again by probes during which there was a trigger.</summary>
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
