using NumaProbe.Processes.Support;

// Clusters wait for each other's time limits most of the time, not for a core: more of them than there are cores run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
