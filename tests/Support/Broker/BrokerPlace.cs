namespace NumaProbe.Tests.Support.Broker;

/// <summary>Where a test's broker runs.</summary>
/// <param name="Before">A program and arguments to start its programs with, for example to be in another network.</param>
/// <param name="Address">An address beside the loopback one to listen on, or null.</param>
internal sealed record BrokerPlace(string[] Before, string? Address)
{
    /// <summary>This network, the loopback address only.</summary>
    internal static BrokerPlace Here { get; } = new([], null);
}
