using System.Runtime.CompilerServices;
using NumaProbe.Node;
using NumaProbe.Shared.Messages;
using NumaProbe.VirtualTime;

namespace NumaProbe.Coordinator.Tests.Support;

/// <summary>Lets a test act as a thread of the driver core, on a whole machine: for what no operation of a scenario reaches.</summary>
internal sealed class CoreBench : Actor
{
    private readonly Func<Flow> _body;

    private CoreBench(Func<Flow> body) => _body = body;

    /// <summary>Runs a body in the coordinator's partition until nothing is left to do.</summary>
    internal static TraceList Run(Machine machine, string generation, Func<DriverCore, Flow> body)
    {
        var trace = new TraceList();
        var model = machine.Model(generation);
        var world = new EmbeddedWorld(model.Latencies(), new WorldLimits(1_000_000, long.MaxValue / 2, 1_000_000));
        var partition = world.Partitions[Addresses.CoordinatorPartition];
        var actor = DriverCoreActor.Populate(partition, model, trace);
        for (var node = 0; node < model.NodeCount; node++)
        {
            NodeRootActor.Populate(world.Partitions[Addresses.PartitionOf(node)], model, node, trace);
        }

        var bench = partition.Register(Partition.MaxKinds - 1, 0, new CoreBench(() => body(Core(actor))));
        partition.Send(bench, "go", ReplyTo.None, 0);
        world.Run(report: null, TestContext.Current.CancellationToken);
        return trace;
    }

    /// <summary>What the actor owns and shows nobody: a flow of its partition may touch it.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_core")]
    private static extern ref DriverCore Core(DriverCoreActor actor);

    protected override void Receive(object message, ReplyTo replyTo) => Start(_body());
}
