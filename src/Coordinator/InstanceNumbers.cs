namespace NumaProbe.Coordinator;

/// <summary>The lowest free number of one driver, as an ida gives it: taken at probe entry, given back on failure or removal.</summary>
internal sealed class InstanceNumbers
{
    private readonly PriorityQueue<int, int> _free = new();
    private int _next;

    internal int Take() => _free.TryDequeue(out var number, out _) ? number : _next++;

    internal void Give(int number) => _free.Enqueue(number, number);
}
