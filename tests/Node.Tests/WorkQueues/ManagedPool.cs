namespace NumaProbe.Node.Tests.WorkQueues;

/// <summary>
/// The rule of a managed pool and nothing else, computed as simply as can be: items are taken in order while nobody runs, those that compute
/// share one CPU equally. Bodies are lengths in nanoseconds, waits and computations in turn; all items are there from the start.
/// </summary>
internal static class ManagedPool
{
    /// <summary>When each item begins and ends.</summary>
    internal static (long Begin, long End)[] Ends(long[][] bodies)
    {
        var result = new (long Begin, long End)[bodies.Length];
        var step = new int[bodies.Length];
        var left = new double[bodies.Length];
        var begun = 0;
        var now = 0.0;
        while (true)
        {
            // over with steps that are through
            for (var i = 0; i < begun; i++)
            {
                while (step[i] < bodies[i].Length && left[i] <= 0.5)
                {
                    step[i]++;
                    left[i] = step[i] < bodies[i].Length ? bodies[i][step[i]] : 0;
                    result[i].End = (long)now;
                }
            }

            var active = Enumerable.Range(0, begun).Where(i => step[i] < bodies[i].Length).ToList();
            var running = active.Where(i => step[i] % 2 == 1).ToList();
            if (running.Count == 0 && begun < bodies.Length)
            {
                result[begun] = ((long)now, (long)now);
                left[begun] = bodies[begun].Length > 0 ? bodies[begun][0] : 0;
                begun++;
                continue;
            }

            if (active.Count == 0)
            {
                return result;
            }

            var next = active.Min(i => step[i] % 2 == 1 ? left[i] * running.Count : left[i]);
            now += next;
            foreach (var i in active)
            {
                left[i] -= step[i] % 2 == 1 ? next / running.Count : next;
            }
        }
    }
}
