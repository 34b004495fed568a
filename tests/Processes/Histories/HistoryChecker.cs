using System.Text.Json;

namespace NumaProbe.Processes.Histories;

/// <summary>
/// Judges a history of injections by the final trace. Knows requests, answers and lines of JSON and nothing of the product, so that it makes none of its
/// mistakes: what was acknowledged happened once, at the time and in the thread that were said; what was not happened at most once; numbers and times
/// grow in an order that agrees with what the clients saw.
/// </summary>
internal static class HistoryChecker
{
    /// <summary>What is wrong, one sentence each.</summary>
    /// <param name="operations">Every injection of every client.</param>
    /// <param name="trace">The trace of the run that has ended, JSON lines.</param>
    internal static IReadOnlyList<string> Check(IReadOnlyList<Operation> operations, byte[] trace)
    {
        var problems = new List<string>();
        var happened = Happened(trace, problems);
        foreach (var operation in operations)
        {
            CheckOne(operation, happened.GetValueOrDefault(operation.Device, []), problems);
        }

        var acknowledged = operations.Where(static one => one.Receipt is not null).ToList();
        CheckNumbers(acknowledged, problems);
        CheckRealTime(acknowledged, problems);
        return problems;
    }

    private static void CheckOne(Operation operation, List<(long TimeNs, int Thread)> happened, List<string> problems)
    {
        if (operation.Receipt is not var (number, atNs, thread))
        {
            if (happened.Count > 1)
            {
                problems.Add($"{operation.Device} was never acknowledged and was added {happened.Count} times");
            }

            return;
        }

        if (happened.Count != 1)
        {
            problems.Add($"{operation.Device} was acknowledged as {number} and was added {happened.Count} times");
        }
        else if (happened[0].TimeNs < atNs)
        {
            problems.Add($"{operation.Device} was acknowledged for {atNs} ns and was added at {happened[0].TimeNs} ns");
        }
        else if (happened[0].Thread != thread)
        {
            problems.Add($"{operation.Device} was acknowledged for thread {thread} and was added by thread {happened[0].Thread}");
        }
    }

    private static void CheckNumbers(List<Operation> acknowledged, List<string> problems)
    {
        var ordered = acknowledged.OrderBy(static one => one.Receipt!.Value.Number).ToList();
        foreach (var (before, after) in ordered.Zip(ordered.Skip(1)))
        {
            if (before.Receipt!.Value.Number == after.Receipt!.Value.Number)
            {
                problems.Add($"{before.Device} and {after.Device} have one number, {after.Receipt.Value.Number}");
            }

            if (before.Receipt.Value.AtNs > after.Receipt!.Value.AtNs)
            {
                problems.Add($"{before.Device} comes before {after.Device} by number and after it by time");
            }
        }
    }

    /// <summary>What was answered before something else was asked for has the lower number: the clients together saw it so.</summary>
    private static void CheckRealTime(List<Operation> acknowledged, List<string> problems)
    {
        var answers = acknowledged.OrderBy(static one => one.Answered).ToList();
        var (place, highest) = (0, default(Operation));
        foreach (var asked in acknowledged.OrderBy(static one => one.Asked))
        {
            for (; place < answers.Count && answers[place].Answered < asked.Asked; place++)
            {
                highest = highest is null || answers[place].Receipt!.Value.Number > highest.Receipt!.Value.Number ? answers[place] : highest;
            }

            if (highest is not null && highest.Receipt!.Value.Number > asked.Receipt!.Value.Number)
            {
                problems.Add($"{asked.Device} was asked for after {highest.Device} had been acknowledged, and has the lower number");
            }
        }
    }

    // who was added when and by which thread, and that time never goes back
    private static Dictionary<string, List<(long TimeNs, int Thread)>> Happened(byte[] trace, List<string> problems)
    {
        var happened = new Dictionary<string, List<(long, int)>>(StringComparer.Ordinal);
        var latest = 0L;
        foreach (var line in System.Text.Encoding.UTF8.GetString(trace).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (!string.Equals(root.GetProperty("type").GetString(), "event", StringComparison.Ordinal))
            {
                continue;
            }

            var timeNs = root.GetProperty("timeNs").GetInt64();
            if (timeNs < latest)
            {
                problems.Add($"the trace goes back from {latest} ns to {timeNs} ns");
            }

            latest = timeNs;
            if (string.Equals(root.GetProperty("name").GetString(), "device_added", StringComparison.Ordinal))
            {
                var device = root.GetProperty("device").GetString()!;
                if (!happened.TryGetValue(device, out var times))
                {
                    happened.Add(device, times = []);
                }

                times.Add((timeNs, root.GetProperty("thread").GetInt32()));
            }
        }

        return happened;
    }
}
