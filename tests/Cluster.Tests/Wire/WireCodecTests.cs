using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using MessagePack;
using NumaProbe.Cluster.Wire;
using NumaProbe.Cluster.Wire.Formatting;
using NumaProbe.VirtualTime;

namespace NumaProbe.Cluster.Tests.Wire;

/// <summary>What is written is read back as it was, and whatever else arrives is a value that says why not.</summary>
public sealed class WireCodecTests
{
    private const int MutatedFrames = 120_000;

    private static readonly Release Some = new(1, 1);

    public static TheoryData<Type> MessageTypes() => [.. WireTable.Messages.Values];

    public static TheoryData<Type> ContentTypes() => [.. WireTable.Contents.Values];

    [Theory]
    [MemberData(nameof(MessageTypes))]
    public void A_message_is_read_back_as_it_was_written(Type type) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var message = WireSamples.Message(type, new Random(seed));
            var reading = WireCodec.Decode(WireCodec.Encode(message));
            return reading.Problem is null && WireSamples.Same(reading.Messages!.Single(), message);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(ContentTypes))]
    public void What_an_envelope_carries_is_read_back_as_it_was_written(Type type) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var envelope = new Envelope(random.NextInt64(), 3, random.NextInt64(), new ActorId(1, 2, 3), WireSamples.Record(type, random), new ReplyTo(1, 5, 7), seed % 2 == 0);
            var grant = new Grant(1, 1, 1, 1, 1, 1, [envelope], []);
            return ((Grant)WireCodec.Decode(WireCodec.Encode(grant)).Messages!.Single()).Envelopes.Single() == envelope;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_mutated_frame_makes_reading_throw_or_cost_more_than_its_length()
    {
        var random = new Random(20_261_125);
        var types = WireTable.Messages.Values.ToArray();
        var (read, refused) = (0, 0);
        for (var i = 0; i < MutatedFrames; i++)
        {
            var frame = Mutate(WireCodec.Encode(WireSamples.Message(types[i % types.Length], random)), random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var reading = WireCodec.Decode(frame);
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(65_536 + (256L * frame.Length));
            (reading.Messages is null).ShouldNotBe(reading.Problem is null);
            _ = reading.Problem is null ? read++ : refused++;
        }

        // both ways were really gone
        read.ShouldBeGreaterThan(MutatedFrames / 100);
        refused.ShouldBeGreaterThan(MutatedFrames / 10);
    }

    [Fact]
    public void A_field_that_a_newer_version_added_is_skipped()
    {
        var frame = Frame((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(2);
            writer.Write(9);
            writer.WriteArrayHeader(4);
            writer.Write(5L);
            writer.Write(6);
            writer.Write("new");
            writer.WriteArrayHeader(1);
            writer.Write("newer");
        });

        WireCodec.Decode(frame).Messages.ShouldBe([new Release(5, 6)]);
    }

    [Fact]
    public void A_field_nested_a_million_times_is_skipped_too()
    {
        var frame = Frame((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(2);
            writer.Write(9);
            writer.WriteArrayHeader(3);
            writer.Write(1L);
            writer.Write(1);
            for (var depth = 0; depth < 1_000_000; depth++)
            {
                writer.WriteArrayHeader(1);
            }

            writer.Write(1);
        });

        WireCodec.Decode(frame).Messages.ShouldBe([Some]);
    }

    [Fact]
    public void A_number_that_is_not_known_is_refused_by_name() =>
        WireCodec.Decode(Frame((ref MessagePackWriter writer) =>
        {
            writer.WriteArrayHeader(2);
            writer.Write(999);
            writer.WriteArrayHeader(0);
        })).Problem.ShouldBe("number 999 is not known");

    [Fact]
    public void A_frame_may_have_as_many_messages_as_the_bound_and_not_one_more()
    {
        var messages = Enumerable.Repeat<ClusterMessage>(Some, WireBounds.MaxMessages).ToList();

        WireCodec.Decode(WireCodec.Encode(messages)).Messages!.Count.ShouldBe(WireBounds.MaxMessages);
        WireCodec.Decode(WireCodec.Encode([.. messages, Some])).Problem.ShouldNotBeNull();
    }

    [Fact]
    public void A_frame_larger_than_the_bound_is_refused() =>
        WireCodec.Decode(new byte[WireBounds.MaxFrameBytes + 1]).Problem.ShouldNotBeNull();

    [Fact]
    public void Messages_are_packed_by_address_in_their_order_and_a_full_frame_is_closed()
    {
        var text = new byte[WireBounds.FrameBytes];
        var large = new Grant(1, 1, 1, 1, 1, 1, [], [new FragmentSource(1, 1, 1, text)]);

        var frames = WireCodec.Pack([new("a", large), new("b", Some), new("a", new Release(1, 1)), new("a", new Release(1, 2))]);

        frames.Select(frame => frame.Address).ShouldBe(["a", "a", "b"]);
        WireCodec.Decode(frames[0].Payload).Messages!.Single().ShouldBeOfType<Grant>();
        WireCodec.Decode(frames[1].Payload).Messages.ShouldBe([new Release(1, 1), new Release(1, 2)]);
        WireCodec.Decode(frames[2].Payload).Messages.ShouldBe([Some]);
    }

    private delegate void Writing(ref MessagePackWriter writer);

    private static byte[] Frame(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new MessagePackWriter(buffer);
        writer.WriteArrayHeader(1);
        write(ref writer);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Mutate(byte[] frame, Random random)
    {
        for (var times = random.Next(1, 4); times > 0 && frame.Length > 1; times--)
        {
            var place = random.Next(frame.Length);
            switch (random.Next(5))
            {
                case 0:
                    frame[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    frame[place] = (byte)random.Next(256);
                    break;
                case 2:
                    frame = frame[..place];
                    break;
                case 3:
                    frame = [.. frame[..place], .. frame[random.Next(place + 1)..]];
                    break;
                default:
                    // the header of a list or text of four billion
                    frame = [.. frame[..place], (byte)(random.Next(2) == 0 ? 0xDD : 0xDB), 0xFF, 0xFF, 0xFF, 0xFF, .. frame[place..]];
                    break;
            }
        }

        return frame;
    }
}
