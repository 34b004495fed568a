using NumaProbe.VirtualTime;

namespace NumaProbe.Shared.Messages;

/// <summary>Addresses that everybody knows without being told.</summary>
public static class Addresses
{
    /// <summary>Partition of the coordinator.</summary>
    public const int CoordinatorPartition = 0;

    /// <summary>The driver core.</summary>
    public static ActorId Core => new(CoordinatorPartition, ActorKinds.Core, 0);

    /// <summary>Partition of a NUMA node.</summary>
    public static int PartitionOf(int node) => node + 1;

    /// <summary>Root of a node.</summary>
    public static ActorId Node(int node) => new((ushort)PartitionOf(node), ActorKinds.Node, 0);

    /// <summary>Work queue of a node.</summary>
    public static ActorId WorkQueue(int node) => new((ushort)PartitionOf(node), ActorKinds.WorkQueue, 0);

    /// <summary>Per-CPU work queues of a node.</summary>
    public static ActorId CpuWorkQueue(int node) => new((ushort)PartitionOf(node), ActorKinds.CpuWorkQueue, 0);

    /// <summary>A CPU of a node.</summary>
    public static ActorId Cpu(int node, int cpu) => new((ushort)PartitionOf(node), ActorKinds.Cpu, cpu);

    /// <summary>Memory controller of a node.</summary>
    public static ActorId Memory(int node) => new((ushort)PartitionOf(node), ActorKinds.Memory, 0);
}
