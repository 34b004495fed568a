using NumaProbe.Node.Sharing;
using NumaProbe.Node.State;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Messages;
using NumaProbe.Shared.Model;
using NumaProbe.Shared.Probing;
using NumaProbe.VirtualTime;

namespace NumaProbe.Node.Devices;

/// <summary>
/// devm_memremap_pages(): arch_add_memory() under mem_hotplug_lock, which the whole machine has one of, and memmap_init_zone_device(),
/// which writes a struct page for each page on the device's node. Up to 4.19 that is done under the lock, and a second pass after it sets
/// the pages' owner. Owns nothing.
/// </summary>
internal sealed class PageMapping(NodeState state, DeviceActor device, ProbeBody body)
{
    private const int Million = DurationDistribution.Million;

    private Partition Partition => device.Partition;

    /// <summary>Maps the memory.</summary>
    internal async Flow Run(MapPagesStep step)
    {
        var number = state.Model.LockNumbers[BuiltInLocks.MemoryHotplug];
        await Partition.Ask<Done>(Addresses.Core, new TakeNamedLock(body.Context, device.Device, number));
        body.StayOnline();
        var tablesNs = (long)Int128.Min((Int128)step.Sections * state.Model.Costs.PageTablesPerSectionNs, ProcessorSharing<object>.MaxWorkNs);
        var since = Partition.NowNs;
        body.EndCompute(await body.AskCpu(tablesNs, isWallTime: false), tablesNs, since);
        body.StayOnline();
        if (state.Model.Generation.DevicePageInit == DevicePageInit.TwiceFirstUnderLock)
        {
            await WritePages(step);
        }

        Partition.Send(Addresses.Core, new GiveNamedLock(body.Context, device.Device, number), ReplyTo.None, 0);
        await WritePages(step);
        device.HasInitialisedPages = true;
    }

    private async Flow WritePages(MapPagesStep step)
    {
        var since = Partition.NowNs;
        var unplaced = (int)Math.Round(state.Model.Costs.PageInitUnplacedShare * Million);
        var share = device.HasInitialisedPages ? (int)Math.Round(state.Model.Costs.PageInitAgainShare * Million) : Million;
        var bytes = (long)((Int128)step.StructPages * share / Million);
        body.EndTouch(await body.AskMemory(bytes, step.NumaNode, unplaced), since);
        body.StayOnline();
    }
}
