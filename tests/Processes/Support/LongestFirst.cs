using Xunit.Sdk;
using Xunit.v3;

namespace NumaProbe.Processes.Support;

/// <summary>Begins with the tests that take minutes, so that nothing waits for one of them alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(KilledHostTests), nameof(FaultTests), nameof(EqualTraceTests), nameof(LongPauseTests), nameof(MixedFaultTests), nameof(UnhealthyTests), nameof(KilledRunTests), ProxiedGroup.Name];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(Place)];

    // the name of a collection is its own, or has the class in it
    private static int Place<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection
    {
        var name = collection.TestCollectionDisplayName;
        var place = Array.FindIndex(Long, word => name == word || name.Contains($".{word} ", StringComparison.Ordinal));
        return place < 0 ? Long.Length : place;
    }
}
