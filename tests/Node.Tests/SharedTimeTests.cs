using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Node.Sharing;

namespace NumaProbe.Node.Tests;

/// <summary>A divided server against processor sharing worked out in real numbers.</summary>
public sealed class SharedTimeTests
{
    /// <summary>A job of a made-up load.</summary>
    /// <param name="Number">Its place in the order of arrival.</param>
    /// <param name="AtNs">When it comes.</param>
    /// <param name="WorkNs">What it needs of the undivided server.</param>
    private sealed record Job(int Number, long AtNs, long WorkNs);

    [Fact]
    public void Jobs_end_when_processor_sharing_says_to_within_a_nanosecond_for_each_of_them() =>
        Prop.ForAll(Loads(), load =>
        {
            var exact = Exact(load);
            return Ends(load).All(end => Math.Abs(end.AtNs - exact[end.Number]) <= 1 + (2 * load.Length));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Work_is_conserved_the_server_is_busy_for_the_sum_of_all_work() =>
        Prop.ForAll(Loads(), load =>
        {
            var busy = 0L;
            var until = 0L;
            foreach (var (at, work) in load.OrderBy(j => j.AtNs).Select(j => (j.AtNs, j.WorkNs)))
            {
                busy += work;
                until = Math.Max(until, at) + work;
            }

            var last = Ends(load).Max(end => end.AtNs);
            return last >= until && last <= until + (2 * load.Length) && busy == load.Sum(j => j.WorkNs);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sharing_is_fair_of_two_jobs_that_came_together_the_one_with_less_work_never_ends_later() =>
        Prop.ForAll(Loads(), load =>
        {
            var ends = Ends(load);
            var place = ends.Select((end, i) => (end.Number, i)).ToDictionary(e => e.Number, e => e.i);
            return load.All(a => load.All(b => a.AtNs != b.AtNs || a.WorkNs >= b.WorkNs || place[a.Number] < place[b.Number]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_jobs_that_came_together_end_in_the_order_they_came() =>
        Prop.ForAll(Gen.Choose(1, 30).ToArbitrary(), count =>
            Ends([.. Enumerable.Range(0, count).Select(i => new Job(i, 5, 100))]).Select(end => end.Number).SequenceEqual(Enumerable.Range(0, count)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_job_taken_off_and_put_back_loses_less_than_a_nanosecond_each_time()
    {
        var server = new ProcessorSharing<string>();
        server.Add(0, 1_000_000, "stays");
        server.Add(0, 1_000_000, "moves");
        for (var now = 1_000L; now <= 100_000; now += 1_000)
        {
            server.TryRemoveLast(now, item => item is "moves", out _, out var remaining).ShouldBeTrue();
            server.Add(now, remaining, "moves");
        }

        server.TryRemoveLast(100_000, item => item is "moves", out _, out var left).ShouldBeTrue();
        left.ShouldBeInRange(950_000, 950_100);
    }

    [Theory]
    [InlineData(ProcessorSharing<int>.MaxWorkNs)]
    [InlineData(long.MaxValue)]
    public void The_longest_work_of_very_many_jobs_ends_at_a_time_that_can_be_written(long workNs)
    {
        var server = new ProcessorSharing<int>();
        for (var i = 0; i < 100_000; i++)
        {
            server.Add(0, workNs, i);
        }

        server.NextEndNs(0).ShouldBe(long.MaxValue - 1);
        new ProcessorSharing<int>().NextEndNs(0).ShouldBe(long.MaxValue, "nothing to wait for is another thing");
    }

    private static List<(int Number, long AtNs)> Ends(IReadOnlyList<Job> load)
    {
        var server = new ProcessorSharing<int>();
        var ends = new List<(int, long)>();
        var coming = new Queue<Job>(load.OrderBy(j => j.AtNs).ThenBy(j => j.Number));
        var now = 0L;
        while (coming.Count > 0 || server.JobCount > 0)
        {
            var end = server.NextEndNs(now);
            if (coming.TryPeek(out var next) && next.AtNs <= end)
            {
                now = next.AtNs;
                server.Add(now, next.WorkNs, next.Number);
                coming.Dequeue();
                continue;
            }

            now = end;
            while (server.TryTakeEnded(now, out var number))
            {
                ends.Add((number, now));
            }
        }

        return ends;
    }

    private static double[] Exact(IReadOnlyList<Job> load)
    {
        var left = load.ToDictionary(j => j.Number, j => (double)j.WorkNs);
        var present = new HashSet<int>();
        var ends = new double[load.Count];
        var now = 0.0;
        while (left.Count > 0)
        {
            var arrival = load.Where(j => left.ContainsKey(j.Number) && !present.Contains(j.Number)).Select(j => (double)j.AtNs).DefaultIfEmpty(double.MaxValue).Min();
            var end = present.Count == 0 ? double.MaxValue : now + (present.Min(j => left[j]) * present.Count);
            var next = Math.Min(arrival, end);
            foreach (var job in present)
            {
                left[job] -= (next - now) / present.Count;
            }

            now = next;
            foreach (var job in present.Where(j => left[j] < 1e-6).ToList())
            {
                ends[job] = now;
                present.Remove(job);
                left.Remove(job);
            }

            present.UnionWith(load.Where(j => left.ContainsKey(j.Number) && j.AtNs <= now).Select(j => j.Number));
        }

        return ends;
    }

    private static Arbitrary<Job[]> Loads() =>
        (from drawn in Gen.NonEmptyListOf(Gen.Zip(Gen.Choose(0, 20), Gen.Choose(1, 5_000)))
         select drawn.Select((d, i) => new Job(i, d.Item1 * 100, d.Item2)).ToArray()).ToArbitrary();
}
