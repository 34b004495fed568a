using NumaProbe.Cluster.Journal;
using NumaProbe.Cluster.Rules;

namespace NumaProbe.Cluster.Conduct;

/// <summary>What a leading coordinator works with.</summary>
internal sealed record ConductorTools(CoordinatorSettings Settings, IJournal Journal, IRunArchive Archive, long Term, ProtocolRules Rules, ConductTally Tally);
