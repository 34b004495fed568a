using System.Globalization;

namespace NumaProbe.Bench.Clusters;

/// <summary>The loopback card of this machine as the kernel counts it: all that goes over it, whoever sent it.</summary>
internal static class LoopbackCard
{
    private const string Counters = "/proc/net/dev";
    private const string Card = "lo:";

    /// <summary>Bytes that came over it since the machine started; 0 where the kernel does not say.</summary>
    internal static long ReceivedBytes() => File.Exists(Counters)
        ? File.ReadLines(Counters).Select(line => line.Trim()).Where(line => line.StartsWith(Card, StringComparison.Ordinal))
            .Select(line => line[Card.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])
            .Select(text => long.Parse(text, CultureInfo.InvariantCulture)).FirstOrDefault()
        : 0;
}
