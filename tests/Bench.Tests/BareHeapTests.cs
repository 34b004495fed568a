using FsCheck;
using FsCheck.Fluent;

namespace NumaProbe.Bench.Tests;

/// <summary>The hand-written heap against sorting.</summary>
public sealed class BareHeapTests
{
    [Fact]
    public void Events_leave_the_heap_by_time_and_then_by_number() =>
        Prop.ForAll<int[]>(ArbMap.Default.ArbFor<int[]>(), times =>
        {
            var heap = new BareHeap(1);
            foreach (var (number, time) in times.Index())
            {
                heap.Push(new BareEvent(time, number, BareEventKind.WaitEnded, number));
            }

            var left = new List<BareEvent>();
            while (heap.Count > 0)
            {
                left.Add(heap.Pop());
            }

            return left.Select(e => e.Device).SequenceEqual(times.Index().OrderBy(t => t.Item).Select(t => t.Index));
        }).QuickCheckThrowOnFailure();
}
