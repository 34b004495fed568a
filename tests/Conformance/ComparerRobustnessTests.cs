using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Analysis.Agreement.Checks;
using NumaProbe.Conformance.Support;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Conformance;

public sealed class ComparerRobustnessTests
{
    private static readonly string[] Devices = ["d0", "d1", "c0", "p", "m0", "", "#:/"];
    private static readonly string[] Drivers = ["drv", "a", "b", "s", ""];
    private static readonly string[] Operations = ["device_add", "driver_register", "cpu_offline", "node_online", "sleep", ""];
    private static readonly string?[] Targets = [null, "d0", "drv", "0", "1", "-1", "99999999999", ""];
    private static readonly string[] Contexts = ["async", "caller", "nested", "deferred-worker", "?"];

    [Fact]
    public void Comparing_random_records_never_throws()
    {
        var recordings = RecordingSet.All.Where(r => r.Invariants!.Timing is null or { Count: < 100 }).ToArray();
        var runs = Gen.Choose(0, int.MaxValue - 1).Select(RandomRun).ToArbitrary();
        var property = Prop.ForAll(runs, run =>
        {
            var recording = recordings[run.Count % recordings.Length];
            var report = RecordingComparer.Compare(recording, run);
            return report.TimesWithin >= 0 && report.TimesWithin <= report.Times && report.Disagreements.Count <= report.Checks;
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), property);
    }

    private static List<RunRecord> RandomRun(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, random.Next(200)).Select(_ => RandomRecord(random))];
    }

    private static RunRecord RandomRecord(Random random)
    {
        var (start, end) = (Time(random), Time(random));
        int? number = random.Next(3) == 0 ? null : random.Next(12);
        return random.Next(7) switch
        {
            0 => new CallRecord(start, end, number, number is null ? random.Next(4) : null, Pick(Operations), Pick(Targets), 0, 0, random.Next(-1, 5), 0, random.Next(-20, 1)),
            1 or 2 => new ProbeRecord(start, end, Pick(Devices), Pick(Drivers), 0, 0, 0, random.Next(-1, 9), 0, random.Next(-600, 1), IsAsync: false, Pick(Contexts), 0, null),
            3 => new RemoveRecord(start, end, Pick(Devices), Pick(Drivers), 0, 0, 0),
            4 => new JobRecord(start, end, random.Next(5), random.Next(-1, 5), 0, 0, 0, 0, 0),
            5 => new FinalRecord(start, Pick(Devices), random.Next(-1, 9), Present: true, number is null ? null : Pick(Drivers)),
            _ => number is null ? new DeferredRecord(start, [Pick(Devices), Pick(Devices)]) : new NotifyRecord(start, "bound", Pick(Devices)),
        };

        T Pick<T>(T[] from) => from[random.Next(from.Length)];
    }

    private static long Time(Random random) => random.Next(6) switch
    {
        0 => long.MaxValue,
        1 => long.MinValue,
        2 => 0,
        _ => random.NextInt64(-1_000_000, 300_000_000),
    };
}
