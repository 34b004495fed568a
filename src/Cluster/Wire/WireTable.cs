using NumaProbe.Shared.Messages;

namespace NumaProbe.Cluster.Wire;

/// <summary>
/// Every type that may follow a number on the wire: closed, and fixed for ever. A number is never used for another type; a new type gets
/// a new number. Whatever is not here is neither written nor read.
/// </summary>
public static class WireTable
{
    /// <summary>Messages between processes by their numbers. 2 was a message that is no more, and stays free.</summary>
    public static IReadOnlyDictionary<int, Type> Messages { get; } = new Dictionary<int, Type>
    {
        [1] = typeof(Join),
        [3] = typeof(Report),
        [4] = typeof(Welcome),
        [5] = typeof(Assign),
        [6] = typeof(Grant),
        [7] = typeof(Fenced),
        [8] = typeof(Refused),
        [9] = typeof(Release),
        [10] = typeof(JoinAnew),
        [11] = typeof(Recall),
    };

    /// <summary>What envelopes between partitions carry, by its numbers.</summary>
    public static IReadOnlyDictionary<int, Type> Contents { get; } = new Dictionary<int, Type>
    {
        [1] = typeof(ProbeEntered),
        [2] = typeof(ProbeEnded),
        [3] = typeof(DriverUnbound),
        [4] = typeof(IsBound),
        [5] = typeof(NextAsyncDriver),
        [6] = typeof(EndWalk),
        [7] = typeof(CoreCall),
        [8] = typeof(JobDone),
        [9] = typeof(RunDeferredWork),
        [10] = typeof(ProbeAdmitted),
        [11] = typeof(BoundState),
        [12] = typeof(DriverFound),
        [13] = typeof(CallDone),
        [14] = typeof(RunDriverWalk),
        [15] = typeof(RunRegistration),
        [16] = typeof(JoinScans),
        [17] = typeof(AwaitEarlierScans),
        [18] = typeof(EndScan),
        [19] = typeof(ScanJoined),
        [20] = typeof(IsPresent),
        [21] = typeof(TakeNamedLock),
        [22] = typeof(GiveNamedLock),
        [23] = typeof(TakeIndex),
        [24] = typeof(SchedulePart),
        [25] = typeof(SynchronizeCookie),
        [26] = typeof(PresentState),
        [27] = typeof(PartScheduled),
        [32] = typeof(CreateDevice),
        [33] = typeof(LockDevice),
        [34] = typeof(UnlockDevice),
        [35] = typeof(ProbeLocked),
        [36] = typeof(ProbeWithLock),
        [37] = typeof(ClaimAsync),
        [38] = typeof(MarkDead),
        [39] = typeof(SetReady),
        [40] = typeof(RemoveLocked),
        [41] = typeof(RunAttachJob),
        [42] = typeof(LockGranted),
        [43] = typeof(ProbeDone),
        [44] = typeof(ClaimDone),
        [45] = typeof(Done),
        [46] = typeof(LeaveSysfs),
        [47] = typeof(SetDriverData),
        [48] = typeof(RunHandedOver),
        [49] = typeof(SetNumaNode),
        [56] = typeof(RunPart),
        [64] = typeof(QueueWork),
        [65] = typeof(Compute),
        [66] = typeof(ComputeDone),
        [67] = typeof(OfferThread),
        [68] = typeof(OfferDone),
        [69] = typeof(Touch),
        [70] = typeof(TouchDone),
        [71] = typeof(CpuChanged),
        [72] = typeof(WorkerSleeping),
        [73] = typeof(WorkerRunning),
    };

    private static readonly Dictionary<Type, int> NumberOfContent = Contents.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Number of an envelope's content; 0 when it has none and cannot travel.</summary>
    /// <param name="content">What the envelope carries.</param>
    public static int ContentNumber(object content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return NumberOfContent.GetValueOrDefault(content.GetType());
    }
}
