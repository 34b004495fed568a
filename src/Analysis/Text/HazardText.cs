using NumaProbe.Analysis.Summaries;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;

namespace NumaProbe.Analysis.Text;

/// <summary>What a kernel does wrong, in a sentence.</summary>
/// <param name="names">The names behind the numbers.</param>
public sealed class HazardText(TraceNames names)
{
    /// <summary>The sentence of a <see cref="TraceKind.Finding"/>, without time and mender.</summary>
    /// <param name="finding">The event.</param>
    public string Describe(in TraceEvent finding)
    {
        var said = finding.As<FindingEvent>();
        var (device, driver, other) = (Device(finding.Device), Driver(finding.Driver), Driver(said.OtherDriver));
        return said.Finding switch
        {
            FindingKind.LostMatch => $"{driver} is never tried on {device}: {other} took its place",
            FindingKind.PassedOverMatch => $"nobody tries {driver} on {device}: {other} was pending and failed",
            FindingKind.NullDriver => $"the job of {device} finds no driver in drvdata and oopses with the device lock held",
            FindingKind.ForeignDriverData => $"the job of {device} takes somebody's drvdata for a driver and oopses with the device lock held",
            FindingKind.ClobberedDriverData => $"{driver} overwrites what somebody keeps in drvdata of {device}",
            FindingKind.DriverUseAfterFree when finding.Device < 0 => $"a job walks the bus for {driver}, which is unregistered",
            FindingKind.DriverUseAfterFree => $"{device} meets {driver}, which is unregistered",
            FindingKind.ProbeOfRemovedDevice or FindingKind.AttachOfRemovedDevice => $"{driver} probes {device} after its removal took its driver away",
            FindingKind.WalkCutShort => $"an error of match() for {device} keeps {driver} from the devices behind it",
            FindingKind.FlushUnderLock => $"{Thread(finding)} waits for all asynchronous work and holds the lock of {device}, which some of it wants",
            FindingKind.InlineUnderLock => $"a refused job runs in {Thread(finding)}, which holds the lock of {device} itself",
            FindingKind.SelfWait => $"{Thread(finding)} waits for its own job to end",
            FindingKind.Deadlock => "threads wait for each other",
            _ => "finding",
        };
    }

    /// <summary>One wait of a deadlock.</summary>
    /// <param name="wait">A <see cref="TraceKind.FindingWait"/>.</param>
    public string DescribeWait(in TraceEvent wait)
    {
        var said = wait.As<FindingWaitEvent>();
        var holder = ThreadId.Name(said.Holder);
        var what = said.WaitsFor switch
        {
            FindingWait.DeviceLock => $"the lock of {Device(wait.Device)}, which {holder} holds",
            FindingWait.AsyncWork => $"async entry {Text(said.Cookie)}, which {holder} executes",
            FindingWait.NamedLock => $"the lock {names.Lock(said.Lock)}, which {holder} holds",
            FindingWait.DeferredWork => $"the deferred probe work, which {holder} executes",
            _ => $"a probe in {holder}",
        };
        return $"{Thread(wait)} waits for {what}";
    }

    private static string Thread(in TraceEvent e) => ThreadId.Name(e.Thread);

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Device(int device) => device >= 0 ? names.Device(device) : "a device";

    private string Driver(int driver) => driver >= 0 ? names.Driver(driver) : "another driver";
}
