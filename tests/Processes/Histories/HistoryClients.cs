using System.Collections.Concurrent;
using NumaProbe.Processes.Support;

namespace NumaProbe.Processes.Histories;

/// <summary>
/// Clients that inject at the same time, each one thing after another, and note what they asked for and what they were answered. A request without an
/// answer is repeated with its key; one that was answered is now and then repeated too, and must be answered as before.
/// </summary>
/// <param name="client">The cluster.</param>
/// <param name="name">Part of the names of their devices.</param>
internal sealed class HistoryClients(ClusterClient client, string name)
{
    /// <summary>Clients at the same time.</summary>
    internal const int Count = 3;

    /// <summary>Injections of one client at most: a run takes two thousand.</summary>
    internal const int MostEach = 600;

    private readonly ConcurrentQueue<Operation> _operations = new();
    private readonly int[] _acknowledged = new int[Count];
    private long _moment;
    private volatile bool _isOver;

    /// <summary>What was asked for so far.</summary>
    internal IReadOnlyList<Operation> Operations => [.. _operations];

    /// <summary>How many injections of each client were acknowledged.</summary>
    internal int[] Acknowledged => [.. _acknowledged.Select((_, i) => Volatile.Read(ref _acknowledged[i]))];

    /// <summary>They ask for nothing new.</summary>
    internal void End() => _isOver = true;

    /// <summary>Injects until the end.</summary>
    internal Task RunAsync() => Task.WhenAll(Enumerable.Range(0, Count).Select(InjectAsync));

    private async Task InjectAsync(int who)
    {
        for (var number = 0; number < MostEach && !_isOver; number++)
        {
            var device = $"{name}-{who}-{number}";
            var operation = new Operation(Guid.NewGuid().ToString("N"), device, Interlocked.Increment(ref _moment));
            _operations.Enqueue(operation);
            var fragment = $"devices: [{{name: {device}, match: m, numa_node: {number % 4}}}]\nevents: [{{device_add: {device}}}]\n";
            var receipt = await client.InjectAsync(fragment, operation.Key);
            (operation.Receipt, operation.Answered) = (receipt, Interlocked.Increment(ref _moment));
            if (number % 5 == 0)
            {
                (await client.InjectAsync(fragment, operation.Key)).ShouldBe(receipt, device);
            }

            Interlocked.Increment(ref _acknowledged[who]);
        }
    }
}
