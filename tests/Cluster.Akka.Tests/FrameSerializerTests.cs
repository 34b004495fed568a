using System.Runtime.Serialization;
using Akka.Actor;
using Shouldly;
using Xunit;
using NumaProbe.Cluster.Akka.Tests.Support;
using NumaProbe.Cluster.Wire;
using NumaProbe.Cluster.Wire.Formatting;

namespace NumaProbe.Cluster.Akka.Tests;

/// <summary>The one serializer of ours, and those it replaces.</summary>
public sealed class FrameSerializerTests() : ClusterKit(ClusterEndpoint.NodeRole)
{
    [Fact]
    public void A_frame_is_read_back_as_it_was_written_by_a_number_and_a_name_that_are_fixed()
    {
        var frame = FrameOf(new Release(1, 2));
        var serializer = Sys.Serialization.FindSerializerFor(frame).ShouldBeOfType<FrameSerializer>();
        (serializer.Identifier, serializer.Manifest(frame)).ShouldBe((2018, "frame-1"));
        var read = (Frame)Sys.Serialization.Deserialize(serializer.ToBinary(frame), 2018, "frame-1");
        read.Payload.ToArray().ShouldBe(frame.Payload.ToArray());
    }

    [Fact]
    public void Another_name_or_too_many_bytes_are_refused()
    {
        var serializer = new FrameSerializer((ExtendedActorSystem)Sys);
        Should.Throw<SerializationException>(() => serializer.FromBinary([], "frame-2"));
        Should.Throw<SerializationException>(() => serializer.FromBinary(new byte[WireBounds.MaxFrameBytes + 1], "frame-1"));
        Should.Throw<SerializationException>(() => serializer.ToBinary("x"));
    }

    [Theory]
    [InlineData("text")]
    [InlineData(7)]
    [InlineData(new byte[] { 1 })]
    public void Anything_else_does_not_leave_the_process(object message) =>
        Should.Throw<SerializationException>(() => Sys.Serialization.FindSerializerFor(message).ToBinary(message));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(22)]
    [InlineData(36)]
    public void The_serializers_that_a_cluster_does_not_need_read_nothing(int number) =>
        Should.Throw<SerializationException>(() => Sys.Serialization.Deserialize([1, 2, 3], number, "System.String"));
}
