namespace NumaProbe.Cluster.Tests.Simulation;

/// <summary>The simulation saw something that must never happen.</summary>
internal sealed class SimViolationException(string message) : Exception(message);
