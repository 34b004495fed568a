using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;

namespace NumaProbe.Node.Devices;

/// <summary>
/// How __driver_attach() leaves a driver on a device for the job that will probe it, and what the job finds. Nothing of it exists up to
/// 4.20. The patch of 2018 keeps the driver in drvdata, which everybody writes; 5.1 to 5.15 in a field that the next driver
/// overwrites; 6.1 and later in a field that keeps others off. Owns nothing: the slots are the devices'.
/// </summary>
internal sealed class PendingDrivers
{
    /// <summary>Null: no driver.</summary>
    internal const int None = -1;

    /// <summary>In drvdata: what somebody else keeps there.</summary>
    internal const int Foreign = -2;

    /// <summary>In drvdata: what the bound driver keeps there.</summary>
    private const int OfBoundDriver = -3;

    private readonly bool _guards;

    internal PendingDrivers(KernelGeneration generation)
    {
        _guards = generation.PendingDriverGuards;
        IsInDriverData = generation.PendingDriver == PendingDriver.DriverData;
    }

    /// <summary>The driver core uses drvdata as if it were its own.</summary>
    internal bool IsInDriverData { get; }

    /// <summary>The asynchronous branch of __driver_attach(), under the device lock: true when a job shall be queued.</summary>
    internal bool TryClaim(DeviceActor device, ThreadContext context, int driver)
    {
        ref var slot = ref device.Pending;
        if (device.Driver != None)
        {
            device.Skip(context, driver, SkipReason.Bound);
            return false;
        }

        if (_guards)
        {
            if (slot.Driver != None)
            {
                device.Skip(context, driver, SkipReason.PendingOther);
                (slot.PassedOver ??= []).Add(driver);
                return false;
            }
        }
        else
        {
            ReportOverwritten(device, context, driver);
        }

        slot.Driver = driver;
        slot.Jobs++;
        return true;
    }

    /// <summary>A job begins, under the device lock: the driver it probes with, <see cref="None"/> or <see cref="Foreign"/>.</summary>
    internal int Take(DeviceActor device)
    {
        ref var slot = ref device.Pending;
        var driver = slot.Driver;
        slot.Jobs--;
        if (_guards)
        {
            slot.Driver = None;
        }

        return driver;
    }

    /// <summary>A job read something from drvdata that is no driver, and the device has none: what the kernel runs into.</summary>
    internal static FindingKind Fault(int driver) => driver == None ? FindingKind.NullDriver : FindingKind.ForeignDriverData;

    /// <summary>The job's probe ended: nobody tries the drivers it kept off, unless the device is tried again anyway.</summary>
    internal static void Ended(DeviceActor device, ThreadContext context, int driver, int result)
    {
        ref var slot = ref device.Pending;
        if (slot.PassedOver is not { } passedOver)
        {
            return;
        }

        slot.PassedOver = null;
        if (result is > 0 and not -Errno.ProbeDefer)
        {
            foreach (var other in passedOver)
            {
                device.Find(FindingKind.PassedOverMatch, context, other, driver);
            }
        }
    }

    /// <summary>A probe failed or the driver was removed: dev_set_drvdata(dev, NULL).</summary>
    internal void DriverDataCleared(DeviceActor device)
    {
        if (IsInDriverData)
        {
            device.Pending.Driver = None;
        }
    }

    /// <summary>A probe succeeded: drvdata is its driver's.</summary>
    internal void DriverDataTaken(DeviceActor device)
    {
        if (IsInDriverData)
        {
            device.Pending.Driver = OfBoundDriver;
        }
    }

    /// <summary>dev_set_drvdata() by somebody who is no driver, without a lock.</summary>
    internal void DriverDataSet(DeviceActor device)
    {
        if (IsInDriverData)
        {
            device.Pending.Driver = Foreign;
        }
    }

    private static void ReportOverwritten(DeviceActor device, ThreadContext context, int driver)
    {
        ref var slot = ref device.Pending;
        if (slot.Driver == Foreign)
        {
            device.Find(FindingKind.ClobberedDriverData, context, driver);
        }
        else if (slot.Driver >= 0 && slot.Driver != driver && slot.Jobs > 0)
        {
            device.Find(FindingKind.LostMatch, context, slot.Driver, driver);
        }
    }
}
