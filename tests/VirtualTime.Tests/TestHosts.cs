namespace NumaProbe.VirtualTime.Tests;

/// <summary>The actor host that these tests are about. VirtualTime.Akka.Tests runs the same tests on its own.</summary>
internal static class TestHosts
{
    internal static IActorHosts Instance => BareHosts.Instance;
}
