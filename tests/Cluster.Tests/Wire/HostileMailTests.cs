using NumaProbe.Cluster.Hosts;
using NumaProbe.Cluster.Tests.Conduct;
using NumaProbe.Cluster.Wire;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Wire;

/// <summary>Mail that nobody meant to write never makes a process end by an exception.</summary>
public sealed class HostileMailTests
{
    private const int Rounds = 300;
    private const int Messages = 60;

    [Fact]
    public void Drawn_messages_make_neither_a_coordinator_nor_a_host_throw()
    {
        var types = WireTable.Messages.Values.ToArray();
        for (var seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            var bench = new Bench();
            bench.Tick(0);
            bench.Start();
            using var host = new NodeHostCore(new HostIdentity("h", 7, "address7", [0, 1], "v"), BareHosts.Instance);
            var known = bench.JoinBoth(7, 0, 1).Select(one => one.Message).ToList();
            for (var i = 0; i < Messages; i++)
            {
                var message = random.Next(3) == 0 ? WireSamples.Message(types[random.Next(types.Length)], random) : Nearly(known[random.Next(known.Count)], random);
                known.AddRange(bench.Say(message).Concat(host.OnMessage(message, "leader", bench.NowMs)).Select(one => one.Message).OfType<ClusterMessage>().Take(3));
                known.AddRange(bench.Tick(random.Next(300)).Select(one => one.Message).Take(2));
            }
        }
    }

    /// <summary>A message that fits but for one part.</summary>
    private static ClusterMessage Nearly(ClusterMessage message, Random random) => message switch
    {
        Assign assign => random.Next(4) switch
        {
            0 => assign with { Handled = random.Next(1_000) },
            1 => assign with { Incarnation = random.Next(5), Partition = random.Next(-2, 5) },
            2 => assign with { Envelopes = ((Grant)WireSamples.Message(typeof(Grant), random)).Envelopes },
            _ => assign,
        },
        Grant grant => random.Next(3) switch
        {
            0 => grant with { Envelopes = ((Grant)WireSamples.Message(typeof(Grant), random)).Envelopes },
            1 => grant with { Number = grant.Number + random.Next(-1, 3) },
            _ => grant,
        },
        Report report => random.Next(5) switch
        {
            0 => report with { NextNs = random.NextInt64(-5, 1_000_000) },
            1 => report with { Envelopes = ((Report)WireSamples.Message(typeof(Report), random)).Envelopes },
            2 => report with { Traces = ((Report)WireSamples.Message(typeof(Report), random)).Traces },
            3 => report with { Handled = random.NextInt64(-5, 100), Partition = random.Next(-2, 5) },
            _ => report,
        },
        _ => message,
    };
}
