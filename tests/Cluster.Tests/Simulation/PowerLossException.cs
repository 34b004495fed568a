namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>The power fails: the process that called is dead.</summary>
internal sealed class PowerLossException : Exception;
