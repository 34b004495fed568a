using System.CommandLine;
using NumaProbe.Cli.Running;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>offline</c> and <c>online</c>: CPUs and nodes of the machine of a running cluster.</summary>
internal static class CpuStateVerb
{
    internal static Verb CreateOffline(CliContext context) => Create(context, "offline", "Take", "offline");

    internal static Verb CreateOnline(CliContext context) => Create(context, "online", "Bring", "online");

    private static Verb Create(CliContext context, string name, string does, string state) => new(
        name, $"{does} a CPU or a node of a running cluster's machine {state}", $"numaprobe {name} cpu 3", $"numaprobe {name} node 1")
    {
        SimpleEvent.Create(
            context, "cpu", $"{does} a CPU {state}", $"numaprobe {name} cpu 3",
            new Argument<int>("N") { Description = "Number of the CPU" }, $"cpu_{state}", state),
        SimpleEvent.Create(
            context, "node", $"{does} every CPU of a node {state}", $"numaprobe {name} node 1",
            new Argument<int>("N") { Description = "Number of the node" }, $"node_{state}", state),
    };
}
