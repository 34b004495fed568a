using System.Globalization;

namespace NumaProbe.Cluster.RabbitMq;

/// <summary>
/// A process as the broker knows it: its cluster's exchange, its queue, and the key the two are bound by, which is its address.
/// </summary>
public sealed class RabbitMqEndpoint
{
    private const string CoordinatorAddress = "coordinator";

    private RabbitMqEndpoint(string cluster, string address, bool isCoordinator)
    {
        (Cluster, Address, IsCoordinator) = (cluster, address, isCoordinator);
        Exchange = $"numaprobe.{cluster}";
        Queue = $"{Exchange}.{address}";
    }

    /// <summary>Name of the cluster.</summary>
    public string Cluster { get; }

    /// <summary>Address others publish to.</summary>
    public string Address { get; }

    /// <summary>The coordinator's endpoint, which a standby shares: one of them at a time gets what arrives.</summary>
    public bool IsCoordinator { get; }

    /// <summary>The exchange of the cluster.</summary>
    public string Exchange { get; }

    /// <summary>The endpoint's queue.</summary>
    public string Queue { get; }

    internal Dictionary<string, object?> QueueArguments => IsCoordinator
        ? new(StringComparer.Ordinal) { ["x-single-active-consumer"] = true, ["x-max-length"] = RabbitMqLimits.MaxQueueLength }
        : new(StringComparer.Ordinal)
        {
            ["x-expires"] = (int)RabbitMqLimits.HostQueueExpires.TotalMilliseconds,
            ["x-max-length"] = RabbitMqLimits.MaxQueueLength,
        };

    /// <summary>True for what a cluster may be called: it becomes part of names at the broker.</summary>
    /// <param name="name">The name.</param>
    public static bool IsClusterName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= RabbitMqLimits.MaxClusterNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    /// <summary>The endpoint of a coordinator or its standby.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    public static RabbitMqEndpoint OfCoordinator(string cluster) => new(Checked(cluster), CoordinatorAddress, isCoordinator: true);

    /// <summary>The endpoint of one process that holds nodes.</summary>
    /// <param name="cluster">Name of the cluster.</param>
    /// <param name="nodes">Its nodes.</param>
    /// <param name="process">Random id of the process, so that it never gets what was meant for the one before it.</param>
    public static RabbitMqEndpoint OfHost(string cluster, IReadOnlyList<int> nodes, string process)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        const int Named = 16;
        var names = string.Join('-', nodes.Take(Named).Select(node => node.ToString(CultureInfo.InvariantCulture)));
        var address = $"node.{names}.{process}";
        ArgumentOutOfRangeException.ThrowIfGreaterThan(address.Length, RabbitMqLimits.MaxAddressLength, nameof(process));
        return new RabbitMqEndpoint(Checked(cluster), address, isCoordinator: false);
    }

    private static string Checked(string cluster) =>
        IsClusterName(cluster) ? cluster : throw new ArgumentException("no name of a cluster", nameof(cluster));
}
