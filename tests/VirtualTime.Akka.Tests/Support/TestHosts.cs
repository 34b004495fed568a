namespace NumaProbe.VirtualTime.Akka.Tests.Support;

/// <summary>The actor host on which the tests of the bare loop are run here once more.</summary>
internal static class TestHosts
{
    internal static IActorHosts Instance => AkkaHosts.Instance;
}
