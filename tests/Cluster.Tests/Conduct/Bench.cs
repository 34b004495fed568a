using System.Text;
using NumaProbe.Cluster.Conduct;
using NumaProbe.Cluster.Control;
using NumaProbe.Cluster.Tests.Simulation;
using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Conduct;

/// <summary>A coordinator on the bench: its mail is written by hand.</summary>
internal sealed class Bench
{
    internal const string Scenario = """
        apiVersion: numaprobe/v1
        kind: Scenario
        name: bench
        topology: "2 nodes x 1 cpus"
        drivers:
        - {name: drv, match: m}
        devices:
        - {name: d0, match: m, numa_node: 1}
        events:
        - device_add: d0
        - driver_register: drv
        """;

    internal Bench()
    {
        Disk = new SimJournalDisk([], new Random(1), static _ => { });
        Journal = new SimJournal(Disk);
        Core = new CoordinatorCore(new CoordinatorSettings("bench", "v"), Journal, new SimArchive(0, static _ => { }));
    }

    internal SimJournalDisk Disk { get; }

    internal SimJournal Journal { get; }

    internal CoordinatorCore Core { get; }

    internal long NowMs { get; set; } = 1;

    internal static Join Join(ulong process, long term = 0, long ticket = 0, int wire = WireVersions.Current, string model = "v", params int[] nodes) =>
        new($"host{process}", process, $"address{process}", nodes.Length == 0 ? [0, 1] : nodes, wire, model, term, ticket);

    internal List<Outgoing> Say(ClusterMessage message) => [.. Core.OnMessage(message, NowMs)];

    internal List<Outgoing> Tick(long afterMs)
    {
        NowMs += afterMs;
        return [.. Core.OnTick(NowMs)];
    }

    /// <summary>A process joins in both steps; what the coordinator says to it then.</summary>
    internal List<Outgoing> JoinBoth(ulong process, params int[] nodes)
    {
        var welcome = Say(Join(process, nodes: nodes)).Select(one => one.Message).OfType<Welcome>().Single(one => one.Process == process);
        return Say(Join(process, welcome.Term, welcome.Ticket, nodes: nodes));
    }

    internal ControlOutcome<RunStarted>? Start(string text = Scenario, string? key = null, double? pace = null, string? generation = null, bool staysOpen = true)
    {
        ControlOutcome<RunStarted>? answer = null;
        Core.OnCommand(
            new StartCommand(new StartRequest(Encoding.UTF8.GetBytes(text), "s.yaml", generation, null, pace, staysOpen, key), outcome => answer = outcome), NowMs);
        return answer;
    }

    internal List<ControlOutcome<InjectionReceipt>> Inject(string text, string? key = null)
    {
        List<ControlOutcome<InjectionReceipt>> answers = [];
        Core.OnCommand(new InjectCommand(new InjectionRequest(Encoding.UTF8.GetBytes(text), key), answers.Add), NowMs);
        return answers;
    }
}
