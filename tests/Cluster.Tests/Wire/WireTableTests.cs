using NumaProbe.Cluster.Wire;
using NumaProbe.Shared.Messages;

namespace NumaProbe.Cluster.Tests.Wire;

/// <summary>The set of types on the wire is closed and complete.</summary>
public sealed class WireTableTests
{
    private static readonly Type[] Families = [typeof(CoreMessage), typeof(DeviceMessage), typeof(NodeMessage)];

    [Fact]
    public void Every_message_between_partitions_has_a_number()
    {
        var all = typeof(CoreMessage).Assembly.GetTypes().Where(type => !type.IsAbstract && Families.Any(family => family.IsAssignableFrom(type)));

        WireTable.Contents.Values.ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public void Every_message_between_processes_has_a_number()
    {
        var all = typeof(ClusterMessage).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(ClusterMessage).IsAssignableFrom(type));

        WireTable.Messages.Values.ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public void Every_type_on_the_wire_is_sealed() =>
        WireTable.Contents.Values.Concat(WireTable.Messages.Values).ShouldAllBe(type => type.IsSealed);
}
