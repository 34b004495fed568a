using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Protocol;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What a leading coordinator works with.</summary>
internal sealed record ConductorTools(CoordinatorSettings Settings, IJournal Journal, IRunArchive Archive, long Term, ProtocolSizes Sizes, ConductTally Tally);
