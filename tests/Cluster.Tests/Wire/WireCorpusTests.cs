using NumaProbe.Cluster.Wire;

namespace NumaProbe.Cluster.Tests.Wire;

/// <summary>Frames that were written once stay readable: one of every message, and of everything an envelope carries.</summary>
/// <remarks><c>NUMAPROBE_UPDATE_WIRE=1</c> adds frames of types that have none; it never changes one that is there.</remarks>
public sealed class WireCorpusTests
{
    private const string Corpus = "tests/Cluster.Tests/Wire/corpus.txt";

    [Fact]
    public void Every_stored_frame_is_read()
    {
        foreach (var (name, frame) in Read())
        {
            WireCodec.Decode(frame).Problem.ShouldBeNull(name);
        }
    }

    [Fact]
    public void Every_type_has_a_stored_frame_that_would_be_written_in_the_same_way_today()
    {
        var stored = Read();
        var missing = Wanted().Where(name => !stored.Any(one => one.Name == name && WireCodec.Encode(WireCodec.Decode(one.Frame).Messages!).AsSpan().SequenceEqual(one.Frame))).ToList();
        if (Environment.GetEnvironmentVariable("NUMAPROBE_UPDATE_WIRE") == "1")
        {
            File.AppendAllLines(RepoRoot.Combine(Corpus), missing.Select(name => $"{name} {Convert.ToHexStringLower(WireCodec.Encode(Sample(name)))}"));
            return;
        }

        missing.ShouldBeEmpty();
    }

    private static List<(string Name, byte[] Frame)> Read() =>
        [.. File.ReadAllLines(RepoRoot.Combine(Corpus)).Select(line => line.Split(' ')).Select(parts => (parts[0], Convert.FromHexString(parts[1])))];

    private static IEnumerable<string> Wanted() => WireTable.Messages.Values.Concat(WireTable.Contents.Values).Select(type => type.Name);

    private static ClusterMessage Sample(string name)
    {
        var random = new Random(1);
        return WireTable.Messages.Values.FirstOrDefault(type => type.Name == name) is { } message
            ? WireSamples.Message(message, random)
            : new Grant(1, 1, 1, 1, 1, 1, [new VirtualTime.Envelope(1, 1, 1, new VirtualTime.ActorId(1, 2, 3), WireSamples.Record(WireTable.Contents.Values.First(type => type.Name == name), random), default, false)], []);
    }
}
