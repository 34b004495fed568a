namespace NumaProbe.Shared.Messages;

/// <summary>The actor tables of the emulated machine's partitions.</summary>
public static class ActorKinds
{
    /// <summary>The driver core, index 0 of partition 0.</summary>
    public const byte Core = 0;

    /// <summary>The root of a NUMA node, index 0.</summary>
    public const byte Node = 1;

    /// <summary>Devices, by a number given when they are added.</summary>
    public const byte Device = 2;

    /// <summary>The work queue of a node, index 0.</summary>
    public const byte WorkQueue = 3;

    /// <summary>Workers, by a number given when they are created.</summary>
    public const byte Worker = 4;

    /// <summary>CPUs, by CPU number.</summary>
    public const byte Cpu = 5;

    /// <summary>The memory controller of a node, index 0.</summary>
    public const byte Memory = 6;

    /// <summary>The per-CPU work queues of a node, index 0.</summary>
    public const byte CpuWorkQueue = 7;

    /// <summary>Workers of per-CPU work queues, by a number given when they are created.</summary>
    public const byte CpuWorker = 8;
}
