namespace NumaProbe.Coordinator.Naming;

/// <summary>
/// Numbers of one kind, of a naming class, of one owner in a class that has numbers for each, or of a driver's instances: which are given, and
/// which come next (ida_alloc(), or a counter).
/// </summary>
internal sealed class IndexPool
{
    private readonly SortedSet<int> _free = [];
    private readonly bool _givesBack;
    private int _next;

    /// <summary>Creates a pool.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="givesBack">Numbers come back (an ida); otherwise it counts on.</param>
    internal IndexPool(int first, bool givesBack)
    {
        _next = first;
        _givesBack = givesBack;
    }

    internal int Take()
    {
        if (_free.Count == 0)
        {
            return _next++;
        }

        var number = _free.Min;
        _free.Remove(number);
        return number;
    }

    internal void Give(int number)
    {
        if (_givesBack)
        {
            _free.Add(number);
        }
    }
}
